package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestAnswersTest {

    private static final String ORDER = "{\"symbol\":\"FOO-USDT\",\"orderId\":9007199254740993111,\"price\":\"1.50\","
            + "\"StopPrice\":\"0\",\"origQty\":\"8\",\"executedQty\":\"3.0\",\"cummulativeQuoteQty\":\"4.5000000000000001\","
            + "\"status\":\"PARTIALLY_FILLED\",\"type\":\"LIMIT\",\"side\":\"SELL\",\"time\":1750000000111,"
            + "\"updateTime\":1750000002000,\"origQuoteOrderQty\":\"0\",\"fee\":-0.001,\"feeAsset\":\"USDT\"}";

    private static final Order EXPECTED = new Order(
            new Symbol("FOO-USDT"),
            new OrderId("9007199254740993111"),
            Optional.empty(),
            Side.of("SELL"),
            OrderType.of("LIMIT"),
            OrderStatus.of("PARTIALLY_FILLED"),
            decimal("1.50"),
            Optional.empty(),
            new BigDecimal("8"),
            Optional.empty(),
            new BigDecimal("3.0"),
            decimal("4.5000000000000001"),
            Optional.of(Instant.ofEpochMilli(1750000000111L)),
            Optional.of(Instant.ofEpochMilli(1750000002000L)),
            new RawMembers(Map.of("fee", "-0.001", "feeAsset", "\"USDT\"")));

    @Test
    void an_envelope_has_code_and_message_or_neither() {
        assertThat(RestAnswers.envelope("{\"code\":100413,\"msg\":\"Incorrect\",\"timestamp\":1}"))
                .isEqualTo(Option.of(new RestAnswers.Envelope(OptionalInt.of(100413), "Incorrect")));
        assertThat(RestAnswers.envelope("{\"code\":\"0\"}"))
                .isEqualTo(Option.of(new RestAnswers.Envelope(OptionalInt.of(0), "")));
        assertThat(RestAnswers.envelope("{\"listenKey\":\"abc\"}"))
                .isEqualTo(Option.of(new RestAnswers.Envelope(OptionalInt.empty(), "")));
        assertThat(RestAnswers.envelope("{\"code\":0.5,\"msg\":[]}"))
                .isEqualTo(Option.of(new RestAnswers.Envelope(OptionalInt.empty(), "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "0", "<html>Forbidden</html>", "{\"code\":0", "{\"code\":0}}"})
    void what_is_no_object_has_no_envelope_and_is_rejected(String body) {
        assertThat(RestAnswers.envelope(body)).isEqualTo(Option.none());
        assertThat(RestAnswers.listenKey(body).isLeft()).isTrue();
        assertThat(RestAnswers.balances(body).isLeft()).isTrue();
        assertThat(RestAnswers.serverTime(body).isLeft()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"listenKey\":\"a1B2\"}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"listenKey\":\"a1B2\"}}",
                "{\"data\":{\"x\":[{}],\"listenKey\":\"a1B2\"}}"
            })
    void a_listen_key_is_found_bare_and_in_the_data(String body) {
        assertThat(RestAnswers.listenKey(body)).isEqualTo(Either.right(new ListenKey("a1B2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"listenKey\":\"\"}",
                "{\"listenKey\":\"  \"}",
                "{\"listenKey\":\"a b\"}",
                "{\"listenKey\":{\"a\":1}}",
                "{\"code\":0,\"data\":{}}",
                "{\"code\":0,\"data\":null}",
                "{\"code\":100500,\"listenKey\":\"a1B2\"}"
            })
    void what_is_no_listen_key_is_rejected_without_being_shown(String body) {
        Either<RestAnswers.Rejection, ListenKey> answer = RestAnswers.listenKey(body);
        assertThat(answer.isLeft()).isTrue();
        assertThat(answer.getLeft().why()).doesNotContain("a b").doesNotContain("a1B2");
    }

    @Test
    void balances_are_read_under_both_names() {
        String list =
                "[{\"asset\":\"USDT\",\"free\":\"1.50\",\"locked\":0.25,\"disPlayName\":\"Tether\"},{\"asset\":\"FOO\"}]";
        List<Balance> expected = List.of(
                new Balance(
                        new Asset("USDT"),
                        decimal("1.50"),
                        decimal("0.25"),
                        Optional.empty(),
                        Optional.empty(),
                        new RawMembers(Map.of("disPlayName", "\"Tether\""))),
                new Balance(
                        new Asset("FOO"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RawMembers.NONE));
        for (String name : new String[] {"balances", "assets"}) {
            assertThat(RestAnswers.balances("{\"code\":0,\"data\":{\"more\":{},\"" + name + "\":" + list + "}}"))
                    .isEqualTo(Either.right(expected));
        }
    }

    @Test
    void one_order_is_read_to_the_last_digit() {
        assertThat(RestAnswers.order("{\"code\":0,\"data\":" + ORDER + "}")).isEqualTo(Either.right(EXPECTED));
    }

    /** Digits that a number lost on the way are not its id. */
    @ParameterizedTest
    @ValueSource(strings = {"9.007199254740993e18", "7.0", "7e0"})
    void a_number_that_is_no_integer_is_no_id(String number) {
        String body = "{\"data\":" + ORDER.replace("9007199254740993111", number) + "}";
        assertThat(RestAnswers.order(body).getLeft().why()).isEqualTo("member orderId has an unexpected value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u00e", "\\u00eg", "\\x", "\\"})
    void a_broken_escape_makes_a_body_unreadable(String escape) {
        assertThat(RestAnswers.envelope("{\"code\":0,\"msg\":\"" + escape + "\"}"))
                .isEqualTo(Option.none());
    }

    @Test
    void an_order_in_a_refusal_is_not_read() {
        assertThat(RestAnswers.order("{\"code\":100404,\"data\":" + ORDER + "}"))
                .isEqualTo(Either.left(new RestAnswers.Rejection("the exchange refused with code 100404")));
    }

    @Test
    void orders_are_read_from_either_form_of_list() {
        assertThat(RestAnswers.orders("{\"code\":0,\"data\":{\"orders\":[" + ORDER + "," + ORDER + "],\"total\":2}}"))
                .isEqualTo(Either.right(List.of(EXPECTED, EXPECTED)));
        assertThat(RestAnswers.orders("{\"code\":0,\"data\":{\"total\":1,\"orders\":[" + ORDER + "]}}"))
                .isEqualTo(Either.right(List.of(EXPECTED)));
        assertThat(RestAnswers.orders("{\"code\":0,\"data\":[" + ORDER + "]}"))
                .isEqualTo(Either.right(List.of(EXPECTED)));
        assertThat(RestAnswers.orders("{\"code\":0,\"data\":{\"orders\":null}}"))
                .isEqualTo(Either.right(List.of()));
        assertThat(RestAnswers.orders("{\"code\":0,\"data\":[]}")).isEqualTo(Either.right(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":0,\"data\":{}}|member orders is missing",
                "{\"code\":0,\"data\":null}|member data is missing",
                "{\"code\":0}|member data is missing",
                "{\"code\":0,\"data\":7}|member orders is missing",
                "{\"code\":0,\"data\":{\"orders\":{}}}|a list was expected at $.orders",
                "{\"code\":0,\"data\":{\"orders\":[],\"orders\":[]}}|member orders is given twice",
                "{\"code\":0,\"data\":[[]]}|an object was expected at $[0]",
                "{\"code\":100400,\"data\":{\"orders\":[]}}|the exchange refused with code 100400"
            })
    void what_holds_no_list_of_orders_is_rejected(String body, String why) {
        assertThat(RestAnswers.orders(body)).isEqualTo(Either.left(new RestAnswers.Rejection(why)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"symbol", "orderId", "origQty", "status", "type", "side", "executedQty"})
    void a_member_that_an_order_must_have_is_named(String name) {
        String body = "{\"data\":" + ORDER.replace('"' + name + '"', "\"else\"") + "}";
        assertThat(RestAnswers.order(body).getLeft().why()).isEqualTo("member " + name + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientOrderID", "clientOrderId", "newClientOrderId", "origClientOrderId"})
    void a_client_id_is_found_under_each_of_its_names(String name) {
        assertThat(order(ORDER.replace("\"fee\":-0.001", '"' + name + "\":\"mine\""))
                        .clientOrderId())
                .contains("mine");
        assertThat(order(ORDER.replace("\"fee\":-0.001", '"' + name + "\":\"\""))
                        .clientOrderId())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"StopPrice", "stopPrice", "triggerPrice"})
    void a_stop_price_is_found_under_each_of_its_names(String name) {
        assertThat(order(ORDER.replace("\"StopPrice\":\"0\"", '"' + name + "\":\"1.4\""))
                        .stopPrice())
                .contains(new BigDecimal("1.4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transactTime", "transactionTime"})
    void the_time_of_a_transaction_is_that_of_the_last_change_and_not_of_the_creation(String name) {
        Order order = order(ORDER.replace("\"time\":1750000000111,", "").replace("updateTime", name));
        assertThat(order.updateTime()).contains(Instant.ofEpochMilli(1750000002000L));
        assertThat(order.createTime()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NEW, 0", "PENDING, 0", "FILLED, 8"})
    void a_filled_quantity_that_is_missing_is_what_the_status_says(String status, String filled) {
        String body = ORDER.replace("\"executedQty\":\"3.0\",", "").replace("PARTIALLY_FILLED", status);
        assertThat(order(body).cumulativeFilledQuantity()).isEqualByComparingTo(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARTIALLY_FILLED", "CANCELED", "EXPIRED", "FAILED", "Unknown"})
    void a_filled_quantity_that_is_missing_is_not_made_up(String status) {
        String body = ORDER.replace("\"executedQty\":\"3.0\",", "").replace("PARTIALLY_FILLED", status);
        assertThat(RestAnswers.order("{\"data\":" + body + "}").getLeft().why())
                .isEqualTo("member executedQty is missing");
    }

    @Test
    void an_order_of_nothing_is_not_taken_for_filled() {
        String body = ORDER.replace("\"executedQty\":\"3.0\",", "")
                .replace("\"origQty\":\"8\"", "\"origQty\":\"0\"")
                .replace("PARTIALLY_FILLED", "FILLED");
        assertThat(RestAnswers.order("{\"data\":" + body + "}").getLeft().why())
                .isEqualTo("member executedQty is missing");
    }

    @Test
    void a_filled_quantity_of_the_wrong_kind_is_not_made_up() {
        String body = ORDER.replace("\"3.0\"", "\"none\"").replace("PARTIALLY_FILLED", "NEW");
        assertThat(RestAnswers.order("{\"data\":" + body + "}").getLeft().why())
                .isEqualTo("member executedQty has an unexpected value");
    }

    @Test
    void a_market_buy_by_amount_may_leave_its_quantity_out() {
        Order order = order(ORDER.replace("\"origQty\":\"8\",", "")
                .replace("\"origQuoteOrderQty\":\"0\"", "\"origQuoteOrderQty\":\"25\""));
        assertThat(order.quantity()).isEqualByComparingTo("0");
        assertThat(order.quoteQuantity()).contains(new BigDecimal("25"));
    }

    @Test
    void fills_are_read_to_the_last_digit() {
        String fill =
                "{\"symbol\":\"FOO-USDT\",\"id\":4242,\"orderId\":\"9007199254740993111\",\"price\":\"1.5\",\"qty\":\"2\","
                        + "\"quoteQty\":\"3.0000000000000004\",\"commission\":-1.25e-7,\"commissionAsset\":\"FOO\","
                        + "\"time\":1750000003000,\"isBuyer\":true,\"isMaker\":true}";
        Fill expected = new Fill(
                new Symbol("FOO-USDT"),
                new OrderId("9007199254740993111"),
                Optional.of(new TradeId("4242")),
                new BigDecimal("1.5"),
                new BigDecimal("2"),
                decimal("3.0000000000000004"),
                Optional.of(new Fee(new BigDecimal("-1.25E-7"), Optional.of(new Asset("FOO")))),
                Optional.of(Instant.ofEpochMilli(1750000003000L)),
                Optional.of(true),
                new RawMembers(Map.of("isBuyer", "true")));
        assertThat(RestAnswers.fills("{\"code\":0,\"data\":{\"fills\":[" + fill + "]}}"))
                .isEqualTo(Either.right(List.of(expected)));
        assertThat(RestAnswers.fills("{\"code\":0,\"data\":{\"fills\":[" + fill.replace("\"qty\":\"2\"", "\"qty\":0")
                                + "]}}")
                        .getLeft()
                        .why())
                .isEqualTo("member qty is zero, and nothing was filled");
        assertThat(RestAnswers.fills("{\"code\":0,\"data\":{\"fills\":[]}}")).isEqualTo(Either.right(List.of()));
    }

    @Test
    void whether_a_fill_was_resting_is_told_only_by_a_truth_value() {
        String fill =
                "{\"symbol\":\"FOO-USDT\",\"id\":4242,\"orderId\":\"7\",\"price\":\"1.5\",\"qty\":\"2\",\"isMaker\":";
        assertThat(RestAnswers.fills("{\"data\":[" + fill + "false}]}")
                        .get()
                        .get(0)
                        .maker())
                .contains(false);
        Fill doubtful =
                RestAnswers.fills("{\"data\":[" + fill + "\"yes\"}]}").get().get(0);
        assertThat(doubtful.maker()).isEmpty();
        assertThat(doubtful.raw().byName()).containsEntry("isMaker", "\"yes\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":{\"serverTime\":1750000000123}}|1750000000123",
                "{\"data\":{\"serverTime\":1750000000}}|1750000000000",
                "{\"data\":{\"serverTime\":\"1750000000\"}}|1750000000000",
                "{\"serverTime\":99999999999}|99999999999000",
                "{\"serverTime\":100000000000}|100000000000"
            })
    void the_time_is_read_in_milliseconds_and_in_seconds(String body, long millis) {
        assertThat(RestAnswers.serverTime(body)).isEqualTo(Either.right(Instant.ofEpochMilli(millis)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{}}",
                "{\"data\":{\"serverTime\":0}}",
                "{\"data\":{\"serverTime\":-5}}",
                "{\"data\":{\"serverTime\":1e12}}",
                "{\"data\":{\"serverTime\":99999999999999999999}}",
                "{\"code\":1,\"serverTime\":1750000000123}"
            })
    void what_is_no_time_is_rejected(String body) {
        assertThat(RestAnswers.serverTime(body).isLeft()).isTrue();
    }

    private static Order order(String json) {
        return RestAnswers.order("{\"code\":0,\"data\":" + json + "}").get();
    }

    private static Optional<BigDecimal> decimal(String literal) {
        return Optional.of(new BigDecimal(literal));
    }
}
