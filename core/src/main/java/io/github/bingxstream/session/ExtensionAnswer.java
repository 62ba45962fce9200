package io.github.bingxstream.session;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;

/** What a connected session makes of the answer to an extension. */
final class ExtensionAnswer implements Outcome.Cases<KeyExtension, SessionState> {

    private final SessionStep step;
    private final Phase.Connected connected;
    private final Moment askedAt;
    private final Moment now;

    ExtensionAnswer(SessionStep step, Phase.Connected connected, Moment askedAt, Moment now) {
        this.step = step;
        this.connected = connected;
        this.askedAt = askedAt;
        this.now = now;
    }

    @Override
    public SessionState answered(KeyExtension extension) {
        return switch (extension) {
            case EXTENDED -> step.to(connected.with(connected.key().extended(askedAt, step.draw())));
            case UNCERTAIN -> askAgain();
            case GONE -> step.keyIsDead(connected, "the exchange does not know the listen key any more");
        };
    }

    @Override
    public SessionState refused(Refusal refusal) {
        return switch (refusal.treatment()) {
            case FATAL -> step.end(StreamNotice.Closed.refused(refusal));
            case KEY_DEAD, NOT_FOUND -> step.keyIsDead(connected, refusal.describe());
            case BACK_OFF, RESYNC_CLOCK, BAD_REQUEST, IGNORE -> askAgain();
        };
    }

    @Override
    public SessionState failed(Failure failure) {
        return askAgain();
    }

    private SessionState askAgain() {
        return step.to(connected.with(connected.key().askingAgain(now)));
    }
}
