package io.github.bingxstream.session;

/**
 * The session: a pure function from (state, input, now) to (state, actions).
 *
 * <p>How it thinks:
 *
 * <ul>
 *   <li>An <b>attempt</b> leads from nothing to live: generate a listen key, connect with it, subscribe. Every attempt has
 *       a number, its epoch; every request carries it and every answer quotes it. An answer that quotes another epoch, or
 *       that comes in a phase which does not wait for it, changes nothing.
 *   <li>Every wait has an end: each {@link Phase} that waits knows its deadline, and a {@link SessionInput.Tick} at or
 *       after it decides.
 *   <li>An attempt that fails is followed by another after a {@link Backoff}, for ever; only a refusal that trying again
 *       cannot help ends the stream.
 *   <li>Whatever may have hidden an event from us opens a <b>gap</b> in the same breath. A <b>round</b> of questions to REST
 *       closes it, and only one that was begun well after the gap's cause had ended and that leaves nothing in doubt.
 *   <li>Every stream begins with a gap, so that "complete" always means "no gap is open".
 *   <li>A <b>rotation</b> is a second attempt beside the one in use, which takes over when it is as far.
 * </ul>
 *
 * <p>{@link SessionStep} handles one input and says who is responsible for what.
 */
public final class SessionMachine {

    private final SessionSettings settings;

    public SessionMachine(SessionSettings settings) {
        this.settings = settings;
    }

    /** Takes one step. The caller performs the actions in order and owes a tick at the new state's deadline. */
    public Transition step(SessionState state, SessionInput input, Now now) {
        SessionStep step = new SessionStep(settings, state, now);
        step.wake();
        return input.match(step);
    }
}
