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
    public static final Duration EXTENSION_ANSWER_LIMIT = Duration.ofSeconds(90);

    /** An extension that keeps failing is given up, and the key replaced, that long before it expires. */
    static final Duration REPLACE_BEFORE = Duration.ofMinutes(10);

    /**
     * A call that generates a key is answered well within this: two hosts, one repetition, and each time up to a minute for its
     * turn. Only then is another one sent, so that there is never more than one under way.
     */
    static final Duration KEY_ANSWER_LIMIT = Duration.ofMinutes(5);

    /** As {@link #KEY_ANSWER_LIMIT}, for a query. */
    static final Duration QUERY_ANSWER_LIMIT = Duration.ofMinutes(5);

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

    /**
     * REST may lag behind the stream, nobody says by how much; a few seconds are assumed. What REST says is taken for
     * complete up to so long before it was asked. A longer lag is found by the next audit.
     */
    static final Duration REST_LAG = Duration.ofSeconds(3);

    /** An audit that fails for so long after it was due is a gap: without a second witness nobody knows. */
    static final Duration AUDIT_OVERDUE = Duration.ofMinutes(10);

    /** Fills are asked for from so long before a gap: clocks differ, and what happened earlier may have come late. */
    static final Duration OVERLAP = Duration.ofMinutes(1);

    /** The most time between audits while an order is open. */
    static final Duration AUDIT_WHILE_OPEN = Duration.ofSeconds(30);

    /** An order update and the balances it moved come within milliseconds of each other. */
    static final Duration EXPLAIN_LIMIT = Duration.ofSeconds(10);

    /** How long to wait before a round of queries that failed or gave no clear picture is repeated. */
    static final Backoff ROUND_BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30));

    /** Fills of one round; a longer gap is repaired in several. */
    static final int ROUND_FILLS_MAX = 2_000;

    /** Single orders that one round asks for; a minute's worth. */
    static final int ROUND_ORDERS_MAX = 100;

    /** Events that one step delivers at most, when it delivers what REST told. */
    static final int DELIVERIES_MAX = 200;

    /** An old connection stays so long beside the new one, for what is still on its way. */
    static final Duration RETIRE_AFTER = Duration.ofSeconds(2);

    /** How long to wait before a rotation that failed is tried again. */
    static final Backoff ROTATE_BACKOFF = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** A connection that lost a frame may be a bad one, but frames are also lost on good ones. */
    static final Duration SUSPECT_EVERY = Duration.ofMinutes(5);

    /** Clocks that differ by so much more than before: the machine has slept. */
    static final Duration SLEPT = Duration.ofSeconds(10);

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
        silenceLimit.ifPresent(limit -> requireWithin("silence limit", limit, SILENCE_LIMIT_MIN, SILENCE_LIMIT_MAX));
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
                EnumSet.allOf(Channel.class), Optional.empty(), BACKOFF, AUDIT_EVERY, Optional.empty(), false, false);
    }
}
