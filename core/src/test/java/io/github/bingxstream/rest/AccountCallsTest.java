package io.github.bingxstream.rest;

import static io.github.bingxstream.rest.Bench.answered;
import static io.github.bingxstream.rest.Bench.failed;
import static io.github.bingxstream.rest.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.Treatment;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCallsTest {

    private static final Instant FROM = Instant.ofEpochMilli(1_695_800_000_000L);
    private static final String ORDER = "{\"symbol\":\"MØTH-USDT\",\"orderId\":1735924831603391122,\"price\":\"0.1\","
            + "\"origQty\":\"5\",\"executedQty\":\"0\",\"cummulativeQuoteQty\":\"0\",\"status\":\"PENDING\","
            + "\"type\":\"LIMIT\",\"side\":\"BUY\",\"time\":1702731661854,\"updateTime\":1702731661854}";

    private final Bench bench = new Bench();

    @Test
    void balances_are_read() {
        bench.http.answer(
                200,
                "{\"code\":0,\"msg\":\"\",\"data\":{\"balances\":[{\"asset\":\"USDT\",\"free\":\"1.5\",\"locked\":\"0\"}]}}");

        assertThat(answered(bench.rest.account().balances()))
                .singleElement()
                .satisfies(balance -> assertThat(balance.free().orElseThrow()).isEqualByComparingTo("1.5"));
    }

    @Test
    void open_orders_are_read() {
        bench.http.answer(200, "{\"code\":0,\"msg\":\"\",\"data\":{\"orders\":[" + ORDER + "]}}");

        assertThat(answered(bench.rest.account().openOrders()))
                .extracting(Order::symbol)
                .containsExactly(new Symbol("MØTH-USDT"));
    }

    @Test
    void an_order_is_read() {
        bench.http.answer(200, "{\"code\":0,\"msg\":\"\",\"data\":" + ORDER + "}");

        assertThat(answered(order()).orElseThrow().orderId()).isEqualTo(new OrderId("1735924831603391122"));
    }

    @Test
    void fills_are_read() {
        bench.http.answer(
                200,
                "{\"code\":0,\"msg\":\"\",\"data\":{\"fills\":[{\"symbol\":\"BTC-USDT\",\"id\":36237072,\"orderId\":7,"
                        + "\"price\":\"2\",\"qty\":\"3\",\"quoteQty\":\"6\",\"commission\":-0.006,"
                        + "\"commissionAsset\":\"USDT\",\"time\":1695800000001,\"isBuyer\":true,\"isMaker\":false}]}}");

        assertThat(answered(bench.rest.account().fills(FROM, FROM.plusSeconds(1))))
                .singleElement()
                .satisfies(fill -> assertThat(fill.quantity()).isEqualByComparingTo("3"));
    }

    @Test
    void a_span_without_fills_is_an_answer() {
        bench.http.answer(200, "{\"code\":0,\"msg\":\"\",\"data\":{\"fills\":[]}}");

        assertThat(answered(bench.rest.account().fills(FROM, FROM))).isEmpty();
    }

    @Test
    void a_span_that_ends_before_it_starts_is_never_asked_for() {
        assertThat(failed(bench.rest.account().fills(FROM, FROM.minusMillis(1))).kind())
                .isEqualTo(Failure.Kind.LOCAL);
        assertThat(bench.http.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "100404, order not exist",
        "100404, ''",
        "80016, ''",
        "100400, order not exist",
        "100400, Order not found",
        "100400, the order you want to query does not exist",
        "100400, 'FILLED already, or is not a valid order id'"
    })
    void an_order_that_does_not_exist_is_an_empty_answer(int code, String message) {
        bench.http.answer(200, Bench.refusal(code, message));

        assertThat(answered(order())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "100400, ''",
        "100400, symbol not exist",
        "100400, 'this api is not exist,please refer to the API docs'",
        "100400, orderId is invalid",
        "100404, 'this api is not exist,please refer to the API docs'",
        "80014, order not exist"
    })
    void doubt_goes_against_a_missing_order(int code, String message) {
        bench.http.answer(200, Bench.refusal(code, message));

        assertThat(refused(order()).code()).hasValue(code);
    }

    @Test
    void a_missing_page_is_no_missing_order() {
        bench.http.answer(404, "<html>not found: no such order of pages</html>");

        assertThat(refused(order()).treatment()).isEqualTo(Treatment.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "17",
                "{\"code\":0}",
                "{\"code\":0,\"data\":[1]}",
                "<html>planted</html>",
                "{\"da"
            })
    void malformed_bodies_are_failures_that_do_not_show_them(String body) {
        for (int i = 0; i < 4; i++) {
            bench.http.answer(200, body);
        }

        assertMalformed(bench.rest.account().balances());
        assertMalformed(bench.rest.account().openOrders());
        assertMalformed(order());
        assertMalformed(bench.rest.account().fills(FROM, FROM));
    }

    private CompletionStage<Outcome<Optional<Order>>> order() {
        return bench.rest.account().order(new Symbol("MØTH-USDT"), new OrderId("1735924831603391122"));
    }

    private static <T> void assertMalformed(CompletionStage<Outcome<T>> stage) {
        Failure failure = failed(stage);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED_ANSWER);
        assertThat(failure.detail()).isNotBlank().doesNotContain("planted");
    }
}
