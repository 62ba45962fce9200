package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.vavr.control.Option;

/** From a connection to one on which everything wanted is acknowledged, within one step. */
final class Subscribing {

    private final SessionStep step;

    Subscribing(SessionStep step) {
        this.step = step;
    }

    private Moment now() {
        return step.now.moment();
    }

    /** Subscribe frames are spaced, whichever connection they go over. */
    void due(long epoch) {
        Attempt one = step.attempting().of(epoch);
        if (one == null || !(one.phase() instanceof Phase.Connected connected)) {
            return;
        }
        Option<Subscriptions.Wanted> next = connected.subscriptions().next();
        if (next.isEmpty() || !step.subscribeAt.forAll(now()::hasReached)) {
            return;
        }
        String id = newId();
        step.act(new SessionAction.Subscribe(epoch, id, next.get().channel()));
        step.subscribeAt = Option.some(now().plus(SessionSettings.SUBSCRIBE_SPACING));
        step.attempting().put(one.in(connected.with(connected.subscriptions().asking(id, now()))));
    }

    private String newId() {
        String id = step.draw().uuid().toString();
        step.draw();
        return id;
    }

    void want(Channel channel) {
        for (Attempt one : Option.some(step.attempt).toList().appendAll(step.successor)) {
            if (one.phase() instanceof Phase.Connected connected) {
                step.attempting()
                        .put(one.in(connected.with(connected.subscriptions().wanting(channel))));
                due(one.epoch());
            }
        }
    }

    void release(Channel channel) {
        for (Attempt one : Option.some(step.attempt).toList().appendAll(step.successor)) {
            if (one.phase() instanceof Phase.Connected connected) {
                String id = newId();
                step.act(new SessionAction.Unsubscribe(one.epoch(), id, channel));
                step.attempting()
                        .put(one.in(connected.with(connected.subscriptions().releasing(channel, id))));
            }
        }
        subscribedPerhaps();
        step.rotating().completeIfProven();
    }

    /** Nothing that is wanted is waited for any more. */
    void subscribedPerhaps() {
        if (step.attempt.isSubscribed()) {
            step.completing().connected();
        }
    }

    /** A channel was acknowledged. */
    void granted(Attempt one, Phase.Connected connected, Subscriptions.Asked request) {
        step.announce(new StreamNotice.Subscribed(one.epoch(), request.wanted().channel()));
        Attempt granted = one.in(connected.with(connected.subscriptions().granted(request)));
        step.attempting().put(granted);
        if (!step.attempting().isSuccessor(granted) && granted.isSubscribed()) {
            step.completing().connected();
        }
    }
}
