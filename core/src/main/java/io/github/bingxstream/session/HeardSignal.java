package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Treatment;
import io.vavr.control.Option;
import java.time.Duration;

/** What a connected session makes of one message. */
final class HeardSignal implements Signal.Cases<Boolean> {

    private final SessionStep step;
    private final Attempt attempt;
    private final Phase.Connected connected;
    private final Now heardBefore;
    private final SessionInput.SignalReceived in;

    /**
     * Prepares to handle one message.
     *
     * @param connected the connection, which has already heard it
     * @param heardBefore when the message before this one came
     */
    HeardSignal(
            SessionStep step,
            Attempt attempt,
            Phase.Connected connected,
            Now heardBefore,
            SessionInput.SignalReceived in) {
        this.step = step;
        this.attempt = attempt;
        this.connected = connected;
        this.heardBefore = heardBefore;
        this.in = in;
    }

    private boolean to(Phase.Connected next) {
        if (!next.equals(attempt.phase())) {
            step.attempting().put(attempt.in(next));
        }
        return true;
    }

    @Override
    public Boolean heartbeat(Signal.Heartbeat signal) {
        signal.reply().ifPresent(reply -> step.act(new SessionAction.SendText(attempt.epoch(), reply)));
        for (var last : connected.beatAt()) {
            Duration interval = connected.heardAt().moment().since(last);
            step.silence = step.silence.beating(interval);
        }
        return to(connected.beating(step.silence));
    }

    @Override
    public Boolean happened(Signal.Happened signal) {
        to(connected.told());
        int share = in.bytes() / Math.max(1, signal.events().size());
        for (AccountEvent event : signal.events()) {
            step.completing().tell(event, share, in.at());
        }
        return true;
    }

    @Override
    public Boolean acknowledged(Signal.Acknowledged signal) {
        if (connected.subscriptions().hasReleased(signal)) {
            return to(connected);
        }
        Option<Subscriptions.Asked> request = connected.subscriptions().answeredBy(signal);
        if (signal.code() == 0 || signal.code() == ErrorCode.REPEATED.number()) {
            to(connected);
            request.forEach(granted -> step.subscribing().granted(attempt, connected, granted));
            return true;
        }
        Refusal refusal = Refusal.ofAcknowledgement(signal.code(), signal.message());
        if (refusal.treatment() == Treatment.KEY_DEAD) {
            step.attempting().keyIsDead(attempt, connected, refusal.describe());
            return false;
        }
        // An error that answers no request of ours tells of something that we do not see.
        return request.isEmpty()
                ? quarantined("an error that answers no request: " + refusal.describe(), in.bytes(), "")
                : refused(refusal, signal.id().isPresent());
    }

    /** Which request an error without an id answers is a guess, and a guess ends no stream. */
    private boolean refused(Refusal refusal, boolean forCertain) {
        if (forCertain && SessionStep.isPointless(refusal) && !step.attempting().isSuccessor(attempt)) {
            step.end(StreamNotice.Closed.refused(refusal));
        } else {
            step.attempting()
                    .lost(
                            attempt,
                            DisconnectReason.REFUSED,
                            refusal.describe(),
                            GapReason.CONNECTION_LOST,
                            connected.openedAt());
        }
        return false;
    }

    @Override
    public Boolean listenKeyExpired(Signal.ListenKeyExpired signal) {
        boolean ours = signal.listenKey().map(connected.key().key()::equals).orElse(true);
        if (ours) {
            step.attempting().keyIsDead(attempt, connected, "the exchange says that the listen key has expired");
            return false;
        }
        return to(connected);
    }

    @Override
    public Boolean rejected(Signal.Rejected signal) {
        return quarantined(signal.why(), signal.bytes(), signal.excerpt());
    }

    private boolean quarantined(String why, int size, String excerpt) {
        // A sink that has no room is spared the details: the gap says enough.
        if (!step.completing().sinkFull) {
            step.announce(new StreamNotice.Quarantined(attempt.epoch(), why, size, excerpt));
        }
        step.tally = step.tally.anotherQuarantined();
        step.completing().openEnded(GapReason.UNDECODABLE, heardBefore);
        return to(connected);
    }
}
