package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.RestClient.LISTEN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenKeyTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SandboxExchange exchange =
            SandboxExchange.builder().clock(now::get).rateLimits(false).start();
    private final RestClient client = RestClient.of(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void post_answers_the_bare_object_with_64_hex_digits_as_plain_text() {
        HttpResponse<String> response = call("POST");
        assertThat(response.body()).matches("\\{\"listenKey\":\"[0-9a-f]{64}\"}");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }

    @Test
    void post_answers_an_envelope_if_so_switched() {
        exchange.turn(Quirk.ENVELOPED_LISTEN_KEY, true);
        assertThat(call("POST").body())
                .matches("\\{\"code\":0,\"msg\":\"\",\"data\":\\{\"listenKey\":\"[0-9a-f]{64}\"}}");
    }

    @Test
    void post_returns_the_living_key_or_a_new_one_if_so_switched() {
        String first = key();
        assertThat(key()).isEqualTo(first);
        exchange.turn(Quirk.NEW_KEY_ON_EVERY_POST, true);
        assertThat(key()).isNotEqualTo(first);
        assertThat(call("PUT", "listenKey", first).statusCode())
                .as("the old one lives on")
                .isEqualTo(200);
        exchange.turn(Quirk.NEW_KEY_KILLS_OLD, true);
        key();
        assertThat(call("PUT", "listenKey", first).statusCode()).isEqualTo(404);
    }

    @Test
    void put_and_delete_answer_nothing_or_an_envelope_if_so_switched() {
        String key = key();
        assertThat(call("PUT", "listenKey", key).statusCode()).isEqualTo(200);
        assertThat(call("PUT", "listenKey", key).body()).isEmpty();
        exchange.turn(Quirk.ENVELOPED_KEY_OUTCOME, true);
        assertThat(call("PUT", "listenKey", key).body()).isEqualTo("{\"code\":0,\"msg\":\"\",\"data\":{}}");
        assertThat(call("DELETE", "listenKey", key).body()).isEqualTo("{\"code\":0,\"msg\":\"\",\"data\":{}}");
    }

    @Test
    void put_without_a_key_is_204_and_of_an_unknown_foreign_or_deleted_key_404() {
        exchange.addAccount("other", "s", Permission.READ);
        String key = key();
        assertThat(call("PUT").statusCode()).isEqualTo(204);
        assertThat(call("PUT", "listenKey", "unknown").statusCode()).isEqualTo(404);
        RestClient other = new RestClient(exchange.restUrl(), "other", "s");
        assertThat(other.call("PUT", LISTEN_KEY, "listenKey", key, "timestamp", timestamp())
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("DELETE", "listenKey", key).statusCode()).isEqualTo(200);
        assertThat(call("PUT", "listenKey", key).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "listenKey", key).statusCode()).isEqualTo(404);
    }

    @Test
    void a_key_lives_sixty_minutes_from_its_last_extension() {
        String key = key();
        advance(Duration.ofMinutes(59));
        assertThat(call("PUT", "listenKey", key).statusCode()).isEqualTo(200);
        advance(Duration.ofMinutes(59));
        assertThat(call("PUT", "listenKey", key).statusCode()).isEqualTo(200);
        advance(Duration.ofMinutes(60));
        assertThat(call("PUT", "listenKey", key).statusCode()).isEqualTo(404);
        assertThat(key()).isNotEqualTo(key);
    }

    @Test
    void post_renews_the_living_key_unless_switched_off() {
        String key = key();
        advance(Duration.ofMinutes(40));
        key();
        advance(Duration.ofMinutes(40));
        assertThat(call("PUT", "listenKey", key).statusCode()).isEqualTo(200);
        exchange.turn(Quirk.POST_DOES_NOT_EXTEND, true);
        advance(Duration.ofMinutes(40));
        assertThat(key()).isEqualTo(key);
        advance(Duration.ofMinutes(40));
        assertThat(call("PUT", "listenKey", key).statusCode()).isEqualTo(404);
    }

    @Test
    void unsigned_calls_pass_only_if_so_switched() {
        assertThat(client.raw("POST", LISTEN_KEY).body()).contains("100412");
        exchange.turn(Quirk.UNSIGNED_LISTEN_KEY_CALLS, true);
        assertThat(client.raw("POST", LISTEN_KEY).body()).startsWith("{\"listenKey\"");
        assertThat(client.raw("GET", RestClient.BALANCE).body())
                .as("nothing else does")
                .contains("100412");
    }

    private String key() {
        return client.json("POST", LISTEN_KEY, "timestamp", timestamp())
                .get("listenKey")
                .getAsString();
    }

    private HttpResponse<String> call(String method, String... parameters) {
        String[] all = java.util.Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = "timestamp";
        all[parameters.length + 1] = timestamp();
        return client.call(method, LISTEN_KEY, all);
    }

    private String timestamp() {
        return Long.toString(now.get().toEpochMilli());
    }

    private void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
