package io.github.bingxstream.testkit.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** The server's half of RFC 6455, section 4.2. No sub-protocols, no extensions: the exchange negotiates neither. */
final class WebSocketHandshake {
    static final int ACCEPTED = 101;

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketHandshake() {}

    static HttpResponse answer(HttpRequest request) {
        String key = request.header("sec-websocket-key");
        boolean upgrades = request.header("connection").toLowerCase(Locale.ROOT).contains("upgrade");
        if (!request.method().equals("GET") || key.isEmpty() || !upgrades) {
            return HttpResponse.empty(400);
        }
        if (!request.header("sec-websocket-version").equals("13")) {
            return HttpResponse.empty(426).with(Map.of("Sec-WebSocket-Version", "13"));
        }
        return HttpResponse.empty(ACCEPTED)
                .with(Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", accept(key)));
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
