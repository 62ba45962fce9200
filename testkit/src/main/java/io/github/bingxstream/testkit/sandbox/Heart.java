package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The heartbeat of one stream: what is asked, what counts as an answer, and when the client is given up. */
final class Heart {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.ofHours(8));

    private final HeartbeatForm form;
    private final long deadlineNanos;
    private final Switches switches;
    private final SplittableRandom random;
    private String lastId = "";
    private boolean asked;
    private long askedSince;

    Heart(HeartbeatForm form, Duration deadline, Switches switches, SplittableRandom random) {
        this.form = form;
        this.deadlineNanos = deadline.toNanos();
        this.switches = switches;
        this.random = random;
    }

    /** The next ping. The first one that stays unanswered starts the deadline. */
    synchronized String beat(Instant exchangeTime, long nowNanos) {
        if (!asked) {
            asked = true;
            askedSince = nowNanos;
        }
        if (form == HeartbeatForm.TEXT) {
            return "Ping";
        }
        lastId = String.format("%016x%016x", random.nextLong(), random.nextLong());
        JsonObject ping = new JsonObject();
        ping.addProperty("ping", lastId);
        ping.addProperty("time", TIME.format(exchangeTime));
        return ping.toString();
    }

    /** Whether the text is a pong of any form; only a good one counts. Known clients get away with all of these. */
    synchronized boolean hears(String text, @Nullable JsonElement json) {
        boolean word = text.strip().equals("Pong")
                || text.strip().equals("pong")
                || text.strip().equals("\"pong\"");
        JsonElement echo = json instanceof JsonObject object ? object.get("pong") : null;
        if (!word && echo == null) {
            return false;
        }
        boolean inKind = form == HeartbeatForm.TEXT ? text.equals("Pong") : new JsonPrimitive(lastId).equals(echo);
        if (inKind || !switches.isOn(Quirk.STRICT_PONG)) {
            asked = false;
        }
        return true;
    }

    synchronized boolean isGivenUp(long nowNanos) {
        return asked && nowNanos - askedSince >= deadlineNanos;
    }
}
