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

/** Writes down the calls it gets, waits for them, and watches that they keep to FT-1, FT-2 and FT-3. */
public final class RecordingListener implements Listener {

    private final Consumer<String> alsoDoes;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    // Guarded by this.
    private final List<String> messages = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<Thread> threads = new LinkedHashSet<>();
    private int openings;
    private @Nullable Ending ending;

    /** Without any lock: calls that do not happen before one another would lose some of it. */
    private int callsUnguarded;

    private int calls;

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
                violations.add("FT-2: opened a second time");
            }
            if (!messages.isEmpty()) {
                violations.add("FT-2: opened after a message");
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
            violations.add("FT-2: a message before opened");
        }
        messages.add(message);
    }

    private void call(String name, Runnable entry) {
        Thread outer = inside.getAndSet(Thread.currentThread());
        callsUnguarded++;
        synchronized (this) {
            calls++;
            threads.add(Thread.currentThread());
            if (outer != null) {
                violations.add("FT-1: " + name + " while another call was under way");
            }
            if (ending != null) {
                violations.add("FT-3: " + name + " after ended");
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

    /** Returns whether a call broke a rule within a while; as soon as one has. */
    boolean hasViolationsWithin(Duration time) {
        return comesWithin(time, () -> !violations().isEmpty());
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

    /** Returns what broke a rule, in words that begin with the rule's number. */
    public synchronized List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        if (callsUnguarded != calls) {
            all.add("FT-1: calls do not happen before one another");
        }
        return all;
    }
}
