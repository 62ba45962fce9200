package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers a session lives by. Their reasons stand beside their defaults.
 *
 * @param channels what to subscribe at first; at least one
 * @param silenceLimit how long the server may say nothing before the connection counts as dead; empty to learn it from its
 *     heartbeats
 * @param backoff how long to wait between attempts
 * @param auditEvery how often to ask REST while nothing looks wrong and no order is open; more often while orders are
 * @param rotateEvery how often to replace key and connection; empty for only when needed
 * @param checkpoints whether to say what to save
 * @param deletesKey whether to delete the listen key when the user closes the stream
 */
public record SessionSettings(
        Set<Channel> channels,
        Optional<Duration> silenceLimit,
        Backoff backoff,
        Duration auditEvery,
        Optional<Duration> rotateEvery,
        boolean checkpoints,
        boolean deletesKey) {

    /** Four requests an audit, so that an idle stream asks no more than twice a minute. */
    public static final Duration AUDIT_EVERY = Duration.ofMinutes(2);

    /**
     * The heartbeat comes "about every 5 s, may change"; one capture of the spot socket had none for 25 s. Anything below
     * 30 s would reconnect healthy connections.
     */
    public static final Duration SILENCE_LIMIT = Duration.ofSeconds(45);

    /**
     * Listen-key calls are limited to 2 a second, and reconnect storms earn a five-minute ban, so the first wait is half a
     * second on average and none is longer than a minute.
     */
    public static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    /** A listen key is valid for 60 minutes from its generation or last extension. */
    static final Duration KEY_VALIDITY = Duration.ofMinutes(60);

    /** The first extension comes at once, for a key may have been alive, and aged, when it was "generated". */
    static final Duration EXTEND_FIRST_AFTER = Duration.ofSeconds(5);

    /** Streams started together do not all extend in the same second. */
    static final Duration EXTEND_FIRST_SPREAD = Duration.ofSeconds(25);

    /** Half the validity, so that a failed extension can be repeated for half an hour. */
    static final Duration EXTEND_AFTER = Duration.ofMinutes(30);

    /** Extensions come earlier by up to this much, so that streams started together do not extend together. */
    static final Duration EXTEND_SPREAD = Duration.ofMinutes(5);

    /** An extension that failed, or was answered with the ambiguous 204, is repeated within a minute. */
    static final Duration EXTEND_RETRY = Duration.ofSeconds(45);

    /** Two hosts and one repetition after a clock correction, at 10 s each, with room for the request limits. */
    static final Duration KEY_ANSWER_LIMIT = Duration.ofSeconds(90);

    /** A transport gives up a handshake after 10 s; this catches one that does not. */
    static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(20);

    /** Acknowledgements come within milliseconds; a frame the server ignores gets none at all. */
    static final Duration ACKNOWLEDGE_LIMIT = Duration.ofSeconds(8);

    /** Subscribe frames are limited to 2 a second; a little more than half a second keeps clear of the edge. */
    static final Duration SUBSCRIBE_SPACING = Duration.ofMillis(550);

    /** A request that got no acknowledgement is repeated once, then the connection is given up. */
    static final int SUBSCRIBE_ATTEMPTS_MAX = 2;

    /** Backoff starts afresh only after a connection has lasted, or a server that accepts and drops is hammered. */
    static final Duration PROVEN_AFTER = Duration.ofSeconds(60);

    /** A handshake refused with 403, 418 or 429 is a ban of five minutes, and longer if we go on. */
    static final Duration BAN_PAUSE = Duration.ofMinutes(5);

    /** The longest pause that an answer can make us take. */
    static final Duration PAUSE_MAX = Duration.ofMinutes(15);

    /** Two heartbeats. */
    private static final Duration SILENCE_LIMIT_MIN = Duration.ofSeconds(10);

    /** Longer than that, and a dead connection is found by the audit sooner. */
    static final Duration SILENCE_LIMIT_MAX = Duration.ofMinutes(10);

    /** An audit takes some seconds within the exchange's request limits. */
    private static final Duration AUDIT_EVERY_MIN = Duration.ofSeconds(5);

    private static final Duration AUDIT_EVERY_MAX = Duration.ofHours(1);

    /** Listen keys are limited to 2 calls a second for all streams of an address. */
    private static final Duration ROTATE_EVERY_MIN = Duration.ofSeconds(10);

    private static final Duration ROTATE_EVERY_MAX = Duration.ofDays(7);

    public SessionSettings {
        channels = Set.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("no channel to subscribe: name at least one of ORDERS and BALANCES");
        }
        silenceLimit.ifPresent(
                limit -> requireWithin("silence limit", limit, SILENCE_LIMIT_MIN, SILENCE_LIMIT_MAX));
        requireWithin("time between audits", auditEvery, AUDIT_EVERY_MIN, AUDIT_EVERY_MAX);
        rotateEvery.ifPresent(
                every -> requireWithin("time between rotations", every, ROTATE_EVERY_MIN, ROTATE_EVERY_MAX));
    }

    private static void requireWithin(String what, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "the " + what + " is " + value + ": choose between " + min + " and " + max);
        }
    }

    /** Every channel, and every number at its default. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                EnumSet.allOf(Channel.class),
                Optional.empty(),
                BACKOFF,
                AUDIT_EVERY,
                Optional.empty(),
                false,
                false);
    }
}
