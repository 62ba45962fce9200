package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A frame transport whose other end is the test. */
final class FakeFrames implements FrameTransport {

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    /** One connection, seen from the server. */
    static final class Line implements Connection {
        final URI endpoint;
        final Listener listener;
        private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final CountDownLatch over = new CountDownLatch(1);

        Line(URI endpoint, Listener listener) {
            this.endpoint = endpoint;
            this.listener = listener;
        }

        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public void close() {
            new Thread(() -> end(new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), ""))).start();
        }

        void end(Ending ending) {
            if (ended.compareAndSet(false, true)) {
                listener.ended(ending);
                over.countDown();
            }
        }

        void cut() {
            end(new Ending(Cause.LOST, OptionalInt.empty(), "cut by the test"));
        }

        String nextSent() throws InterruptedException {
            return taken(sent, "a text sent by the stream");
        }

        /** Reads the next subscribe frame and grants it. */
        void grant() throws InterruptedException {
            answer(0, "SUCCESS");
        }

        /** Reads the next subscribe frame and refuses it. */
        void refuse(int code) throws InterruptedException {
            answer(code, "refused by the test");
        }

        private void answer(int code, String message) throws InterruptedException {
            String id = nextSent().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
            listener.text("{\"code\":" + code + ",\"id\":\"" + id + "\",\"msg\":\"" + message
                    + "\",\"timestamp\":1700000000000}");
        }

        /** Returns what the stream has sent and the test has not read. */
        List<String> unread() {
            return List.copyOf(sent);
        }

        void awaitOver() throws InterruptedException {
            assertThat(over.await(20, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @Override
    public Connection open(URI endpoint, Listener listener) {
        Line line = new Line(endpoint, listener);
        lines.add(line);
        return line;
    }

    Line nextLine() throws InterruptedException {
        return taken(lines, "a connection opened by the stream");
    }

    /** Returns the connections that were opened and the test has not taken. */
    List<Line> lines() {
        return List.copyOf(lines);
    }

    static <T> T taken(BlockingQueue<T> queue, String what) throws InterruptedException {
        T taken = queue.poll(20, TimeUnit.SECONDS);
        assertThat(taken).as(what).isNotNull();
        return taken;
    }
}
