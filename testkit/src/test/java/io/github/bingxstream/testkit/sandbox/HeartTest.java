package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeartTest {
    private static final long SECOND = 1_000_000_000L;

    private final Switches switches = new Switches(List.of());
    private final Heart json = heart(HeartbeatForm.JSON);

    @Test
    void the_deadline_runs_from_the_first_unanswered_ping() {
        assertThat(json.isGivenUp(100 * SECOND)).as("nothing was asked").isFalse();
        beat(json, 5 * SECOND);
        beat(json, 30 * SECOND);
        assertThat(json.isGivenUp(35 * SECOND - 1)).isFalse();
        assertThat(json.isGivenUp(35 * SECOND)).isTrue();
    }

    @Test
    void an_answer_starts_it_anew() {
        beat(json, 5 * SECOND);
        assertThat(hears(json, "Pong")).isTrue();
        assertThat(json.isGivenUp(100 * SECOND)).isFalse();
        beat(json, 100 * SECOND);
        assertThat(json.isGivenUp(129 * SECOND)).isFalse();
        assertThat(json.isGivenUp(130 * SECOND)).isTrue();
    }

    @Test
    void every_form_that_clients_get_away_with_counts() {
        for (String pong :
                List.of("Pong", "pong", "\"pong\"", "{\"pong\":\"any\"}", "{\"pong\":\"any\",\"time\":\"x\"}")) {
            beat(json, 0);
            assertThat(hears(json, pong)).isTrue();
            assertThat(json.isGivenUp(100 * SECOND)).as(pong).isFalse();
        }
    }

    @Test
    void what_only_contains_a_pong_is_none() {
        beat(json, 0);
        assertThat(hears(json, "{\"id\":\"pong\"}")).isFalse();
        assertThat(hears(json, "Ping")).isFalse();
        assertThat(json.isGivenUp(100 * SECOND)).isTrue();
    }

    @Test
    void strictly_a_json_ping_wants_its_own_id_back() {
        switches.turn(Quirk.STRICT_PONG, true);
        String ping = beat(json, 0);
        assertThat(hears(json, "Pong")).as("a pong, if a bad one").isTrue();
        assertThat(hears(json, "{\"pong\":\"other\"}")).isTrue();
        assertThat(json.isGivenUp(30 * SECOND)).isTrue();
        hears(json, ping.replace("ping", "pong"));
        assertThat(json.isGivenUp(30 * SECOND)).isFalse();
    }

    @Test
    void strictly_a_text_ping_wants_the_text() {
        switches.turn(Quirk.STRICT_PONG, true);
        Heart text = heart(HeartbeatForm.TEXT);
        assertThat(beat(text, 0)).isEqualTo("Ping");
        hears(text, "pong");
        hears(text, "{\"pong\":\"\"}");
        assertThat(text.isGivenUp(30 * SECOND)).isTrue();
        hears(text, "Pong");
        assertThat(text.isGivenUp(30 * SECOND)).isFalse();
    }

    private Heart heart(HeartbeatForm form) {
        return new Heart(form, Duration.ofSeconds(30), switches, new SplittableRandom(1));
    }

    private static String beat(Heart heart, long nanos) {
        return heart.beat(Instant.EPOCH, nanos);
    }

    private static boolean hears(Heart heart, String text) {
        JsonElement json = text.startsWith("{") ? JsonParser.parseString(text) : null;
        return heart.hears(text, json);
    }
}
