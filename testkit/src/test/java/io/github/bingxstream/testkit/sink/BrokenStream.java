package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Stands between a stream and its sink, and does wrong what a stream could do wrong. */
final class BrokenStream implements EventSink {

    /** A call that takes so long lets others wait. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final StreamBug bug;
    private final EventSink sink;
    private final AtomicBoolean working;
    private @Nullable AccountEvent heldBack;
    private boolean wasSlow;
    private boolean broke;

    BrokenStream(StreamBug bug, EventSink sink, AtomicBoolean working) {
        this.bug = bug;
        this.sink = sink;
        this.working = working;
    }

    @Override
    public void event(AccountEvent event) {
        if (bug == StreamBug.SWAPS_FILLS
                && event instanceof OrderUpdate update
                && update.fill().isPresent()) {
            AccountEvent before = heldBack;
            heldBack = before == null ? event : null;
            if (before != null) {
                sink.event(event);
                sink.event(before);
            }
        } else if (bug == StreamBug.DROPS_WHAT_WAITED && wasSlow && event instanceof OrderUpdate) {
            return;
        } else {
            call(() -> sink.event(event));
        }
    }

    @Override
    public void notice(StreamNotice notice) {
        call(() -> sink.notice(notice));
        if (bug == StreamBug.TELLS_MORE_AFTER_THE_END && notice instanceof StreamNotice.Closed) {
            sink.notice(notice);
        }
    }

    private void call(Runnable call) {
        if (broke) {
            return;
        }
        if (bug == StreamBug.CALLS_FROM_A_THREAD_EACH) {
            new Thread(call, "broken-stream").start();
            return;
        }
        long start = System.nanoTime();
        works(bug == StreamBug.HEARS_NOTHING_WHILE_THE_SINK_WORKS);
        try {
            call.run();
        } catch (RuntimeException | Error thrown) {
            broke = bug == StreamBug.ENDS_WITH_THE_FIRST_EXCEPTION;
            throw thrown;
        } finally {
            wasSlow |= System.nanoTime() - start > SLOW_NANOS;
            works(false);
        }
        if (bug == StreamBug.TELLS_MORE_AFTER_THE_END && wasSlow) {
            tellLater();
        }
    }

    private void works(boolean now) {
        synchronized (working) {
            working.set(now);
            working.notifyAll();
        }
    }

    /** Goes on without being asked, as a queue does that nobody shut. */
    private void tellLater() {
        Thread thread = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(300);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    sink.notice(new StreamNotice.Connected(0, ""));
                },
                "broken-stream");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns transports whose messages wait while somebody works. */
    static FrameTransport deafWhile(AtomicBoolean working, FrameTransport frames) {
        return (endpoint, listener) -> frames.open(endpoint, new Deaf(working, listener));
    }

    private record Deaf(AtomicBoolean working, Listener listener) implements Listener {
        @Override
        public void opened() {
            listener.opened();
        }

        @Override
        public void text(String message) {
            waitForTheSink();
            listener.text(message);
        }

        @Override
        public void binary(ByteBuffer message) {
            waitForTheSink();
            listener.binary(message);
        }

        @Override
        public void ended(Ending ending) {
            listener.ended(ending);
        }

        private void waitForTheSink() {
            synchronized (working) {
                while (working.get()) {
                    try {
                        working.wait();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            }
        }
    }
}
