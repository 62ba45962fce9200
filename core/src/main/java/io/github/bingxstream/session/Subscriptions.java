package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.vavr.collection.List;
import io.vavr.control.Option;

/**
 * What is subscribed on one connection, what is asked for, and what is still to be asked for.
 *
 * <p>One channel a frame and one frame at a time, spaced so that the limit of two a second holds.
 *
 * @param waiting what is to be asked for, in order
 * @param asked requests without an answer, oldest first
 * @param sendAt when the next request may go out
 */
record Subscriptions(List<Wanted> waiting, List<Asked> asked, Moment sendAt) {

    /**
     * A channel to ask for.
     *
     * @param attempt how many times it was asked for before
     */
    record Wanted(Channel channel, int attempt) {}

    /**
     * One request.
     *
     * @param id quoted by its acknowledgement
     * @param answerBy from then on it counts as unanswered
     */
    record Asked(Wanted wanted, String id, Moment answerBy) {}

    static Subscriptions begin(Iterable<Channel> channels, Moment now) {
        return new Subscriptions(
                List.ofAll(channels).sorted().map(channel -> new Wanted(channel, 0)), List.empty(), now);
    }

    boolean isComplete() {
        return waiting.isEmpty() && asked.isEmpty();
    }

    /** Returns what to ask for now, if there is anything and the spacing allows it. */
    Option<Wanted> due(Moment now) {
        return now.hasReached(sendAt) ? waiting.headOption() : Option.none();
    }

    /** The first that waits is being asked for. */
    Subscriptions asking(String id, Moment now) {
        Asked request = new Asked(waiting.head(), id, now.plus(SessionSettings.ACKNOWLEDGE_LIMIT));
        return new Subscriptions(waiting.tail(), asked.append(request), now.plus(SessionSettings.SUBSCRIBE_SPACING));
    }

    /**
     * Returns the request that an acknowledgement answers. One without an id is attributed to the oldest request if it
     * reports an error, for error answers may come without; a success must name its request.
     */
    Option<Asked> answeredBy(Signal.Acknowledged ack) {
        if (ack.id().isPresent()) {
            String id = ack.id().get();
            return asked.find(request -> request.id().equals(id));
        }
        return ack.code() == 0 ? Option.none() : asked.headOption();
    }

    /** A request was granted. */
    Subscriptions granted(Asked request) {
        return new Subscriptions(waiting, asked.remove(request), sendAt);
    }

    /** Returns the oldest request whose time is up. */
    Option<Asked> overdue(Moment now) {
        return asked.find(request -> now.hasReached(request.answerBy()));
    }

    /** An unanswered request is to be made again, before all others. */
    Subscriptions again(Asked request) {
        Wanted once = request.wanted();
        return new Subscriptions(
                waiting.prepend(new Wanted(once.channel(), once.attempt() + 1)), asked.remove(request), sendAt);
    }

    Option<Moment> deadline() {
        List<Moment> moments = asked.map(Asked::answerBy);
        return (waiting.isEmpty() ? moments : moments.prepend(sendAt)).min();
    }
}
