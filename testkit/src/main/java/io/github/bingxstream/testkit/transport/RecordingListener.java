package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down the calls it gets, waits for them, and notices the ones that may not come. */
public final class RecordingListener implements Listener {

    private final Consumer<String> alsoDoes;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    // Guarded by this.
    private final List<String> calls = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<Thread> threads = new LinkedHashSet<>();
    private int openings;
    private @Nullable Ending ending;

    /** Returns a listener that only listens. */
    public RecordingListener() {
        this(call -> {});
    }

    /**
     * Returns a listener that does something within every call.
     *
     * @param alsoDoes is given "opened", "text", "binary" or "ended"
     */
    public RecordingListener(Consumer<String> alsoDoes) {
        this.alsoDoes = alsoDoes;
    }

    @Override
    public void opened() {
        call("opened", () -> {
            openings++;
            if (openings > 1) {
                violations.add("opened a second time");
            }
        });
    }

    @Override
    public void text(String message) {
        call("text", () -> message(message));
    }

    @Override
    public void binary(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        call("binary", () -> message(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void ended(Ending how) {
        call("ended", () -> ending = how);
    }

    private void message(String message) {
        if (openings == 0) {
            violations.add("a message before opened");
        }
        messages.add(message);
    }

    private void call(String name, Runnable entry) {
        Thread outer = inside.getAndSet(Thread.currentThread());
        synchronized (this) {
            calls.add(name);
            threads.add(Thread.currentThread());
            if (outer != null) {
                violations.add(name + " while another call was under way");
            }
            if (ending != null) {
                violations.add(name + " after ended");
            }
            entry.run();
            notifyAll();
        }
        alsoDoes.accept(name);
        inside.set(null);
    }

    /** Returns whether the connection opened within a while. */
    public boolean hasOpenedWithin(Duration time) {
        return comesWithin(time, () -> openings > 0);
    }

    /** Returns whether so many messages came within a while. */
    public boolean hasMessagesWithin(Duration time, int count) {
        return comesWithin(time, () -> messages.size() >= count);
    }

    /** Returns whether the connection ended within a while. */
    public boolean hasEndedWithin(Duration time) {
        return comesWithin(time, () -> ending != null);
    }

    /** Returns whether so many calls came within a while, or one that may not come. */
    boolean hasCallsOrViolationsWithin(Duration time, int count) {
        return comesWithin(time, () -> calls.size() >= count || !violations.isEmpty());
    }

    /** Returns whether a call broke a rule within a while; as soon as one has. */
    boolean hasViolationsWithin(Duration time) {
        return comesWithin(time, () -> !violations.isEmpty());
    }

    private synchronized boolean comesWithin(Duration time, BooleanSupplier expected) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (!expected.getAsBoolean()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns the calls so far, as "opened", "text", "binary" and "ended". */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Returns the messages so far; the bytes of a binary one as ISO 8859-1. */
    public synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    /** Returns how often it has been told that the connection opened. */
    public synchronized int openings() {
        return openings;
    }

    /** Returns how the connection ended. */
    public synchronized Ending ending() {
        if (ending == null) {
            throw new AssertionError("the connection has not ended");
        }
        return ending;
    }

    /** Returns the threads on which it was called. */
    public synchronized Set<Thread> threads() {
        return Set.copyOf(threads);
    }

    /** Returns the calls that may not have come: two at once, opened twice, a message before opened, any after ended. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
