package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** A stream client on the JDK's WebSocket alone. Answers heartbeats in kind unless told to be mute. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
    static final String ORDERS = "spot.executionReport";
    static final String BALANCES = "ACCOUNT_UPDATE";
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heartbeats = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final boolean mute;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private volatile WebSocket socket;

    private StreamClient(boolean mute) {
        this.mute = mute;
    }

    static StreamClient connect(SandboxExchange exchange, String listenKey) {
        return new StreamClient(false).open(exchange, listenKey, HttpClient.newHttpClient());
    }

    static StreamClient connect(SandboxExchange exchange, String listenKey, SSLContext tls) {
        HttpClient http = HttpClient.newBuilder().sslContext(tls).build();
        return new StreamClient(false).open(exchange, listenKey, http);
    }

    static StreamClient connectMute(SandboxExchange exchange, String listenKey) {
        return new StreamClient(true).open(exchange, listenKey, HttpClient.newHttpClient());
    }

    /** Connects with a fresh key and subscribes both channels; the acks and INIT are consumed. */
    static StreamClient subscribed(SandboxExchange exchange) {
        StreamClient client = connect(exchange, RestClient.of(exchange).listenKey());
        client.send(subscribe("a", ORDERS));
        client.await(message -> message.has("id"));
        client.send(subscribe("b", BALANCES));
        client.await(message -> message.toString().contains("\"INIT\""));
        return client;
    }

    static String subscribe(String id, String dataType) {
        return "{\"id\":\"" + id + "\",\"reqType\":\"sub\",\"dataType\":\"" + dataType + "\"}";
    }

    private StreamClient open(SandboxExchange exchange, String listenKey, HttpClient http) {
        URI uri = URI.create(exchange.wsUrl() + "?listenKey=" + listenKey);
        try {
            socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
            return this;
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    void send(String text) {
        sendLater(text, true).join();
    }

    void sendInTwoFragments(String text) {
        int half = text.length() / 2;
        sendLater(text.substring(0, half), false).join();
        sendLater(text.substring(half), true).join();
    }

    /** The JDK allows one send at a time, and pongs are sent from its own threads. */
    private synchronized CompletableFuture<?> sendLater(String text, boolean last) {
        sent = sent.thenCompose(before -> socket.sendText(text, last));
        return sent;
    }

    /** The next message that is no heartbeat, as text. */
    String next() {
        return poll(messages);
    }

    JsonObject nextJson() {
        return JsonParser.parseString(next()).getAsJsonObject();
    }

    String nextHeartbeat() {
        return poll(heartbeats);
    }

    void forgetHeartbeats() {
        heartbeats.clear();
    }

    boolean hasHeartbeat() {
        return !heartbeats.isEmpty();
    }

    /** Skips messages until one fits. */
    JsonObject await(Predicate<JsonObject> fits) {
        while (true) {
            JsonObject message = nextJson();
            if (fits.test(message)) {
                return message;
            }
        }
    }

    /** The data of the next order event, and nothing but order events and balances before it. */
    JsonObject nextOrderEvent() {
        return await(message -> message.has("dataType")
                        && message.has("data")
                        && !message.get("data").isJsonNull())
                .getAsJsonObject("data");
    }

    boolean hasMessage() {
        return !messages.isEmpty();
    }

    /** What already came, after proving with an answered request that the pipe is empty. */
    List<String> drain() {
        send("{\"id\":\"fence\",\"reqType\":\"sub\",\"dataType\":\"fence\"}");
        List<String> all = new ArrayList<>();
        for (String message = next(); !message.contains("\"fence\""); message = next()) {
            all.add(message);
        }
        return all;
    }

    /** {@code close 1006} or {@code error IOException}, whichever ends the connection. */
    String awaitEnd() {
        try {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the connection did not end", e);
        }
    }

    boolean isOpen() {
        return !end.isDone();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        socket = webSocket;
        webSocket.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        frame.writeBytes(part);
        if (last) {
            String text = gunzip(frame.toByteArray());
            frame.reset();
            hear(text);
        }
        webSocket.request(1);
        return null;
    }

    private void hear(String text) {
        if (text.equals("Ping") || text.startsWith("{\"ping\"")) {
            heartbeats.add(text);
            if (!mute) {
                var unused = sendLater(text.replace("Ping", "Pong").replace("\"ping\"", "\"pong\""), true);
            }
        } else {
            messages.add(text);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        messages.add("TEXT FRAME " + data);
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        end.complete("close " + code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end.complete("error " + error.getMessage());
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static String poll(BlockingQueue<String> queue) {
        try {
            String message = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String gunzip(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
