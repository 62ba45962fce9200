package io.github.bingxstream.testkit.sandbox.faults;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which frames a fault is to hit: so many, from now on, that fit.
 *
 * <p>A frame is one message about one change, however many sockets hear it, and it counts only if at least one socket would
 * have heard it. The {@code INIT} state is never hit.
 *
 * <pre>{@code
 * exchange.misbehave(withhold(next(3).orderFrames()));
 * exchange.misbehave(corrupt(next(1).frames().containing("CANCELED")));
 * }</pre>
 *
 * @param count the next so many
 * @param part what their text must contain
 * @param account the uid of the account to which it must have happened
 */
public record Frames(int count, Sort sort, Optional<String> part, OptionalLong account) implements Selection {
    private static final String FILL = "\"x\":\"TRADE\"";

    /** Kinds of frames, by what they tell. */
    public enum Sort {
        /** Pushes of any kind. */
        PUSHES("frames", "frame"),
        /** Execution reports. */
        ORDERS("order frames", "order frame"),
        /** Account updates. */
        BALANCES("balance frames", "balance frame"),
        /** Execution reports that tell of a fill. */
        FILLS("fill frames", "fill frame"),
        /** Pings of the exchange. */
        HEARTBEATS("heartbeats", "heartbeat"),
        /** Answers to subscribe requests. */
        ACKS("acks", "ack");

        private final String words;
        private final String singular;

        Sort(String words, String singular) {
            this.words = words;
            this.singular = singular;
        }

        static Optional<Sort> of(String words) {
            for (Sort sort : values()) {
                if (sort.words.equals(words) || sort.singular.equals(words)) {
                    return Optional.of(sort);
                }
            }
            return Optional.empty();
        }

        /** The words of a script. */
        @Override
        public String toString() {
            return words;
        }
    }

    static Frames of(int count, Sort sort) {
        return new Frames(count, sort, Optional.empty(), OptionalLong.empty());
    }

    /** Only those whose text contains this; the text of a heartbeat or an ack counts as empty. */
    public Frames containing(String text) {
        if (text.isEmpty() || text.indexOf('\n') >= 0 || (text.indexOf('"') >= 0 && text.indexOf('\'') >= 0)) {
            throw new IllegalArgumentException("a part is some text on one line, with quotes of one kind");
        }
        return new Frames(count, sort, Optional.of(text), account);
    }

    /** Only what happens to the account with this number. */
    public Frames ofAccount(long uid) {
        return new Frames(count, sort, part, OptionalLong.of(uid));
    }

    /**
     * Whether a frame is among them.
     *
     * @param told {@link Sort#ORDERS} for every execution report, never {@link Sort#PUSHES} or {@link Sort#FILLS}
     */
    public boolean include(Sort told, long uid, String text) {
        boolean fits = switch (sort) {
            case PUSHES -> told == Sort.ORDERS || told == Sort.BALANCES;
            case FILLS -> told == Sort.ORDERS && text.contains(FILL);
            case ORDERS, BALANCES, HEARTBEATS, ACKS -> told == sort;
        };
        return fits
                && (account.isEmpty() || account.getAsLong() == uid)
                && part.filter(wanted -> !text.contains(wanted)).isEmpty();
    }

    /** The words of a script. */
    @Override
    public String toString() {
        String containing =
                part.map(text -> " containing " + Words.quoted(text)).orElse("");
        String owned = account.isPresent() ? " of account " + account.getAsLong() : "";
        return new Next(count) + sort.words + containing + owned;
    }
}
