package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.vavr.control.Option;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a session knows. Equal states go on equally.
 *
 * @param attempt the attempt in use
 * @param successor the attempt that is to replace it; empty unless a rotation is under way
 * @param retiring the connection that was replaced and stays a little; empty when there is none
 * @param post the call under way that generates a listen key; empty when there is none
 * @param epochs the number of the last attempt
 * @param failures how many attempts in a row have not proved themselves
 * @param rotation when and why to rotate
 * @param subscribeAt when the next subscribe frame may go out, on whichever connection
 * @param silence what is known of the server's heartbeats
 * @param wanted the channels
 * @param completeness what was delivered and what may be missing
 * @param tally what was counted
 * @param jitter chance
 * @param at when the last step was taken; empty before the first
 */
public record SessionState(
        Attempt attempt,
        Option<Attempt> successor,
        Option<Retiring> retiring,
        Option<Post> post,
        long epochs,
        int failures,
        Rotation rotation,
        Option<Moment> subscribeAt,
        Silence silence,
        Set<Channel> wanted,
        Completeness completeness,
        Tally tally,
        Jitter jitter,
        Option<Now> at) {

    /** A connection that was replaced, and when it is closed. */
    record Retiring(long epoch, Moment closeAt) {}

    /** A call that generates a listen key, and when it was made. */
    record Post(long epoch, Now askedAt) {}

    /** Returns the state before the stream is opened. */
    public static SessionState idle(SessionSettings settings, Jitter jitter, Now now) {
        return new SessionState(
                new Attempt(0, new Phase.Idle()),
                Option.none(),
                Option.none(),
                Option.none(),
                0,
                0,
                Rotation.NONE,
                Option.none(),
                Silence.begin(settings),
                settings.channels(),
                Completeness.begin(now),
                Tally.ZERO,
                jitter,
                Option.none());
    }

    /** Returns the number of the attempt in use. */
    public long epoch() {
        return attempt.epoch();
    }

    /** Returns the name under which users see this state. */
    public StreamState name() {
        StreamState name = attempt.phase().name();
        return name == StreamState.LIVE && !completeness.gaps().isEmpty() ? StreamState.REPAIRING : name;
    }

    /** Returns the gaps that are open, oldest first. */
    public List<StreamNotice.GapOpened> gaps() {
        return completeness.gaps().map(Gap::opened).toJavaList();
    }

    /** Returns how many gaps have been opened. */
    public long gapsOpened() {
        return completeness.gapsOpened();
    }

    /** Returns why REST cannot be believed at present, in one line; empty when it can. */
    public String trouble() {
        return completeness.inquiry().trouble();
    }

    /** Returns when a {@link SessionInput.Tick} is due; empty when none is. An early or needless tick does no harm. */
    public Optional<Moment> deadline() {
        if (attempt.phase() instanceof Phase.Closed || attempt.phase() instanceof Phase.Idle) {
            return Optional.empty();
        }
        Moment earliest = Moments.earlier(deadline(attempt), completenessDeadline());
        if (successor.isDefined()) {
            earliest = Moments.earlier(deadline(successor.get()), earliest);
        }
        if (retiring.isDefined()) {
            earliest = Moments.earliest(retiring.get().closeAt(), earliest);
        }
        return Optional.ofNullable(Moments.earlier(ahead(rotationDeadline()), earliest));
    }

    /**
     * Returns whether a {@link SessionInput.TurnCame} is waited for. Turns are data, as deadlines are: whoever steps the
     * machine looks after each step, and takes back a turn that is not waited for any more.
     */
    public boolean awaits(Turn turn) {
        if (at.isEmpty() || attempt.phase() instanceof Phase.Closed) {
            return false;
        }
        Moment now = at.get().moment();
        return switch (turn) {
            case EXTENSION ->
                attempt.isExtensionDue(now)
                        || (successor.isDefined() && successor.get().isExtensionDue(now));
            case CONNECTION -> attempt.phase() instanceof Phase.AwaitingTurn || isRotationDue(now);
            case REPAIR -> completeness.isAmiss() && isRoundDue(now);
            case AUDIT -> !completeness.isAmiss() && isRoundDue(now);
        };
    }

    private boolean isRotationDue(Moment now) {
        Moment deadline = rotationDeadline();
        return deadline != null && now.hasReached(deadline);
    }

    private boolean isRoundDue(Moment now) {
        return attempt.isSubscribed() && completeness.isRoundDue(now);
    }

    /** What is due already waits for its turn and for no tick. */
    private @Nullable Moment ahead(@Nullable Moment deadline) {
        return deadline == null || at.get().moment().hasReached(deadline) ? null : deadline;
    }

    private @Nullable Moment deadline(Attempt one) {
        Moment deadline = one.phase().deadline();
        if (!(one.phase() instanceof Phase.Connected connected)) {
            return deadline;
        }
        Moment earliest = Moments.earlier(deadline, ahead(connected.key().extendAt()));
        return connected.subscriptions().waiting().isEmpty()
                ? earliest
                : Moments.earlier(subscribeAt.getOrNull(), earliest);
    }

    private @Nullable Moment completenessDeadline() {
        return at.isEmpty() ? null : completeness.deadline(at.get().moment(), attempt.isSubscribed());
    }

    private @Nullable Moment rotationDeadline() {
        return successor.isEmpty() && retiring.isEmpty() && attempt.isSubscribed()
                ? Moments.earlier(rotation.at().getOrNull(), replaceAt())
                : null;
    }

    /** When a key that could not be extended has to be replaced, if that is in question. */
    private @Nullable Moment replaceAt() {
        return rotation.failures() == 0 && attempt.phase() instanceof Phase.Connected connected
                ? connected.key().replaceAt()
                : null;
    }
}
