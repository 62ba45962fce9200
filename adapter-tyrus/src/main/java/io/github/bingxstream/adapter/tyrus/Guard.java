package io.github.bingxstream.adapter.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.ReadHandler;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Tyrus and its JDK container on one connection, where all bytes pass, and makes good what Tyrus does not do:
 *
 * <ul>
 *   <li>a frame that is larger than a message may be is refused before any of it is kept (Tyrus keeps it whole first);
 *   <li>a masked frame is refused (Tyrus takes it);
 *   <li>a close frame without a code can be told from one with code 1000;
 *   <li>why TLS failed is told, and when it did: see {@link TellingEngine};
 *   <li>the status of the handshake's answer is the one that came (Tyrus makes one up);
 *   <li>the socket stays open until the peer has answered our close frame (Tyrus closes it right behind).
 * </ul>
 */
final class Guard {

    /** What a connection hears of its guard, on the thread that reads. */
    interface Watcher {

        /** A frame came that no listener may see. */
        void refused(FrameScreen.Verdict verdict);

        /** The peer has answered our close frame, or has gone. */
        void parted();

        /** TLS failed, most often within its handshake. */
        void insecure(SSLException why);
    }

    private static final String KEY = Guard.class.getName();

    /** Code 1000, masked with zeros. */
    private static final byte[] CLOSE_NORMALLY = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE8};

    private final FrameScreen screen;
    private final Watcher watcher;

    private volatile int status;
    private volatile boolean waitsForThePeer;
    private volatile boolean closeSent;
    private volatile boolean isOver;
    private volatile @Nullable Writer out;

    Guard(int bytesMax, Watcher watcher) {
        this.screen = new FrameScreen(bytesMax);
        this.watcher = watcher;
    }

    /** Returns the settings of a session that this guards. */
    ClientEndpointConfig config() {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        config.getUserProperties().put(KEY, this);
        return config;
    }

    /** Returns the status of the handshake's answer; 0 before one came. */
    int status() {
        return status;
    }

    /** Returns whether the peer's close frame had a code. Asked while it is being reported. */
    boolean closeHasCode() {
        return screen.closeHasCode();
    }

    /** From now on the end of the session is ours: the socket stays open until the peer has closed, or until {@link #over}. */
    void waitForThePeer() {
        waitsForThePeer = true;
    }

    boolean waitsForThePeer() {
        return waitsForThePeer;
    }

    /** Sends a close frame, of which Tyrus need not know: it goes on reading. Nothing is sent behind it. */
    void sendCloseFrame() {
        Writer open = out;
        if (open != null) {
            closeSent = true;
            open.write(
                    ByteBuffer.wrap(CLOSE_NORMALLY.clone()),
                    new CompletionHandler<ByteBuffer>() {
                        // Whether it left or not, the wait for the peer ends.
                    });
        }
    }

    /** Nothing is read any more, and the session closes its socket when it is closed. */
    void over() {
        isOver = true;
    }

    private void read(ByteBuffer bytes, ReadHandler tyrus) {
        if (isOver) {
            bytes.position(bytes.limit());
            return;
        }
        int end = bytes.limit();
        FrameScreen.Verdict verdict = screen.look(bytes);
        tyrus.handle(bytes);
        bytes.limit(end);
        bytes.position(end);
        if (verdict != FrameScreen.Verdict.GOOD) {
            isOver = true;
            watcher.refused(verdict);
        } else if (waitsForThePeer && screen.closeSeen()) {
            watcher.parted();
        }
    }

    /** The JDK container with guards. Not for users: public because Tyrus makes it by name, and that way can see it. */
    public static final class Container implements ClientContainer {

        private final ClientContainer container = new JdkClientContainer();

        @Override
        public void openClientSocket(ClientEndpointConfig config, Map<String, Object> properties, ClientEngine engine)
                throws DeploymentException, IOException {
            Guard guard =
                    (Guard) Objects.requireNonNull(config.getUserProperties().get(KEY));
            Map<String, Object> telling = new HashMap<>(properties);
            telling.computeIfPresent(
                    ClientProperties.SSL_ENGINE_CONFIGURATOR,
                    (name, silent) -> TellingEngine.of((SslEngineConfigurator) silent, guard.watcher::insecure));
            container.openClientSocket(config, telling, guard.new Engine(engine));
        }
    }

    private final class Engine implements ClientEngine {

        private final ClientEngine tyrus;

        Engine(ClientEngine tyrus) {
            this.tyrus = tyrus;
        }

        @Override
        public UpgradeRequest createUpgradeRequest(TimeoutHandler onTimeout) {
            return tyrus.createUpgradeRequest(onTimeout);
        }

        @Override
        public ClientUpgradeInfo processResponse(
                UpgradeResponse response, Writer writer, Connection.CloseListener closeListener) {
            status = response.getStatus();
            out = writer;
            Writer patient = new PatientWriter(writer);
            ClientUpgradeInfo info = tyrus.processResponse(response, patient, reason -> closeOf(patient));
            return new ClientUpgradeInfo() {
                @Override
                public ClientUpgradeStatus getUpgradeStatus() {
                    return info.getUpgradeStatus();
                }

                @Override
                public Connection createConnection() {
                    return new GuardedConnection(info.createConnection());
                }
            };
        }

        @Override
        public void processError(Throwable failure) {
            tyrus.processError(failure);
        }

        private void closeOf(Writer writer) {
            try {
                writer.close();
            } catch (IOException gone) {
                // It is what was wanted.
                return;
            }
        }
    }

    private final class GuardedConnection implements Connection {

        private final Connection tyrus;
        private final ReadHandler handler;

        GuardedConnection(Connection tyrus) {
            this.tyrus = tyrus;
            ReadHandler reads = tyrus.getReadHandler();
            this.handler = bytes -> read(bytes, reads);
        }

        @Override
        public ReadHandler getReadHandler() {
            return handler;
        }

        @Override
        public Writer getWriter() {
            return tyrus.getWriter();
        }

        @Override
        public CloseListener getCloseListener() {
            return tyrus.getCloseListener();
        }

        /** The container calls this when the peer has gone. */
        @Override
        public void close(CloseReason reason) {
            tyrus.close(reason);
            if (waitsForThePeer) {
                watcher.parted();
            }
        }
    }

    /** Sends nothing behind our close frame, and closes when the peer has closed or the wait is over. */
    private final class PatientWriter extends Writer {

        private final Writer container;

        PatientWriter(Writer container) {
            this.container = container;
        }

        @Override
        public void write(ByteBuffer bytes, CompletionHandler<ByteBuffer> handler) {
            if (closeSent) {
                handler.completed(bytes);
            } else {
                container.write(bytes, handler);
            }
        }

        @Override
        public void close() throws IOException {
            if (!waitsForThePeer || isOver || screen.closeSeen()) {
                container.close();
            }
        }
    }
}
