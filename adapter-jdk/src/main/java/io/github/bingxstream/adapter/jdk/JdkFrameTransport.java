package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.TransportSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens WebSockets of {@code java.net.http}, and knows those that are open. */
final class JdkFrameTransport implements FrameTransport {

    private final HttpClient client;
    private final OffStack offStack;
    private final TransportSettings settings;
    private final WayOut way;
    private final Set<JdkConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    JdkFrameTransport(HttpClient client, OffStack offStack, TransportSettings settings) {
        this.client = client;
        this.offStack = offStack;
        this.settings = settings;
        this.way = new WayOut(settings.proxy());
    }

    @Override
    public Connection open(URI endpoint, Listener listener) {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(listener, "listener");
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
        JdkConnection connection = new JdkConnection(offStack, settings, way, endpoint, listener, open::remove);
        open.add(connection);
        connection.open(client);
        if (closed) {
            connection.cut();
        }
        return connection;
    }

    void close() {
        closed = true;
        open.forEach(JdkConnection::cut);
    }
}
