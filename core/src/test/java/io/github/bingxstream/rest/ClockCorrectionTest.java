package io.github.bingxstream.rest;

import static io.github.bingxstream.rest.Bench.answered;
import static io.github.bingxstream.rest.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Response;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCorrectionTest {

    private final Bench bench = new Bench();

    @ParameterizedTest
    @ValueSource(longs = {3600, -3600})
    void a_clock_an_hour_off_is_corrected_and_the_call_made_once_more(long secondsAhead) {
        bench.time.wallClockIsAheadBy(Duration.ofSeconds(secondsAhead));
        bench.http.answer(200, Bench.CLOCK_REFUSED);
        CompletableFuture<Response> time = bench.http.pending();
        bench.http.answer(200, Bench.NO_BALANCES);

        var balances = bench.rest.account().balances();
        bench.time.advance(Duration.ofMillis(80));
        // The exchange read its clock in the middle of 80 ms.
        time.complete(new Response(200, Map.of(), Bench.serverTime(VirtualTime.START.toEpochMilli() + 40)));

        assertThat(answered(balances)).isEmpty();
        assertThat(bench.rest.clockOffset()).isEqualTo(Duration.ofSeconds(-secondsAhead));
        assertThat(bench.http.request(1).method()).isEqualTo(Method.GET);
        assertThat(bench.http.uri(1)).isEqualTo("https://open-api.bingx.com/openApi/swap/v2/server/time");
        assertThat(bench.http.request(1).headers()).isEmpty();
        assertThat(bench.http.uri(2)).contains("timestamp=" + (VirtualTime.START.toEpochMilli() + 80) + "&signature=");
    }

    @Test
    void the_offset_is_zero_until_corrected() {
        bench.http.answer(200, Bench.NO_BALANCES);

        assertThat(answered(bench.rest.account().balances())).isEmpty();
        assertThat(bench.rest.clockOffset()).isZero();
    }

    @Test
    void a_second_refusal_is_final() {
        bench.http
                .answer(200, Bench.CLOCK_REFUSED)
                .answer(200, Bench.serverTime(1_700_000_000_000L))
                .answer(200, Bench.CLOCK_REFUSED);

        assertThat(refused(bench.rest.account().balances()).code()).hasValue(100421);
        assertThat(bench.http.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"code\":100500,\"msg\":\"\"}", "{\"code\":0,\"data\":{}}"})
    void without_the_exchanges_time_the_refusal_stands(String answer) {
        bench.http.answer(200, Bench.CLOCK_REFUSED).answer(200, answer);

        assertThat(refused(bench.rest.account().balances()).code()).hasValue(100421);
        assertThat(bench.http.requests()).hasSize(2);
        assertThat(bench.rest.clockOffset()).isZero();
    }

    @Test
    void a_failed_correction_is_tried_again_by_the_next_call() {
        bench.http
                .answer(200, Bench.CLOCK_REFUSED)
                .answer(200, "<html>")
                .answer(200, Bench.CLOCK_REFUSED)
                .answer(200, Bench.serverTime(1_700_000_060_000L))
                .answer(200, Bench.NO_BALANCES);

        var unused = refused(bench.rest.account().balances());
        var second = bench.rest.account().balances();
        bench.time.advance(RequestBudget.WINDOW);

        assertThat(answered(second)).isEmpty();
    }

    @Test
    void calls_refused_together_ask_for_the_time_once() {
        CompletableFuture<Response> one = bench.http.pending();
        CompletableFuture<Response> two = bench.http.pending();
        CompletableFuture<Response> three = bench.http.pending();
        CompletableFuture<Response> time = bench.http.pending();
        bench.http
                .answer(200, Bench.NO_BALANCES)
                .answer(200, "{\"listenKey\":\"abc\"}")
                .answer(200, "{\"code\":0,\"data\":{\"orders\":[]}}");
        var balances = bench.rest.account().balances();
        var key = bench.rest.listenKeys().generate();
        var orders = bench.rest.account().openOrders();

        one.complete(new Response(200, Map.of(), Bench.CLOCK_REFUSED));
        two.complete(new Response(200, Map.of(), Bench.CLOCK_REFUSED));
        time.complete(new Response(200, Map.of(), Bench.serverTime(1_700_000_060_000L)));
        bench.time.advance(RequestBudget.WINDOW);
        // Signed before the correction, refused after it: the clock is right already.
        three.complete(new Response(200, Map.of(), Bench.CLOCK_REFUSED));

        assertThat(answered(balances)).isEmpty();
        assertThat(answered(key).value()).isEqualTo("abc");
        assertThat(answered(orders)).isEmpty();
        assertThat(bench.http.requests())
                .filteredOn(request -> request.uri().getPath().endsWith("/server/time"))
                .hasSize(1);
    }

    @Test
    void the_time_of_a_fallback_host_is_measured_by_its_own_round_trip() {
        bench.http.answer(200, Bench.CLOCK_REFUSED);
        CompletableFuture<Response> primary = bench.http.pending();
        CompletableFuture<Response> fallback = bench.http.pending();
        bench.http.answer(200, Bench.NO_BALANCES);

        var balances = bench.rest.account().balances();
        bench.time.advance(Duration.ofSeconds(10));
        primary.completeExceptionally(new ConnectException());
        bench.time.advance(Duration.ofMillis(100));
        fallback.complete(new Response(200, Map.of(), Bench.serverTime(VirtualTime.START.toEpochMilli() + 10_050)));

        assertThat(answered(balances)).isEmpty();
        assertThat(bench.rest.clockOffset()).isZero();
    }
}
