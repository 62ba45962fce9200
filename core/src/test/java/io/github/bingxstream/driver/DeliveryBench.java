package io.github.bingxstream.driver;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.EventSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What the tests of {@link Delivery} have in common. */
final class DeliveryBench {

    static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    static final Delivery.Callbacks NEVER = whenRefused(() -> {
        throw new AssertionError("the executor takes everything");
    });

    private DeliveryBench() {}

    static Delivery.Callbacks whenRefused(Runnable refused) {
        return callbacks(() -> {}, refused);
    }

    static Delivery.Callbacks whenReady(Runnable ready) {
        return callbacks(ready, NEVER::refused);
    }

    private static Delivery.Callbacks callbacks(Runnable ready, Runnable refused) {
        return new Delivery.Callbacks() {
            @Override
            public void ready() {
                ready.run();
            }

            @Override
            public void refused() {
                refused.run();
            }
        };
    }

    /** Saves a checkpoint somewhere, or fails to. */
    interface Saves {
        void save(Checkpoint checkpoint) throws IOException;
    }

    /** A store that has nothing to continue from. */
    static CheckpointStore storing(Saves saves) {
        return new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load() {
                return Optional.empty();
            }

            @Override
            public void save(Checkpoint checkpoint) throws IOException {
                saves.save(checkpoint);
            }
        };
    }

    static Unrecognized event(String message) {
        return new Unrecognized(new Origin(Provenance.STREAM, 1, "f", Optional.empty(), new Moment(1)), "", message);
    }

    static StreamNotice subscribed() {
        return new StreamNotice.Subscribed(1, Channel.ORDERS);
    }

    /** Runs something on a thread of its own to its end, and returns what reached the thread's handler. */
    static List<Throwable> uncaughtFrom(Runnable task) throws InterruptedException {
        List<Throwable> uncaught = new ArrayList<>();
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((where, failure) -> uncaught.add(failure));
        thread.start();
        thread.join();
        return uncaught;
    }

    /** Runs what it is given when it is told to. */
    static final class Later implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    /** Writes down what it is told. */
    static class Recording implements EventSink {
        final List<String> calls = new ArrayList<>();

        @Override
        public void event(AccountEvent event) {
            calls.add(((Unrecognized) event).message());
        }

        @Override
        public void notice(StreamNotice notice) {
            calls.add(notice.getClass().getSimpleName());
        }
    }
}
