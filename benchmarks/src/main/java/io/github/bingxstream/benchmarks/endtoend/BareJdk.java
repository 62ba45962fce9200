package io.github.bingxstream.benchmarks.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The floor of {@code adapter-jdk}: the JDK's WebSocket with its defaults, and a listener that looks at nothing. */
final class BareJdk implements Contender {

    private final WebSocket socket;

    BareJdk(URI stream, Arrivals arrivals) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(stream, new WebSocket.Listener() {
                    private int size;

                    @Override
                    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
                        size += part.remaining();
                        if (last) {
                            if (size >= OrderFrames.BYTES_MIN) {
                                arrivals.note();
                            }
                            size = 0;
                        }
                        from.request(1);
                        return null;
                    }
                })
                .join();
    }

    @Override
    public void awaitReady() {
        socket.sendText(Client.SUBSCRIPTION, true).join();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
