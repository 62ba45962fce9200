package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamState;
import java.util.Optional;

/**
 * Everything a session knows. Equal states go on equally.
 *
 * @param phase where it stands
 * @param epoch the number of the present attempt; zero before the first
 * @param failures how many attempts in a row have not proved themselves
 * @param gaps how many gaps have been opened
 * @param jitter chance
 */
public record SessionState(Phase phase, long epoch, int failures, long gaps, Jitter jitter) {

    /** Returns the state before the stream is opened. */
    public static SessionState idle(Jitter jitter) {
        return new SessionState(new Phase.Idle(), 0, 0, 0, jitter);
    }

    /** Returns the name under which users see this state. */
    public StreamState name() {
        return phase.name();
    }

    /** Returns when a {@link SessionInput.Tick} is due; empty when none is. An early or needless tick does no harm. */
    public Optional<Moment> deadline() {
        return phase.deadline().toJavaOptional();
    }
}
