package io.github.bingxstream.session;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;

/** What a connected session makes of the answer to an extension. */
final class ExtensionAnswer implements Outcome.Cases<KeyExtension, Boolean> {

    private final SessionStep step;
    private final Attempt attempt;
    private final Phase.Connected connected;
    private final Now askedAt;

    ExtensionAnswer(SessionStep step, Attempt attempt, Phase.Connected connected, Now askedAt) {
        this.step = step;
        this.attempt = attempt;
        this.connected = connected;
        this.askedAt = askedAt;
    }

    @Override
    public Boolean answered(KeyExtension extension) {
        return switch (extension) {
            case EXTENDED -> to(connected.key().extended(askedAt, step.draw()));
            case UNCERTAIN -> askAgain();
            case GONE -> dead("the exchange does not know the listen key any more");
        };
    }

    @Override
    public Boolean refused(Refusal refusal) {
        return switch (refusal.treatment()) {
            case FATAL -> {
                if (step.attempting().isSuccessor(attempt)) {
                    yield dead(refusal.describe());
                }
                step.end(StreamNotice.Closed.refused(refusal));
                yield false;
            }
            case KEY_DEAD, NOT_FOUND -> dead(refusal.describe());
            case BACK_OFF, RESYNC_CLOCK, BAD_REQUEST, IGNORE -> askAgain();
        };
    }

    @Override
    public Boolean failed(Failure failure) {
        return askAgain();
    }

    private boolean dead(String detail) {
        step.attempting().keyIsDead(attempt, connected, detail);
        return false;
    }

    private boolean askAgain() {
        return to(connected.key().askingAgain(step.now.moment()));
    }

    private boolean to(KeyLife key) {
        step.attempting().put(attempt.in(connected.with(key)));
        return true;
    }
}
