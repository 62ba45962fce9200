package io.github.bingxstream.examples.proof;

import static io.github.bingxstream.domain.GapReason.AUDIT;
import static io.github.bingxstream.domain.GapReason.CONNECTION_LOST;
import static io.github.bingxstream.domain.GapReason.FILL_MISSING;
import static io.github.bingxstream.domain.GapReason.LISTEN_KEY_DEAD;
import static io.github.bingxstream.domain.GapReason.ORDER_MISSING;
import static io.github.bingxstream.domain.GapReason.SILENCE;
import static io.github.bingxstream.domain.GapReason.UNDECODABLE;
import static io.github.bingxstream.examples.proof.Faulted.announced;
import static io.github.bingxstream.examples.proof.Faulted.unnoticed;

import io.github.bingxstream.examples.cli.KilledWatch;
import io.github.bingxstream.examples.cli.RestartedExchange;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.nio.file.Path;
import java.util.Locale;

/** What may happen to a stream over real sockets; the same whichever transport carries it. */
enum Scenario {
    SIXTY_FILLS_TWO_RESETS_AND_THREE_FRAMES_NEVER_SENT(Losses::over),
    FIVE_ROTATIONS_UNDER_LOAD((carrier, folder) -> Rotations.over(carrier, 5)),
    A_SINK_THAT_STANDS_STILL((carrier, folder) -> StalledSink.over(carrier, StalledSink.SHORTLY)),
    A_WATCH_KILLED_AT_REST((carrier, folder) -> KilledWatch.atRest(carrier.option(), folder)),
    A_WATCH_KILLED_UNDER_LOAD((carrier, folder) -> KilledWatch.underLoad(carrier.option(), folder)),
    AN_EXCHANGE_THAT_GOES_AWAY_AND_COMES_BACK((carrier, folder) -> RestartedExchange.over(carrier.option())),
    A_CHANNEL_GIVEN_UP_AND_TAKEN_AGAIN(DynamicUse::over),

    FRAMES_WITHHELD(announced("withhold next 2 fill frames", Mark.FRAME_WITHHELD, FILL_MISSING, ORDER_MISSING, AUDIT)),
    FRAMES_TWICE(unnoticed("duplicate next 4 order frames", Mark.FRAME_DUPLICATED)),
    FRAMES_IN_FRAGMENTS(unnoticed("fragment next 6 frames into 3 pieces", Mark.FRAME_FRAGMENTED)),
    FRAMES_BYTE_BY_BYTE(unnoticed("drip next 2 frames every 1ms", Mark.FRAME_DRIPPED)),
    FRAMES_CORRUPTED(announced("corrupt next 2 order frames", Mark.FRAME_CORRUPTED, UNDECODABLE)),
    FRAMES_TRUNCATED(announced("truncate next fill frame", Mark.FRAME_TRUNCATED, UNDECODABLE)),
    A_FRAME_CUT_IN_HALF(announced("cut next fill frame", Mark.FRAME_CUT, CONNECTION_LOST, SILENCE)),
    A_BOMB(announced("bomb connections with 64 MB", Mark.CONNECTION_BOMBED, UNDECODABLE)),
    GARBAGE(announced("garble connections with 64 bytes", Mark.CONNECTION_GARBLED, CONNECTION_LOST)),
    A_FLOOD(unnoticed("flood connections with 2000 frames", Mark.CONNECTION_FLOODED)),

    CONNECTIONS_DROPPED(announced("drop connections", Mark.CONNECTION_DROPPED, CONNECTION_LOST, SILENCE)),
    CONNECTIONS_RESET(announced("reset connections", Mark.CONNECTION_RESET, CONNECTION_LOST)),
    CONNECTIONS_CLOSED(announced("close connections with 1012", Mark.CONNECTION_CLOSED, CONNECTION_LOST)),
    HALF_OPEN_CONNECTIONS(announced("abandon connections", Mark.CONNECTION_HALF_OPEN, SILENCE)),
    LISTEN_KEYS_EXPIRED(announced("expire listen keys", Mark.LISTEN_KEY_EXPIRED, LISTEN_KEY_DEAD)),
    LISTEN_KEYS_DEAD_IN_SILENCE(announced(
            "kill listen keys", Mark.LISTEN_KEY_KILLED, LISTEN_KEY_DEAD, CONNECTION_LOST, AUDIT, FILL_MISSING)),

    NO_HANDSHAKE_FOR_A_WHILE(
            announced("for 3s: refuse handshakes with 503\nreset connections", Mark.CALL_REFUSED, CONNECTION_LOST)),
    A_FIREWALL_BEFORE_THE_LISTEN_KEYS(announced(
            "for 3s: block listen-key calls with 502\nreset connections", Mark.CALL_BLOCKED, CONNECTION_LOST)),
    A_REDIRECT_TO_NOWHERE(announced(
            "redirect next listen-key call to http://127.0.0.1:9/\nreset connections",
            Mark.CALL_REDIRECTED,
            CONNECTION_LOST)),
    QUERIES_REFUSED(
            announced("for 4s: refuse queries with 500\nreset connections", Mark.CALL_REFUSED, CONNECTION_LOST)),
    QUERIES_BANNED(announced("for 3s: ban queries\nreset connections", Mark.CALL_BANNED, CONNECTION_LOST)),
    QUERIES_CUT(announced("cut next 2 queries\nreset connections", Mark.ANSWER_CUT, CONNECTION_LOST)),
    QUERIES_THAT_LAG(announced("lag queries by 2s\nreset connections", Mark.CONNECTION_RESET, CONNECTION_LOST)),
    A_CLOCK_THAT_JUMPS(announced("skew clock by 20s\nreset connections", Mark.CLOCK_SKEWED, CONNECTION_LOST));

    /** What happens, over one transport. */
    interface Play {

        /**
         * Plays it, and fails when a promise is broken.
         *
         * @param folder empty, for this play alone
         */
        void over(Carrier carrier, Path folder) throws Exception;
    }

    // Made of texts and of what is static.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Play play;

    Scenario(Play play) {
        this.play = play;
    }

    void over(Carrier carrier, Path folder) throws Exception {
        play.over(carrier, folder);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
