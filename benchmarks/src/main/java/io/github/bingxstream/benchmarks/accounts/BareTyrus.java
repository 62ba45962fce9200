package io.github.bingxstream.benchmarks.accounts;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

/** Tyrus's sessions with an empty handler. */
final class BareTyrus implements Crowd {

    private final ClientManager manager = ClientManager.createClient(JdkClientContainer.class.getName());
    private final URI endpoint;
    private final List<Session> sessions = new ArrayList<>();

    BareTyrus(SSLContext tls, URI endpoint) {
        this.endpoint = endpoint;
        manager.getProperties()
                .put(ClientProperties.SSL_ENGINE_CONFIGURATOR, new SslEngineConfigurator(tls, true, false, false));
    }

    @Override
    public void grow(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            sessions.add(manager.connectToServer(
                    new Empty(),
                    ClientEndpointConfig.Builder.create().build(),
                    URI.create(endpoint + "?listenKey=bare-" + i)));
        }
    }

    private static final class Empty extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(ByteBuffer.class, new MessageHandler.Whole<>() {
                @Override
                public void onMessage(ByteBuffer message) {
                    // Empty.
                }
            });
        }
    }
}
