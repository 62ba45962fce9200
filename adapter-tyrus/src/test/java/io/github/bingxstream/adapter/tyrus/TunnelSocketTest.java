package io.github.bingxstream.adapter.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.port.support.HttpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a proxy may do to a tunnel that no suite of a transport sees. */
@Timeout(60)
class TunnelSocketTest {

    private static final InetSocketAddress SOMEWHERE = InetSocketAddress.createUnresolved("exchange.invalid", 443);
    private static final int LONG_MILLIS = 30_000;

    private ServerSocket proxy;

    @BeforeEach
    void listen() throws IOException {
        proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void an_answer_that_is_no_http_leaves_no_socket() throws IOException {
        TunnelSocket socket = tunnel();
        answer(peer -> peer.getOutputStream().write("SSH-2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> socket.connect(SOMEWHERE, LONG_MILLIS)).isInstanceOf(ProtocolException.class);

        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void a_proxy_that_hangs_up_leaves_no_socket() throws IOException {
        TunnelSocket socket = tunnel();
        answer(Socket::shutdownOutput);

        assertThatThrownBy(() -> socket.connect(SOMEWHERE, LONG_MILLIS)).isInstanceOf(IOException.class);

        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void the_timeout_is_for_the_whole_answer_and_not_for_each_byte_of_it() throws IOException {
        TunnelSocket socket = tunnel();
        answer(peer -> {
            while (true) {
                peer.getOutputStream().write('H');
                sleep();
            }
        });

        assertThatThrownBy(() -> socket.connect(SOMEWHERE, 500)).isInstanceOf(SocketTimeoutException.class);

        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void a_tunnel_that_is_made_has_no_timeout_of_its_own() throws IOException {
        try (TunnelSocket socket = tunnel()) {
            answer(peer -> peer.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

            socket.connect(SOMEWHERE, LONG_MILLIS);

            assertThat(socket.isClosed()).isFalse();
            assertThat(socket.getSoTimeout()).isZero();
        }
    }

    private TunnelSocket tunnel() {
        return new TunnelSocket(HttpProxy.at("127.0.0.1", proxy.getLocalPort()));
    }

    /** What the proxy does with a request that it has read the beginning of. */
    private interface Answer {
        void to(Socket peer) throws IOException;
    }

    private void answer(Answer answer) {
        Thread thread = new Thread(
                () -> {
                    try (Socket peer = proxy.accept()) {
                        peer.getInputStream().read();
                        answer.to(peer);
                        // To the end of the request, and of the tunnel.
                        peer.getInputStream().readAllBytes();
                    } catch (IOException gone) {
                        // As it should be, in the end.
                        return;
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
