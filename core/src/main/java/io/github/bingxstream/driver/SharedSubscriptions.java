package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.session.Signal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is subscribed on one connection, for all streams attached to it: asked for once, acknowledged to each that asked, in the
 * words of its own request.
 */
final class SharedSubscriptions {

    /** Within this time a request that several streams repeat goes out once. */
    private static final Duration REPEAT_AFTER = Duration.ofSeconds(1);

    /** Answers come within seconds, and users do not change their minds that often. */
    private static final int RELEASED_MAX = 32;

    private final Ticker ticker;
    private final Set<Channel> granted = EnumSet.noneOf(Channel.class);

    /** The ids of requests whose answers matter to nobody, the oldest first. */
    private final Set<String> released = new LinkedHashSet<>();

    private final Map<Channel, Asked> asked = new EnumMap<>(Channel.class);

    SharedSubscriptions(Ticker ticker) {
        this.ticker = ticker;
    }

    /** One channel that is asked for. */
    private static final class Asked {
        private final Set<String> sent = new HashSet<>();
        private final Map<Attachment, String> waiting = new LinkedHashMap<>();
        private Moment sentAt;

        Asked(Moment now) {
            sentAt = now;
        }
    }

    /** Returns what a stream hears whose channel was granted to another one before. */
    static Signal.Acknowledged granted(String id) {
        return new Signal.Acknowledged(Optional.of(id), 0, "");
    }

    boolean isGranted(Channel channel) {
        return granted.contains(channel);
    }

    boolean isAsking(Attachment attachment) {
        return asked.values().stream().anyMatch(request -> request.waiting.containsKey(attachment));
    }

    /** Returns whether the request has to go out: nobody has asked, or it was asked in vain. */
    boolean ask(Attachment attachment, String id, Channel channel) {
        Moment now = ticker.now();
        boolean first = !asked.containsKey(channel);
        Asked request = asked.computeIfAbsent(channel, wanted -> new Asked(now));
        boolean repeated = request.waiting.put(attachment, id) != null;
        boolean goesOut = first || (repeated && now.hasReached(request.sentAt.plus(REPEAT_AFTER)));
        if (goesOut) {
            request.sentAt = now;
            request.sent.add(id);
        }
        return goesOut;
    }

    /** Returns whether an acknowledgement answers a request made here; all that wait for it have heard it then. */
    boolean acknowledge(Signal.Acknowledged ack, Moment at) {
        for (Map.Entry<Channel, Asked> each : asked.entrySet()) {
            Asked request = each.getValue();
            if (ack.id().filter(request.sent::contains).isPresent()) {
                asked.remove(each.getKey());
                if (ack.code() == 0 || ack.code() == ErrorCode.REPEATED.number()) {
                    granted.add(each.getKey());
                }
                request.waiting.forEach((attachment, id) ->
                        attachment.answered(at, new Signal.Acknowledged(Optional.of(id), ack.code(), ack.message())));
                return true;
            }
        }
        return ack.id().filter(released::remove).isPresent();
    }

    /** Nobody wants a channel any more, and the request with this id says so. */
    void release(String id, Channel channel) {
        granted.remove(channel);
        Asked request = asked.remove(channel);
        if (request != null) {
            released.addAll(request.sent);
        }
        released.add(id);
        forgetOldest();
    }

    /** A stream has left. What nobody else waits for is not under way any more, and goes out again when it is asked for. */
    void forget(Attachment attachment) {
        for (Asked request : asked.values()) {
            request.waiting.remove(attachment);
            if (request.waiting.isEmpty()) {
                released.addAll(request.sent);
            }
        }
        asked.values().removeIf(request -> request.waiting.isEmpty());
        forgetOldest();
    }

    private void forgetOldest() {
        while (released.size() > RELEASED_MAX) {
            released.remove(released.iterator().next());
        }
    }
}
