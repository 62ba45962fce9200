package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Fault;
import io.github.bingxstream.testkit.sandbox.faults.FaultKind;
import io.github.bingxstream.testkit.sandbox.faults.Faults;
import java.net.URI;
import java.time.Duration;

/** One fault of each kind, in Java and as a script says it. */
record FaultSample(Fault fault, String line) {

    static FaultSample of(FaultKind kind) {
        Duration time = Duration.ofMillis(1);
        return switch (kind) {
            case WITHHOLD_FRAMES -> sample(Faults.withhold(Faults.frames()), "withhold frames");
            case DUPLICATE_FRAMES -> sample(Faults.duplicate(Faults.frames()), "duplicate frames");
            case REORDER_FRAMES -> sample(Faults.reorder(Faults.frames()), "reorder frames");
            case DELAY_FRAMES -> sample(Faults.delay(Faults.frames()).by(time), "delay frames by 1ms");
            case CORRUPT_FRAMES -> sample(Faults.corrupt(Faults.frames()), "corrupt frames");
            case TRUNCATE_FRAMES -> sample(Faults.truncate(Faults.frames()), "truncate frames");
            case FRAGMENT_FRAMES -> sample(Faults.fragment(Faults.frames()).into(3), "fragment frames into 3 pieces");
            case DRIP_FRAMES -> sample(Faults.drip(Faults.frames()).byteEvery(time), "drip frames every 1ms");
            case CUT_FRAMES -> sample(Faults.cut(Faults.frames()), "cut frames");
            case REFUSE_CALLS -> sample(Faults.refuse(Faults.calls()).with(503), "refuse calls with 503");
            case BLOCK_CALLS -> sample(Faults.block(Faults.calls()).with(403), "block calls with 403");
            case BAN_CALLS -> sample(Faults.ban(Faults.calls()), "ban calls");
            case REDIRECT_CALLS ->
                sample(
                        Faults.redirect(Faults.calls()).to(URI.create("http://127.0.0.1:9/")),
                        "redirect calls to http://127.0.0.1:9/");
            case DROP_CALLS -> sample(Faults.drop(Faults.calls()), "drop calls");
            case RESET_CALLS -> sample(Faults.reset(Faults.calls()), "reset calls");
            case HOLD_CALLS -> sample(Faults.hold(Faults.calls()), "hold calls");
            case DELAY_CALLS -> sample(Faults.delay(Faults.calls()).by(time), "delay calls by 1ms");
            case CORRUPT_CALLS -> sample(Faults.corrupt(Faults.calls()), "corrupt calls");
            case CUT_CALLS -> sample(Faults.cut(Faults.calls()), "cut calls");
            case DRIP_CALLS -> sample(Faults.drip(Faults.calls()).byteEvery(time), "drip calls every 1ms");
            case DROP_CONNECTIONS -> sample(Faults.dropConnections(), "drop connections");
            case RESET_CONNECTIONS -> sample(Faults.resetConnections(), "reset connections");
            case CLOSE_CONNECTIONS -> sample(Faults.closeConnections(4000, "away"), "close connections with 4000 away");
            case STALL_CONNECTIONS -> sample(Faults.stallConnections(), "stall connections");
            case DEAFEN_CONNECTIONS -> sample(Faults.deafenConnections(), "deafen connections");
            case ABANDON_CONNECTIONS -> sample(Faults.abandonConnections(), "abandon connections");
            case FLOOD_CONNECTIONS -> sample(Faults.floodConnections().with(10), "flood connections with 10 frames");
            case BOMB_CONNECTIONS -> sample(Faults.bombConnections().with(1), "bomb connections with 1 MB");
            case GARBLE_CONNECTIONS -> sample(Faults.garbleConnections().with(10), "garble connections with 10 bytes");
            case EXPIRE_LISTEN_KEYS -> sample(Faults.expireListenKeys(), "expire listen keys");
            case KILL_LISTEN_KEYS -> sample(Faults.killListenKeys(), "kill listen keys");
            case LAG_QUERIES -> sample(Faults.lagQueries().by(Duration.ofHours(1)), "lag queries by 1h");
            case SKEW_CLOCK -> sample(Faults.skewClock().by(Duration.ofHours(-1)), "skew clock by -1h");
        };
    }

    private static FaultSample sample(Fault fault, String line) {
        return new FaultSample(fault, line);
    }
}
