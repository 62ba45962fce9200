package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.vavr.collection.List;
import io.vavr.control.Option;
import org.jspecify.annotations.Nullable;

/**
 * What is subscribed on one connection, what is asked for, and what is still to be asked for.
 *
 * <p>One channel a frame and one frame at a time; the session spaces them.
 *
 * @param waiting what is to be asked for, in order
 * @param asked requests without an answer, oldest first
 * @param released the ids of requests to give a channel up; their answers do not matter
 */
record Subscriptions(List<Wanted> waiting, List<Asked> asked, List<String> released) {

    /** Two channels, given up some times in a row. */
    private static final int RELEASED_MAX = 16;

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

    static Subscriptions begin(Iterable<Channel> channels) {
        return new Subscriptions(
                List.ofAll(channels).sorted().map(channel -> new Wanted(channel, 0)), List.empty(), List.empty());
    }

    boolean isComplete() {
        return waiting.isEmpty() && asked.isEmpty();
    }

    Option<Wanted> next() {
        return waiting.headOption();
    }

    /** The first that waits is being asked for. */
    Subscriptions asking(String id, Moment now) {
        Asked request = new Asked(waiting.head(), id, now.plus(SessionSettings.ACKNOWLEDGE_LIMIT));
        return new Subscriptions(waiting.tail(), asked.append(request), released);
    }

    /** A channel is wanted, too. */
    Subscriptions wanting(Channel channel) {
        return new Subscriptions(waiting.append(new Wanted(channel, 0)), asked, released);
    }

    /** A channel is not wanted any more, and the request with this id says so. */
    Subscriptions releasing(Channel channel, String id) {
        return new Subscriptions(
                waiting.reject(wanted -> wanted.channel() == channel),
                asked.reject(request -> request.wanted().channel() == channel),
                released.prependAll(asked.filter(request -> request.wanted().channel() == channel)
                                .map(Asked::id))
                        .prepend(id)
                        .take(RELEASED_MAX));
    }

    /** Tells whether an acknowledgement answers a request that does not matter any more. */
    boolean hasReleased(Signal.Acknowledged ack) {
        return ack.id().isPresent() && released.contains(ack.id().get());
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
        return new Subscriptions(waiting, asked.remove(request), released);
    }

    /** Returns the oldest request whose time is up. */
    Option<Asked> overdue(Moment now) {
        return asked.find(request -> now.hasReached(request.answerBy()));
    }

    /** An unanswered request is to be made again, before all others. */
    Subscriptions again(Asked request) {
        Wanted once = request.wanted();
        return new Subscriptions(
                waiting.prepend(new Wanted(once.channel(), once.attempt() + 1)), asked.remove(request), released);
    }

    /** Returns when the oldest request counts as unanswered, if there is one. */
    @Nullable
    Moment deadline() {
        return asked.isEmpty() ? null : asked.map(Asked::answerBy).min().get();
    }
}
