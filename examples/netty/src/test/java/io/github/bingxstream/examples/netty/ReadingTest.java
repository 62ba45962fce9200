package io.github.bingxstream.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.testkit.transport.Visitor;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a connection reads on. */
@Timeout(60)
class ReadingTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private final CountDownLatch firstIsOver = new CountDownLatch(1);
    private final CountDownLatch secondIsTold = new CountDownLatch(1);

    @Test
    void it_goes_on_although_the_loop_hears_of_the_end_of_the_second_call_before_that_of_the_first() throws Exception {
        Loop loop = new Loop();
        BlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
        AtomicReference<Executor> beside = new AtomicReference<>(Runnable::run);
        RecordingListener listener = new RecordingListener();
        try (ScriptedPeer peer = ScriptedPeer.listening()) {
            new NettyConnection(
                            peer.endpoint("listenKey=k"),
                            listener,
                            TransportSettings.defaults(),
                            new OffStack(loop, loop),
                            call -> beside.get().execute(call))
                    .start(loop, null);
            Visitor visitor = peer.next();
            visitor.acceptHandshake();
            assertThat(listener.hasOpenedWithin(LONG)).isTrue();
            beside.set(calls::add);

            visitor.raw(frames("one", "two"));
            Runnable first = calls.poll(LONG.toNanos(), TimeUnit.NANOSECONDS);
            // Both have been read when the loop comes to something else.
            loop.submit(() -> {}).get();
            beside.set(call -> new Thread(
                            () -> {
                                await(firstIsOver);
                                call.run();
                            },
                            SECOND)
                    .start());
            new Thread(first, FIRST).start();
            assertThat(listener.hasMessagesWithin(LONG, 2)).isTrue();
            await(secondIsTold);
            beside.set(Runnable::run);

            visitor.raw(frames("three"));
            assertThat(listener.hasMessagesWithin(LONG, 3)).isTrue();
        } finally {
            var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    /** Lets the thread of the first call wait, with what it has to tell, for that of the second. */
    private final class Loop extends SingleThreadIoEventLoop {

        Loop() {
            super(null, new DefaultThreadFactory("loop", true), NioIoHandler.newFactory());
        }

        @Override
        public void execute(Runnable task) {
            String thread = Thread.currentThread().getName();
            if (thread.equals(FIRST)) {
                firstIsOver.countDown();
                await(secondIsTold);
            }
            super.execute(task);
            if (thread.equals(SECOND)) {
                secondIsTold.countDown();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Text frames, in one piece. */
    private static byte[] frames(String... texts) {
        StringBuilder frames = new StringBuilder();
        for (String text : texts) {
            frames.append((char) 0x81).append((char) text.length()).append(text);
        }
        return frames.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
