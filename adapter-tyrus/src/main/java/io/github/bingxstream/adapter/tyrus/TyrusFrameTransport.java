package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.FrameTransport;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;

/** Opens sessions of one {@link ClientManager}, set up against its defaults, and knows those that are open. */
final class TyrusFrameTransport implements FrameTransport {

    /** By name, so that no other container on the path can win. */
    private static final String CONTAINER = "org.glassfish.tyrus.container.jdk.client.JdkClientContainer";

    /** The container decodes a URL before it sends it: {@code %0d%0a} would become a header line of somebody's choice. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._~/-]*");

    private static final Pattern HARMLESS_QUERY = Pattern.compile("[A-Za-z0-9._~=&-]*");

    private static final int CONTAINER_IDLE_SECONDS = 1;

    private final ClientManager manager;
    private final Threads threads;
    private final TyrusLimits limits;
    private final Set<TyrusConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    TyrusFrameTransport(Threads threads, SSLContext tls, TyrusLimits limits) {
        this.threads = threads;
        this.limits = limits;
        this.manager = ClientManager.createClient(CONTAINER);
        // Otherwise ten threads, and a task for every message that comes, to enforce a timeout that nobody set.
        manager.setDefaultMaxSessionIdleTimeout(-1);
        Map<String, Object> properties = manager.getProperties();
        properties.put(ClientProperties.HANDSHAKE_TIMEOUT, (int)
                limits.connectTimeout().toMillis());
        // What has been read and not yet taken apart counts, so it has to hold a burst too.
        properties.put(ClientProperties.INCOMING_BUFFER_SIZE, 4 * limits.messageBytesMax());
        // The endpoint's own TLS context has no effect unless this is set as well.
        properties.put(ClientProperties.SSL_ENGINE_CONFIGURATOR, new SslEngineConfigurator(tls, true, false, false));
        properties.put(ClientProperties.SHARED_CONTAINER_IDLE_TIMEOUT, CONTAINER_IDLE_SECONDS);
    }

    /**
     * @throws IllegalArgumentException if the path or the query has a character that would not reach the peer as it is
     */
    @Override
    public Connection open(URI endpoint, Listener listener) {
        Objects.requireNonNull(listener, "listener");
        requireHarmless(endpoint);
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
        TyrusConnection connection = new TyrusConnection(threads, limits, endpoint, listener, open::remove);
        open.add(connection);
        connection.open(manager);
        if (closed) {
            connection.cut();
        }
        return connection;
    }

    void close() {
        closed = true;
        open.forEach(TyrusConnection::cut);
        manager.shutdown();
    }

    private static void requireHarmless(URI endpoint) {
        String path = Objects.requireNonNullElse(endpoint.getRawPath(), "");
        String query = Objects.requireNonNullElse(endpoint.getRawQuery(), "");
        if (!HARMLESS.matcher(path).matches() || !HARMLESS_QUERY.matcher(query).matches()) {
            throw new IllegalArgumentException("the endpoint's path and query may hold only A-Z a-z 0-9 . _ ~ - / = &");
        }
    }
}
