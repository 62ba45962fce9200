package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.TransportSettings;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;

/** Opens sessions of one {@link ClientManager}, set up against its defaults, and knows those that are open. */
final class TyrusFrameTransport implements FrameTransport {

    /** By name, so that no other container on the path can win. */
    private static final String CONTAINER = Guard.Container.class.getName();

    /**
     * The container decodes a URL before it sends it, so that {@code %0d%0a} would become a header line of somebody's choice. Of
     * Tyrus's other container: <a href="https://github.com/eclipse-ee4j/tyrus/issues/806">tyrus#806</a>.
     */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._~/-]*");

    private static final Pattern HARMLESS_QUERY = Pattern.compile("[A-Za-z0-9._~=&-]*");

    /** More than a reading with TLS, 17 KB, and a header. */
    private static final int READING_BYTES = 64 * 1024;

    private static final int CONTAINER_IDLE_SECONDS = 1;

    private final ClientManager manager;
    private final Threads threads;
    private final TransportSettings settings;
    private final WayOut way;
    private final Set<TyrusConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    TyrusFrameTransport(Threads threads, TransportSettings settings) {
        this.threads = threads;
        this.settings = settings;
        this.way = new WayOut(settings.proxy());
        this.manager = ClientManager.createClient(CONTAINER);
        // Otherwise ten threads, and a task for every message that comes, to enforce a timeout that nobody set:
        // https://github.com/eclipse-ee4j/tyrus/issues/787.
        manager.setDefaultMaxSessionIdleTimeout(-1);
        Map<String, Object> properties = manager.getProperties();
        properties.put(ClientProperties.HANDSHAKE_TIMEOUT, (int)
                settings.connectTimeout().toMillis());
        // What has been read and not yet taken apart counts: a message, its header, and one reading of the container.
        properties.put(ClientProperties.INCOMING_BUFFER_SIZE, settings.messageBytesMax() + READING_BYTES);
        // The endpoint's own TLS context has no effect unless this is set as well.
        properties.put(
                ClientProperties.SSL_ENGINE_CONFIGURATOR,
                new SslEngineConfigurator(settings.tls(), true, false, false));
        way.lead(properties);
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
        TyrusConnection connection = new TyrusConnection(threads, settings, way, endpoint, listener, open::remove);
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
