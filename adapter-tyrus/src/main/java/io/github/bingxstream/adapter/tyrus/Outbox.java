package io.github.bingxstream.adapter.tyrus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts on their way out: in order, one at a time, and never for ever (FT-7).
 *
 * <p>Tyrus takes any number of texts at once and keeps them for ever if the peer does not read; two threads that write at
 * the same moment can leave one text behind until somebody writes again.
 */
final class Outbox {

    private final Threads threads;
    private final Duration timeout;
    private final int waitingMax;
    private final Function<String, CompletableFuture<?>> sender;
    private final Consumer<String> stuck;

    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean shut;
    private @Nullable Runnable afterLast;

    /**
     * @param sender sends one text, never called before the text before it has left
     * @param stuck hears why no more can be sent
     */
    Outbox(Threads threads, TyrusLimits limits, Function<String, CompletableFuture<?>> sender, Consumer<String> stuck) {
        this.threads = threads;
        this.timeout = limits.sendTimeout();
        this.waitingMax = limits.textsWaitingMax();
        this.sender = sender;
        this.stuck = stuck;
    }

    void add(String text) {
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
        threads.run(full ? () -> stuck.accept(waitingMax + " texts are waiting to be sent") : this::sendNext);
    }

    /** Takes no more texts, and runs {@code task} when those it has are gone; never, if they get stuck. */
    void finish(Runnable task) {
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
    synchronized void shut() {
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
        Threads.Deadline deadline =
                threads.later(timeout, () -> stuck.accept("a text was not sent within " + timeout.toMillis() + " ms"));
        threads.after(sent, (done, failure) -> {
            deadline.cancel();
            if (failure == null) {
                sendNext();
            } else {
                stuck.accept("a text could not be sent: " + Failures.describe(failure));
            }
        });
    }
}
