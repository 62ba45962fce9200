package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listeners of connections that come and go, one behind the other, and that nobody keeps. */
final class Passers implements Listener {

    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch messages = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Passers() {}

    /** Opens so many connections, lets a message through each, and ends them: by the peer, by us, and with a reset. */
    static List<WeakReference<Passers>> pass(FrameBench bench, int count) throws InterruptedException {
        List<WeakReference<Passers>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Passers listener = new Passers();
            all.add(new WeakReference<>(listener));
            Connection connection = bench.transport().open(bench.endpoint(), listener);
            Visitor visitor = bench.peer().next();
            visitor.acceptHandshake();
            comes(listener.opened, bench.patience(), "opened");
            visitor.text("hello");
            comes(listener.messages, bench.patience(), "a message");
            switch (i % 3) {
                case 0 -> visitor.closeFrame(1000, "");
                case 1 -> {
                    connection.close();
                    // Answered unseen: on a busy machine it may come later than the transport waits.
                    visitor.tryRaw(WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03, (byte) 0xE8}));
                }
                default -> visitor.reset();
            }
            comes(listener.ended, bench.patience(), "ended");
            bench.peer().forget(visitor);
        }
        return all;
    }

    private static void comes(CountDownLatch latch, Duration patience, String what) throws InterruptedException {
        assertThat(latch.await(patience.toMillis(), TimeUnit.MILLISECONDS))
                .as(what)
                .isTrue();
    }

    @Override
    public void opened() {
        opened.countDown();
    }

    @Override
    public void text(String message) {
        messages.countDown();
    }

    @Override
    public void binary(ByteBuffer message) {}

    @Override
    public void ended(Ending ending) {
        ended.countDown();
    }
}
