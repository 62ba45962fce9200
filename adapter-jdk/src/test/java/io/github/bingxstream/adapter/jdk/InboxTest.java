package io.github.bingxstream.adapter.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final List<String> read = new ArrayList<>();
    private final CountingSocket socket = new CountingSocket();
    private final Inbox inbox = new Inbox(10, new Inbox.Reader() {
        @Override
        public void text(String message) {
            read.add("text " + message);
        }

        @Override
        public void binary(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            read.add("binary " + new String(bytes, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void tooLarge() {
            read.add("too large");
        }

        @Override
        public void closed(WebSocket open, int code, String reason) {
            read.add("closed " + code);
        }

        @Override
        public void failed(Throwable failure) {
            read.add("failed");
        }
    });

    @Test
    void parts_survive_that_the_socket_uses_its_buffer_again() {
        byte[] shared = {'a', 'b', 'c'};
        inbox.onBinary(socket, ByteBuffer.wrap(shared).asReadOnlyBuffer(), false);
        Arrays.fill(shared, (byte) 'x');
        inbox.onBinary(socket, ByteBuffer.wrap(shared, 0, 1), true);

        assertThat(read).containsExactly("binary abcx");
    }

    @Test
    void every_call_asks_for_one_more_so_that_demand_never_ends() {
        inbox.onOpen(socket);
        assertThat(socket.requested).isZero();

        inbox.onText(socket, "a", false);
        inbox.onText(socket, "b", true);
        inbox.onBinary(socket, ByteBuffer.allocate(1), true);
        inbox.onPing(socket, ByteBuffer.allocate(1));
        inbox.onPong(socket, ByteBuffer.allocate(1));

        assertThat(socket.requested).isEqualTo(5);
    }

    @Test
    void a_text_is_measured_in_the_bytes_it_had() {
        inbox.onText(socket, "価格!", true);
        inbox.onText(socket, "🚀🚀éa", false);
        assertThat(read).containsExactly("text 価格!", "too large");
    }

    @Test
    void what_was_gathered_of_a_message_does_not_count_for_the_next() {
        for (int i = 0; i < 3; i++) {
            inbox.onBinary(socket, ByteBuffer.allocate(4), false);
            inbox.onBinary(socket, ByteBuffer.allocate(6), true);
        }

        assertThat(read).hasSize(3).allMatch(entry -> entry.startsWith("binary"));
    }

    /** Counts what is asked for, and can do nothing else. */
    private static final class CountingSocket implements WebSocket {
        private long requested;

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return false;
        }

        @Override
        public boolean isInputClosed() {
            return false;
        }

        @Override
        public void abort() {}
    }
}
