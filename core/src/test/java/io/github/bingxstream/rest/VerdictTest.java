package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.codec.RestAnswers;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_727_193_800_000L);

    @ParameterizedTest
    @CsvSource({
        "401, BACK_OFF, API key",
        "403, BACK_OFF, five minutes",
        "404, NOT_FOUND, path",
        "418, BACK_OFF, banned",
        "429, BACK_OFF, too many",
        "504, BACK_OFF, unknown",
        "500, BACK_OFF, failed internally",
        "502, BACK_OFF, failed internally",
        "400, BAD_REQUEST, parameters",
        "408, BACK_OFF, network",
        "302, BACK_OFF, login",
        "100, BACK_OFF, login"
    })
    void a_status_without_a_code_has_meaning_and_remedy(int status, Treatment treatment, String telling) {
        for (String body : List.of("", "<html><h1>planted</h1></html>", "{}", "{\"code\":0,\"msg\":\"\"}")) {
            Refusal refusal = judge(status, body).orElseThrow();

            assertThat(refusal.treatment()).isEqualTo(treatment);
            assertThat(refusal.code()).isEmpty();
            assertThat(refusal.httpStatus()).hasValue(status);
            assertThat(refusal.remedy()).isNotBlank();
            assertThat(refusal.describe()).contains(telling).doesNotContain("planted");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 418})
    void a_ban_lasts_five_minutes(int status) {
        assertThat(judge(status, "<html>").orElseThrow().retryAt()).contains(NOW.plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"code\":0}", "{\"listenKey\":\"x\"}", "<html>"})
    void a_success_status_without_an_error_code_is_a_success(String body) {
        assertThat(judge(200, body)).isEmpty();
        assertThat(judge(204, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, 100001, FATAL", "403, 100403, FATAL", "404, 100421, RESYNC_CLOCK", "429, 100400, BAD_REQUEST"})
    void a_code_wins_over_any_status(int status, int code, Treatment treatment) {
        assertThat(judge(status, Bench.refusal(code, "")).orElseThrow().treatment())
                .isEqualTo(treatment);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 123456, BAD_REQUEST",
        "400, 77, BAD_REQUEST",
        "200, -1, BAD_REQUEST",
        "200, 80999, BAD_REQUEST",
        "500, 123456, BACK_OFF",
        "503, 77, BACK_OFF",
        "429, 77, BACK_OFF",
        "200, 100504, BACK_OFF",
        "200, 110429, BACK_OFF"
    })
    void an_unknown_code_is_a_bad_request_unless_it_looks_passing(int status, int code, Treatment treatment) {
        Refusal refusal = judge(status, Bench.refusal(code, "odd")).orElseThrow();

        assertThat(refusal.treatment()).isEqualTo(treatment);
        assertThat(refusal.code()).hasValue(code);
        assertThat(refusal.message()).isEqualTo("odd");
        assertThat(refusal.meaning()).isNotBlank();
        assertThat(refusal.remedy()).isNotBlank();
    }

    @Test
    void the_time_of_release_is_read_from_the_message() {
        Refusal refusal = judge(
                        200,
                        "{\"code\":100410,\"msg\":\"code:100410:The endpoint trigger frequency limit rule is currently in the"
                                + " disabled period and will be unblocked after 1727193814249\",\"timestamp\":1727193800000}")
                .orElseThrow();

        assertThat(refusal.retryAt()).contains(Instant.ofEpochMilli(1_727_193_814_249L));
        assertThat(refusal.treatment()).isEqualTo(Treatment.BACK_OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "'more than 20 errors within 480000 ms, retry after 1727193860000', 1727193860000",
        "'between 1727193820000 and 1727193830000', 1727193830000",
        "'unblocked after 1727193800000', ",
        "'unblocked after 1727193799999', ",
        "'unblocked after 1727193820000 (since 1727193790000)', ",
        "'order 1727193820000123456', ",
        "'unblocked after 1727280200000', 1727194700000",
        "'unblocked after 9999999999999', 1727194700000",
        "'wait', ",
        "'', "
    })
    void only_the_last_time_counts_if_in_the_future_and_fifteen_minutes_at_most(String message, Long expected) {
        assertThat(Verdict.releaseTime(message, NOW))
                .isEqualTo(Optional.ofNullable(expected).map(Instant::ofEpochMilli));
    }

    private static Optional<Refusal> judge(int status, String body) {
        return Verdict.refusal(Endpoint.BALANCES, status, RestAnswers.envelope(body), new Redaction(List.of()), NOW);
    }
}
