package io.github.bingxstream.testkit.sandbox.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the sandbox can do wrong: the one list from which the script is read, the documentation checked and the
 * Java sentences of {@link Faults} made.
 */
public enum FaultKind {
    /** See {@link Faults#withhold}. */
    WITHHOLD_FRAMES("withhold", Hits.FRAMES, AmountForm.NONE, Mark.FRAME_WITHHELD, "never sends them"),
    /** See {@link Faults#duplicate}. */
    DUPLICATE_FRAMES("duplicate", Hits.FRAMES, AmountForm.NONE, Mark.FRAME_DUPLICATED, "sends each twice in a row"),
    /** See {@link Faults#reorder}. */
    REORDER_FRAMES(
            "reorder",
            Hits.FRAMES,
            AmountForm.NONE,
            Mark.FRAME_REORDERED,
            "sends each behind the push that follows it"),
    /** See {@link Faults#delay(Frames)}. */
    DELAY_FRAMES(
            "delay", Hits.FRAMES, AmountForm.time("by"), Mark.FRAME_DELAYED, "sends them later, while others go ahead"),
    /** See {@link Faults#corrupt(Frames)}. */
    CORRUPT_FRAMES(
            "corrupt",
            Hits.FRAMES,
            AmountForm.NONE,
            Mark.FRAME_CORRUPTED,
            "breaks the gzip, so that nobody can inflate it"),
    /** See {@link Faults#truncate}. */
    TRUNCATE_FRAMES(
            "truncate",
            Hits.FRAMES,
            AmountForm.NONE,
            Mark.FRAME_TRUNCATED,
            "sends a whole frame with half of the gzip in it"),
    /** See {@link Faults#fragment}. */
    FRAGMENT_FRAMES(
            "fragment",
            Hits.FRAMES,
            AmountForm.number("into", "NUMBER", 2, 1000, "pieces"),
            Mark.FRAME_FRAGMENTED,
            "sends each as so many WebSocket fragments"),
    /** See {@link Faults#drip(Frames)}. */
    DRIP_FRAMES("drip", Hits.FRAMES, AmountForm.time("every"), Mark.FRAME_DRIPPED, "sends one byte at a time"),
    /** See {@link Faults#cut(Frames)}. */
    CUT_FRAMES(
            "cut",
            Hits.FRAMES,
            AmountForm.NONE,
            Mark.FRAME_CUT,
            "sends half of the frame and ends the connection (FIN)"),

    /** See {@link Faults#refuse}. */
    REFUSE_CALLS(
            "refuse",
            Hits.CALLS,
            AmountForm.STATUS,
            Mark.CALL_REFUSED,
            "answers with this HTTP status and JSON; 418 and 429 tell when they end"),
    /** See {@link Faults#block}. */
    BLOCK_CALLS(
            "block",
            Hits.CALLS,
            AmountForm.STATUS,
            Mark.CALL_BLOCKED,
            "answers with this HTTP status and the HTML of a firewall"),
    /** See {@link Faults#ban}. */
    BAN_CALLS(
            "ban",
            Hits.CALLS,
            AmountForm.NONE,
            Mark.CALL_BANNED,
            "answers 100410 on HTTP 200, and tells when that ends"),
    /** See {@link Faults#redirect}. */
    REDIRECT_CALLS("redirect", Hits.CALLS, AmountForm.ADDRESS, Mark.CALL_REDIRECTED, "answers 302 with this location"),
    /** See {@link Faults#drop}. */
    DROP_CALLS(
            "drop",
            Hits.CALLS,
            AmountForm.NONE,
            Mark.CALL_DROPPED,
            "ends the connection (FIN) instead of an answer; nothing is done"),
    /** See {@link Faults#reset}. */
    RESET_CALLS(
            "reset",
            Hits.CALLS,
            AmountForm.NONE,
            Mark.CALL_RESET,
            "ends the connection (RST) instead of an answer; nothing is done"),
    /** See {@link Faults#hold}. */
    HOLD_CALLS(
            "hold",
            Hits.CALLS,
            AmountForm.NONE,
            Mark.ANSWER_HELD,
            "does what was asked, and answers when the fault ends: perhaps never"),
    /** See {@link Faults#delay(Calls)}. */
    DELAY_CALLS(
            "delay", Hits.CALLS, AmountForm.time("by"), Mark.ANSWER_DELAYED, "does what was asked, and answers later"),
    /** See {@link Faults#corrupt(Calls)}. */
    CORRUPT_CALLS(
            "corrupt",
            Hits.CALLS,
            AmountForm.NONE,
            Mark.ANSWER_CORRUPTED,
            "does what was asked, and answers with broken JSON"),
    /** See {@link Faults#cut(Calls)}. */
    CUT_CALLS(
            "cut",
            Hits.CALLS,
            AmountForm.NONE,
            Mark.ANSWER_CUT,
            "does what was asked, and sends half of the answer (FIN)"),
    /** See {@link Faults#drip(Calls)}. */
    DRIP_CALLS(
            "drip",
            Hits.CALLS,
            AmountForm.time("every"),
            Mark.ANSWER_DRIPPED,
            "does what was asked, and answers one byte at a time"),

    /** See {@link Faults#dropConnections}. */
    DROP_CONNECTIONS(
            "drop",
            Whole.CONNECTIONS,
            AmountForm.NONE,
            Mark.CONNECTION_DROPPED,
            "ends TCP (FIN) without a close frame"),
    /** See {@link Faults#resetConnections}. */
    RESET_CONNECTIONS("reset", Whole.CONNECTIONS, AmountForm.NONE, Mark.CONNECTION_RESET, "ends TCP with RST"),
    /** See {@link Faults#closeConnections}. */
    CLOSE_CONNECTIONS(
            "close", Whole.CONNECTIONS, AmountForm.GOODBYE, Mark.CONNECTION_CLOSED, "sends a close frame and ends TCP"),
    /** See {@link Faults#stallConnections}. */
    STALL_CONNECTIONS(
            "stall",
            Whole.CONNECTIONS,
            AmountForm.NONE,
            Mark.CONNECTION_STALLED,
            "writes nothing; afterwards all comes at once"),
    /** See {@link Faults#deafenConnections}. */
    DEAFEN_CONNECTIONS(
            "deafen",
            Whole.CONNECTIONS,
            AmountForm.NONE,
            Mark.CONNECTION_DEAFENED,
            "reads nothing, and so hears no pong"),
    /** See {@link Faults#abandonConnections}. */
    ABANDON_CONNECTIONS(
            "abandon",
            Whole.CONNECTIONS,
            AmountForm.NONE,
            Mark.CONNECTION_HALF_OPEN,
            "leaves them half-open: no byte either way, not even an end; RST when the fault ends"),
    /** See {@link Faults#floodConnections}. */
    FLOOD_CONNECTIONS(
            "flood",
            Whole.CONNECTIONS,
            AmountForm.number("with", "NUMBER", 1, 1_000_000, "frames"),
            Mark.CONNECTION_FLOODED,
            "sends so many messages that mean nothing, as fast as they are read"),
    /** See {@link Faults#bombConnections}. */
    BOMB_CONNECTIONS(
            "bomb",
            Whole.CONNECTIONS,
            AmountForm.number("with", "NUMBER", 1, 1024, "MB"),
            Mark.CONNECTION_BOMBED,
            "sends a small frame that inflates to so much"),
    /** See {@link Faults#garbleConnections}. */
    GARBLE_CONNECTIONS(
            "garble",
            Whole.CONNECTIONS,
            AmountForm.number("with", "NUMBER", 1, 1_000_000, "bytes"),
            Mark.CONNECTION_GARBLED,
            "sends bytes that are no WebSocket frame"),

    /** See {@link Faults#expireListenKeys}. */
    EXPIRE_LISTEN_KEYS(
            "expire",
            Whole.LISTEN_KEYS,
            AmountForm.NONE,
            Mark.LISTEN_KEY_EXPIRED,
            "lets them die now, and tells the streams"),
    /** See {@link Faults#killListenKeys}. */
    KILL_LISTEN_KEYS(
            "kill", Whole.LISTEN_KEYS, AmountForm.NONE, Mark.LISTEN_KEY_KILLED, "lets them die now without a word"),
    /** See {@link Faults#lagQueries}. */
    LAG_QUERIES(
            "lag",
            Whole.QUERIES,
            AmountForm.time("by"),
            Mark.QUERY_LAGGED,
            "answers account queries from the state of so long ago"),
    /** See {@link Faults#skewClock}. */
    SKEW_CLOCK(
            "skew",
            Whole.CLOCK,
            AmountForm.SHIFT,
            Mark.CLOCK_SKEWED,
            "sets the exchange's clock ahead, or back if negative");

    /** What there is to choose from. */
    private enum Hits {
        FRAMES,
        CALLS,
        WHOLE
    }

    private final String verb;
    private final Hits hits;
    private final Optional<Whole> whole;
    // A record of text and numbers, which cannot say that it is immutable without a library.
    @SuppressWarnings("ImmutableEnumChecker")
    private final AmountForm amount;

    private final Mark mark;
    private final String meaning;

    FaultKind(String verb, Hits hits, AmountForm amount, Mark mark, String meaning) {
        this(verb, hits, Optional.empty(), amount, mark, meaning);
    }

    FaultKind(String verb, Whole whole, AmountForm amount, Mark mark, String meaning) {
        this(verb, Hits.WHOLE, Optional.of(whole), amount, mark, meaning);
    }

    FaultKind(String verb, Hits hits, Optional<Whole> whole, AmountForm amount, Mark mark, String meaning) {
        this.verb = verb;
        this.hits = hits;
        this.whole = whole;
        this.amount = amount;
        this.mark = mark;
        this.meaning = meaning;
    }

    /** How a script says it, such as {@code delay FRAMES by TIME}. */
    public String usage() {
        return verb + " " + object() + amount.usage();
    }

    /** What the sandbox then does, without a subject: {@code never sends them}. */
    public String meaning() {
        return meaning;
    }

    /** What counts how often it has happened. */
    public Mark mark() {
        return mark;
    }

    /** Whether it goes on for a time, so that a length can be said; else it is over at once. */
    public boolean lasts() {
        return switch (this) {
            case STALL_CONNECTIONS, DEAFEN_CONNECTIONS, ABANDON_CONNECTIONS, LAG_QUERIES, SKEW_CLOCK -> true;
            default -> hits != Hits.WHOLE;
        };
    }

    static List<FaultKind> of(String verb) {
        return Arrays.stream(values()).filter(kind -> kind.verb.equals(verb)).toList();
    }

    static List<String> verbs() {
        return Arrays.stream(values()).map(FaultKind::verb).distinct().toList();
    }

    String verb() {
        return verb;
    }

    AmountForm amount() {
        return amount;
    }

    /** {@code FRAMES}, {@code CALLS}, or the words for the only thing it can hit. */
    String object() {
        return whole.map(Whole::toString).orElse(hits.name());
    }

    boolean takes(Selection selection) {
        return switch (hits) {
            case FRAMES -> selection instanceof Frames;
            case CALLS -> selection instanceof Calls;
            case WHOLE -> whole.filter(only -> only == selection).isPresent();
        };
    }
}
