package io.github.bingxstream;

import io.github.bingxstream.driver.DeliveryPool;
import io.github.bingxstream.driver.Turns;
import io.github.bingxstream.driver.Turnstile;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.rest.RequestBudget;
import java.lang.ref.WeakReference;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What streams run on: threads, clocks, chance, and the request budget they share. One runtime serves any number of
 * streams; a stream that is given none makes its own and closes it with itself.
 *
 * <p>Everything can be supplied, and then the library starts no thread at all. What was supplied is never shut down here.
 * Safe for use by several threads.
 */
public final class StreamRuntime implements AutoCloseable {

    /** All streams of a process leave through one address, whose calls the exchange counts together. */
    private static final RequestBudget PROCESS_BUDGET = new RequestBudget();

    /** Who shares a budget shares what stands before it. Runtimes and those that wait hold it, for it holds its key. */
    private static final Map<RequestBudget, WeakReference<Turnstile>> TURNSTILES = new WeakHashMap<>();

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final ScheduledExecutorService scheduler;
    private final Executor deliveries;
    private final Ticker ticker;
    private final InstantSource clock;
    private final RequestBudget budget;
    private final Turns turns;
    private final LongSupplier seeds;
    private final List<ExecutorService> owned;

    private StreamRuntime(Builder builder) {
        owned = new ArrayList<>();
        scheduler = builder.scheduler != null ? builder.scheduler : own(newScheduler());
        deliveries = builder.deliveries != null
                ? builder.deliveries
                : own(new DeliveryPool(scheduler, named("bingx-stream-delivery")));
        ticker = builder.ticker;
        clock = builder.clock;
        budget = builder.budgetOrDefault();
        turns = turnstile(budget, ticker);
        seeds = builder.seeds;
    }

    /** Returns a runtime with every default. The caller owes a {@link #close()}. */
    public static StreamRuntime create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    private <T extends ExecutorService> T own(T executor) {
        owned.add(executor);
        return executor;
    }

    private static ScheduledExecutorService newScheduler() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, named("bingx-stream-session"));
        executor.setRemoveOnCancelPolicy(true);
        // On shutdown, what is due now still runs (a stream's last turn), and what lies ahead does not keep a thread.
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    Executor deliveries() {
        return deliveries;
    }

    Ticker ticker() {
        return ticker;
    }

    InstantSource clock() {
        return clock;
    }

    RequestBudget budget() {
        return budget;
    }

    Turns turns() {
        return turns;
    }

    private static Turnstile turnstile(RequestBudget budget, Ticker ticker) {
        synchronized (TURNSTILES) {
            WeakReference<Turnstile> known = TURNSTILES.get(budget);
            Turnstile turnstile = known == null ? null : known.get();
            if (turnstile == null) {
                turnstile = new Turnstile(budget, ticker);
                TURNSTILES.put(budget, new WeakReference<>(turnstile));
            }
            return turnstile;
        }
    }

    long seed() {
        return seeds.getAsLong();
    }

    /**
     * Ends the threads that this runtime started, after what runs on them; waits for them up to a second, unless called on
     * one of them. Close the streams first. Idempotent.
     */
    @Override
    public void close() {
        for (ExecutorService executor : owned) {
            executor.shutdown();
        }
        if (Thread.currentThread().getName().startsWith("bingx-stream-")) {
            return;
        }
        boolean interrupted = false;
        long deadline = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        for (ExecutorService executor : owned) {
            try {
                // A sink that blocks for longer keeps its daemon thread until it returns; nothing else is left.
                boolean unused = executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects what a runtime is made of. Every part has a default. */
    public static final class Builder {

        private @Nullable ScheduledExecutorService scheduler;
        private @Nullable Executor deliveries;
        private Ticker ticker = Ticker.system();
        private InstantSource clock = InstantSource.system();
        private @Nullable RequestBudget budget;
        private LongSupplier seeds = new SecureRandom()::nextLong;

        private Builder() {}

        /**
         * Runs the sessions and their timers, but for what a message leads to, and the signer for the calls made there. One
         * thread is enough for hundreds of streams, as long as nothing blocks it: a task that does holds up the heartbeats of
         * every stream. Default: one daemon thread, {@code bingx-stream-session-1}.
         */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Runs the calls to sinks, one at a time for each stream; a sink may block, so give it a thread a stream. It must not
         * run a task on the thread that submits it. One that refuses a task is asked again until it takes it. Default: two
         * daemon threads, {@code bingx-stream-delivery-…}, and more while sinks block; they end when they have had nothing to
         * do for ten seconds.
         */
        public Builder deliveries(Executor deliveries) {
            this.deliveries = Objects.requireNonNull(deliveries, "deliveries");
            return this;
        }

        /** Measures waits. Default: the platform's monotonic clock. */
        public Builder ticker(Ticker ticker) {
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            return this;
        }

        /** Tells the time that requests are signed with, before the exchange's correction. Default: the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Holds the exchange's request limits, which count by API key and by address, and so says how fast streams may connect, be
         * repaired and be audited: all that share it take turns. Default: one of the published limits for the whole process, because
         * all of it has one address; one of the runtime's own if its ticker is, because turns are booked on a ticker. Streams that
         * leave through several addresses need a runtime and a budget for each.
         */
        public Builder budget(RequestBudget budget) {
            this.budget = Objects.requireNonNull(budget, "budget");
            return this;
        }

        /** Gives each stream the seed of its jitter. Default: unpredictable. */
        public Builder seeds(LongSupplier seeds) {
            this.seeds = Objects.requireNonNull(seeds, "seeds");
            return this;
        }

        public StreamRuntime build() {
            return new StreamRuntime(this);
        }

        private RequestBudget budgetOrDefault() {
            if (budget != null) {
                return budget;
            }
            return ticker == Ticker.system() ? PROCESS_BUDGET : new RequestBudget();
        }
    }
}
