package io.github.bingxstream.benchmarks.endtoend;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

/**
 * The floor of {@code adapter-tyrus}: Tyrus on its JDK container, and a handler that looks at nothing. It is spared the idle
 * timeout that nobody set, which costs Tyrus a task for each message.
 */
final class BareTyrus implements Contender {

    private final Session session;

    BareTyrus(URI stream, Arrivals arrivals) throws Exception {
        ClientManager manager = ClientManager.createClient(JdkClientContainer.class.getName());
        manager.setDefaultMaxSessionIdleTimeout(-1);
        session = manager.connectToServer(
                new Endpoint() {
                    @Override
                    public void onOpen(Session opened, EndpointConfig config) {
                        opened.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) message -> {
                            if (message.remaining() >= OrderFrames.BYTES_MIN) {
                                arrivals.note();
                            }
                        });
                    }
                },
                ClientEndpointConfig.Builder.create().build(),
                stream);
    }

    @Override
    public void awaitReady() throws IOException {
        session.getBasicRemote().sendText(Client.SUBSCRIPTION);
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
