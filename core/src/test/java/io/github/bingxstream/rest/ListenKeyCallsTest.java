package io.github.bingxstream.rest;

import static io.github.bingxstream.rest.Bench.answered;
import static io.github.bingxstream.rest.Bench.failed;
import static io.github.bingxstream.rest.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Treatment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenKeyCallsTest {

    private static final String HTML = "<html><body>Please log in</body></html>";

    private final Bench bench = new Bench();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"listenKey\":\"73a0914be44ce06d\"}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"listenKey\":\"73a0914be44ce06d\"}}",
            })
    void a_generated_key_comes_bare_or_in_an_envelope(String body) {
        bench.http.answer(200, body);

        assertThat(answered(bench.rest.listenKeys().generate())).isEqualTo(new ListenKey("73a0914be44ce06d"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401})
    void an_error_envelope_is_a_refusal_whatever_the_status(int status) {
        bench.http.answer(status, "{\"code\":100413,\"msg\":\"Incorrect apiKey\",\"timestamp\":1718551786654}");

        var refusal = refused(bench.rest.listenKeys().generate());

        assertThat(refusal.code()).hasValue(100413);
        assertThat(refusal.httpStatus()).hasValue(status);
        assertThat(refusal.message()).isEqualTo("Incorrect apiKey");
        assertThat(refusal.treatment()).isEqualTo(Treatment.FATAL);
        assertThat(refusal.retryAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"listenKey\":\"\"}",
                "{\"listenKey\":\"  \"}",
                "{\"listenKey\":\"planted&evil=1\"}",
                "{\"code\":0,\"data\":null}",
                "{\"listenKey\":\"plan",
                HTML,
            })
    void a_success_without_a_key_is_malformed_and_not_shown(String body) {
        bench.http.answer(200, body);

        Failure failure = failed(bench.rest.listenKeys().generate());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED_ANSWER);
        assertThat(failure.detail()).isNotBlank().doesNotContain("plan").doesNotContain("log in");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "200|``|EXTENDED",
                "200|{\"code\":0,\"msg\":\"\",\"data\":{}}|EXTENDED",
                "200|{}|EXTENDED",
                "204|``|UNCERTAIN",
                "202|``|UNCERTAIN",
                "404|``|GONE",
                "404|<html>not found</html>|GONE",
                "404|{\"code\":0}|GONE",
                "404|{\"code\":100400,\"msg\":\"listen key not exist\"}|GONE",
                "404|{\"code\":100404,\"msg\":\"\"}|GONE",
                "200|{\"code\":100401,\"msg\":\"\"}|GONE",
                "401|{\"code\":100401,\"msg\":\"\"}|GONE",
            })
    void an_extension_has_many_shapes(int status, String body, KeyExtension expected) {
        bench.http.answer(status, body);

        assertThat(answered(bench.rest.listenKeys().extend(Bench.LISTEN_KEY))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|``|DELETED",
                "204|``|DELETED",
                "200|{\"code\":0,\"msg\":\"\",\"data\":{}}|DELETED",
                "404|``|GONE",
                "200|{\"code\":100401,\"msg\":\"\"}|GONE",
            })
    void a_deletion_has_many_shapes(int status, String body, KeyDeletion expected) {
        bench.http.answer(status, body);

        assertThat(answered(bench.rest.listenKeys().delete(Bench.LISTEN_KEY))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "200,100001,FATAL",
        "404,100001,FATAL",
        "404,100410,BACK_OFF",
        "200,80014,BAD_REQUEST",
        "200,100500,BACK_OFF",
        "500,100503,BACK_OFF"
    })
    void a_code_of_its_own_wins_over_the_status_of_an_extension(int status, int code, Treatment expected) {
        bench.http.answer(status, Bench.refusal(code, "no"));

        assertThat(refused(bench.rest.listenKeys().extend(Bench.LISTEN_KEY)).treatment())
                .isEqualTo(expected);
    }

    @Test
    void a_page_of_html_acknowledges_nothing() {
        bench.http.answer(200, HTML).answer(200, HTML);

        assertThat(failed(bench.rest.listenKeys().extend(Bench.LISTEN_KEY)).kind())
                .isEqualTo(Failure.Kind.MALFORMED_ANSWER);
        assertThat(failed(bench.rest.listenKeys().delete(Bench.LISTEN_KEY)).kind())
                .isEqualTo(Failure.Kind.MALFORMED_ANSWER);
    }

    @Test
    void code_100401_is_fatal_when_a_key_is_generated() {
        bench.http.answer(200, Bench.refusal(100401, "auth failed"));

        assertThat(refused(bench.rest.listenKeys().generate()).treatment()).isEqualTo(Treatment.FATAL);
    }

    @Test
    void a_refused_timestamp_that_stays_refused_is_told() {
        bench.http
                .answer(200, Bench.CLOCK_REFUSED)
                .answer(200, Bench.serverTime(1_700_000_000_000L))
                .answer(200, Bench.CLOCK_REFUSED);

        var extension = bench.rest.listenKeys().extend(Bench.LISTEN_KEY);
        bench.time.advance(RequestBudget.WINDOW);

        assertThat(refused(extension).treatment()).isEqualTo(Treatment.RESYNC_CLOCK);
        assertThat(bench.http.requests()).hasSize(3);
    }
}
