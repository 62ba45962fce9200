package io.github.bingxstream.port.support;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts on their way out: in order, one at a time, and never for ever (FT-33, FT-41, FT-42).
 *
 * <p>Libraries refuse a second text while one is being sent, or lose it, or keep any number of them; and few have a timeout for
 * a peer that does not read. May be used by several threads at once.
 */
public final class Outbox {

    private final OffStack offStack;
    private final Duration timeout;
    private final int waitingMax;
    private final Function<String, CompletableFuture<?>> sender;
    private final Consumer<String> stuck;

    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean shut;
    private @Nullable Runnable afterLast;

    /**
     * Begins empty.
     *
     * @param offStack where sending begins
     * @param timeout how long one text may take
     * @param waitingMax how many texts may wait; at the next one the peer counts as stuck
     * @param sender sends one text, never called before the text before it has left
     * @param stuck hears why no more can be sent
     */
    public Outbox(
            OffStack offStack,
            Duration timeout,
            int waitingMax,
            Function<String, CompletableFuture<?>> sender,
            Consumer<String> stuck) {
        this.offStack = offStack;
        this.timeout = timeout;
        this.waitingMax = waitingMax;
        this.sender = sender;
        this.stuck = stuck;
    }

    /** Queues a text, unless {@link #finish} or {@link #shut} came before. */
    public void add(String text) {
        boolean full;
        synchronized (this) {
            if (shut || afterLast != null) {
                return;
            }
            full = waiting.size() >= waitingMax;
            if (full) {
                shut();
            } else {
                waiting.add(text);
                if (sending) {
                    return;
                }
                sending = true;
            }
        }
        offStack.run(full ? () -> stuck.accept(waitingMax + " texts are waiting to be sent") : this::sendNext);
    }

    /** Takes no more texts, and runs {@code task} when those it has are gone; never, if they get stuck. */
    public void finish(Runnable task) {
        synchronized (this) {
            afterLast = task;
            if (sending || shut) {
                return;
            }
            sending = true;
        }
        sendNext();
    }

    /** Forgets everything. */
    public synchronized void shut() {
        shut = true;
        waiting.clear();
    }

    private void sendNext() {
        while (true) {
            String text;
            Runnable last;
            synchronized (this) {
                text = waiting.poll();
                last = shut ? null : afterLast;
                sending = text != null;
            }
            if (text == null) {
                if (last != null) {
                    last.run();
                }
                return;
            }
            CompletableFuture<?> sent = sender.apply(text);
            // Most texts leave at once: a loop, because a chain of completions would grow the stack.
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                await(sent);
                return;
            }
        }
    }

    private void await(CompletableFuture<?> sent) {
        OffStack.Deadline deadline =
                offStack.later(timeout, () -> stuck.accept("a text was not sent within " + timeout.toMillis() + " ms"));
        offStack.after(sent, (done, failure) -> {
            deadline.cancel();
            if (failure == null) {
                sendNext();
            } else {
                stuck.accept("a text could not be sent: " + Failures.describe(failure));
            }
        });
    }
}
