package io.github.bingxstream.benchmarks.accounts;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** The JDK's WebSockets with an empty listener. */
final class BareJdk implements Crowd {

    /** As many handshakes at a time as the exchange's backlog bears. */
    private static final int AT_A_TIME = 50;

    private final HttpClient client;
    private final URI endpoint;
    private final List<WebSocket> sockets = new ArrayList<>();

    BareJdk(SSLContext tls, URI endpoint) {
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .executor(Executors.newFixedThreadPool(4))
                .build();
        this.endpoint = endpoint;
    }

    @Override
    public void grow(int from, int to) {
        for (int i = from; i < to; i += AT_A_TIME) {
            List<CompletableFuture<WebSocket>> opening = new ArrayList<>();
            for (int j = i; j < Math.min(to, i + AT_A_TIME); j++) {
                opening.add(client.newWebSocketBuilder()
                        .buildAsync(URI.create(endpoint + "?listenKey=bare-" + j), new WebSocket.Listener() {}));
            }
            opening.forEach(each -> sockets.add(each.join()));
        }
    }
}
