package io.github.bingxstream.port.support;

import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a listener: lets calls through one at a time and shuts behind {@code ended} (FT-14, FT-43).
 *
 * <p>Nobody waits. If the end comes while a call is under way, whoever makes that call tells the end after it. Messages
 * need no queue, since a socket reports them one after the other and lends its buffer only meanwhile.
 */
public final class ListenerGate {

    private enum State {
        FREE,
        CALLING,
        CALLING_LAST,
        SHUT
    }

    private final Listener listener;
    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);
    private volatile @Nullable Ending ending;

    /** Opens the way to a listener. */
    public ListenerGate(Listener listener) {
        this.listener = listener;
    }

    /** Makes a call, unless the end has come. Never called by two threads at once. */
    public void pass(Consumer<Listener> call) {
        if (!state.compareAndSet(State.FREE, State.CALLING)) {
            return;
        }
        try {
            call.accept(listener);
        } finally {
            if (!state.compareAndSet(State.CALLING, State.FREE)) {
                tellTheEnd();
            }
        }
    }

    /** Tells the end, now or after the call under way. Called once, by any thread. */
    public void shut(Ending how) {
        ending = how;
        while (true) {
            if (state.compareAndSet(State.CALLING, State.CALLING_LAST)) {
                return;
            }
            if (state.compareAndSet(State.FREE, State.SHUT)) {
                tellTheEnd();
                return;
            }
        }
    }

    private void tellTheEnd() {
        state.set(State.SHUT);
        Ending how = ending;
        if (how != null) {
            listener.ended(how);
        }
    }
}
