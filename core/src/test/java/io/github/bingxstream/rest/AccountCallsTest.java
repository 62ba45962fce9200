package io.github.bingxstream.rest;

import static io.github.bingxstream.rest.Bench.answered;
import static io.github.bingxstream.rest.Bench.failed;
import static io.github.bingxstream.rest.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.port.AccountApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCallsTest {

    private static final Instant FROM = Instant.ofEpochMilli(1_695_800_000_000L);
    private static final String ORDER = "{\"symbol\":\"MØTH-USDT\",\"orderId\":1735924831603391122,\"price\":\"0.1\","
            + "\"origQty\":\"5\",\"executedQty\":\"0\",\"cummulativeQuoteQty\":\"0\",\"status\":\"PENDING\","
            + "\"type\":\"LIMIT\",\"side\":\"BUY\",\"time\":1702731661854,\"updateTime\":1702731661854}";

    private static final Symbol SYMBOL = new Symbol("MØTH-USDT");
    private static final OrderId ORDER_ID = new OrderId("1735924831603391122");

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
    void fills_of_one_order_are_read() {
        bench.http.answer(200, fills(fill(1, 1_695_800_000_001L)));

        assertThat(answered(bench.rest.account().fills(SYMBOL, ORDER_ID, FROM, FROM.plusSeconds(1))))
                .hasSize(1);
    }

    @Test
    void aa4_fills_come_oldest_first() {
        long time = 1_695_800_000_000L;
        bench.http.answer(200, fills(fill(3, time + 2) + "," + fill(1, time) + "," + fill(2, time)));

        assertThat(answered(bench.rest.account().fills(FROM, FROM.plusSeconds(1))))
                .extracting(fill -> fill.tradeId().orElseThrow().text())
                .containsExactly("1", "2", "3");
    }

    @Test
    void aa4_a_full_page_is_taken_for_the_oldest_only_when_it_is_oldest_first() {
        List<String> page = IntStream.range(0, AccountApi.FILLS_MAX)
                .mapToObj(i -> fill(i + 1, 1_695_800_000_000L + i / 2))
                .collect(Collectors.toCollection(ArrayList::new));
        bench.http.answer(200, fills(String.join(",", page)));
        assertThat(answered(bench.rest.account().fills(FROM, FROM.plusSeconds(1))))
                .hasSize(AccountApi.FILLS_MAX);

        Collections.reverse(page);
        bench.http.answer(200, fills(String.join(",", page)));
        Failure failure = failed(bench.rest.account().fills(FROM, FROM.plusSeconds(1)));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED_ANSWER);
        assertThat(failure.detail()).contains("not oldest first");
    }

    @Test
    void aa3_a_call_may_be_made_from_within_the_stage_of_another() {
        bench.http.answer(200, Bench.NO_BALANCES);
        bench.http.answer(200, fills(fill(1, 1_695_800_000_001L)));
        AccountApi account = bench.rest.account();

        CompletionStage<Outcome<List<Fill>>> fills =
                account.balances().thenCompose(none -> account.fills(FROM, FROM.plusSeconds(1)));

        assertThat(answered(fills)).hasSize(1);
    }

    @Test
    void aa5_a_page_of_closed_orders_is_read_with_a_total_and_without() {
        String closed = ORDER.replace("PENDING", "CANCELED");
        for (String data : List.of(
                "{\"orders\":[" + closed + "]}",
                "{\"total\":1,\"orders\":[" + closed + "]}",
                "{\"orders\":[" + closed + "],\"total\":1}",
                "[" + closed + "]")) {
            bench.time.advance(Duration.ofSeconds(5));
            bench.http.answer(200, "{\"code\":0,\"msg\":\"\",\"debugMsg\":\"\",\"data\":" + data + "}");
            assertThat(answered(bench.rest.account().closedOrders(FROM, FROM, 1)))
                    .singleElement()
                    .satisfies(order ->
                            assertThat(order.status().is(OrderStatus.CANCELED)).isTrue());
        }
    }

    @Test
    void aa5_a_page_behind_the_last_is_an_answer() {
        bench.http.answer(200, "{\"code\":0,\"msg\":\"\",\"data\":{\"orders\":[]}}");

        assertThat(answered(bench.rest.account().closedOrders(FROM, FROM, AccountApi.CLOSED_ORDERS_PAGES_MAX)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 101, Integer.MAX_VALUE})
    void aa6_a_page_outside_its_range_is_never_asked_for(int page) {
        Failure failure = failed(bench.rest.account().closedOrders(FROM, FROM, page));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.LOCAL);
        assertThat(failure.detail()).contains("page " + page, "pages 1 to 100", "narrower span");
        assertThat(bench.http.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-09-27T00:00:00Z, 2023-09-26T23:59:59.999Z, swap its ends",
        "1969-12-31T23:59:59.999Z, 2023-09-27T00:00:00Z, 1970 to 9999",
        "2023-09-27T00:00:00Z, +10000-01-01T00:00:00Z, 1970 to 9999",
        "-1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z, 1970 to 9999"
    })
    void aa6_a_span_that_cannot_be_is_never_asked_for(Instant from, Instant to, String remedy) {
        AccountApi account = bench.rest.account();

        for (Failure failure : List.of(
                failed(account.fills(from, to)),
                failed(account.fills(SYMBOL, ORDER_ID, from, to)),
                failed(account.closedOrders(from, to, 1)))) {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.LOCAL);
            assertThat(failure.detail()).contains(remedy);
        }
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
    void aa1_malformed_bodies_are_failures_that_do_not_show_them(String body) {
        for (int i = 0; i < 6; i++) {
            bench.http.answer(200, body);
        }

        assertMalformed(bench.rest.account().balances());
        assertMalformed(bench.rest.account().openOrders());
        assertMalformed(order());
        assertMalformed(bench.rest.account().fills(FROM, FROM));
        bench.time.advance(Duration.ofSeconds(5));
        assertMalformed(bench.rest.account().fills(SYMBOL, ORDER_ID, FROM, FROM));
        assertMalformed(bench.rest.account().closedOrders(FROM, FROM, 1));
    }

    private CompletionStage<Outcome<Optional<Order>>> order() {
        return bench.rest.account().order(SYMBOL, ORDER_ID);
    }

    private static String fills(String list) {
        return "{\"code\":0,\"msg\":\"\",\"data\":{\"fills\":[" + list + "]}}";
    }

    private static String fill(int id, long time) {
        return "{\"symbol\":\"BTC-USDT\",\"id\":" + id + ",\"orderId\":7,\"price\":\"2\",\"qty\":\"3\",\"time\":" + time
                + "}";
    }

    private static <T> void assertMalformed(CompletionStage<Outcome<T>> stage) {
        Failure failure = failed(stage);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED_ANSWER);
        assertThat(failure.detail()).isNotBlank().doesNotContain("planted");
    }
}
