package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.session.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReportTest {

    @Test
    void a_market_fill_is_read_to_the_last_digit() {
        Map<String, String> raw = new LinkedHashMap<>();
        raw.put("u", "9007199254740995");
        raw.put("U", "\"\"");
        raw.put("mu", "\"9007199254740995\"");
        raw.put("m", "false");
        raw.put("A", "\"9.9996\"");
        raw.put("ws", "1750000001140");
        Symbol symbol = new Symbol("BAR-USDC");
        OrderId id = new OrderId("9007199254740993222");

        assertThat(update(Messages.fixture("order-filled.json")))
                .isEqualTo(new OrderUpdate(
                        new Origin(
                                Provenance.STREAM,
                                Messages.EPOCH,
                                Messages.FINGERPRINT,
                                Optional.of(Instant.ofEpochMilli(1750000001123L)),
                                Messages.AT),
                        new Order(
                                symbol,
                                id,
                                Optional.empty(),
                                Side.of("BUY"),
                                OrderType.of("MARKET"),
                                OrderStatus.of("FILLED"),
                                decimal("2.5"),
                                Optional.empty(),
                                new BigDecimal("0"),
                                decimal("10"),
                                new BigDecimal("4.00000000000000000001"),
                                decimal("9.9996"),
                                Optional.of(Instant.ofEpochMilli(1750000001050L)),
                                Optional.empty(),
                                new RawMembers(raw)),
                        ExecutionType.of("TRADE"),
                        Optional.of(new Fill(
                                symbol,
                                id,
                                Optional.of(new TradeId("31415926")),
                                new BigDecimal("2.4999"),
                                new BigDecimal("4.00000000000000000001"),
                                decimal("9.9996"),
                                Optional.of(new Fee(new BigDecimal("-1.25e-7"), Optional.of(new Asset("BAR")))),
                                Optional.of(Instant.ofEpochMilli(1750000001100L)),
                                Optional.empty(),
                                RawMembers.NONE))));
    }

    @Test
    void an_order_whose_client_id_contains_ping_is_delivered() {
        OrderUpdate update = update(Messages.fixture("order-new.json"));
        assertThat(update.order().clientOrderId()).contains("scalping_1");
        assertThat(update.executionType().is(ExecutionType.NEW)).isTrue();
        assertThat(update.status().is(OrderStatus.PENDING)).isTrue();
        assertThat(update.fill()).isEmpty();
    }

    @Test
    void strings_give_the_same_values_as_numbers_and_keep_their_scale() {
        OrderUpdate update = update(Messages.fixture("order-canceled-strings.json"));
        assertThat(update.orderId()).isEqualTo(new OrderId("9007199254740993111"));
        assertThat(update.order().quantity()).isEqualTo(new BigDecimal("12.50"));
        assertThat(update.order().price()).contains(new BigDecimal("0.750"));
        assertThat(update.cumulativeFilledQuantity()).isEqualTo(new BigDecimal("2.50"));
        assertThat(update.fill()).isEmpty();
        assertThat(update.order().raw()).isEqualTo(RawMembers.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9007199254740993", "9223372036854775807", "99999999999999999999999999", "184467440737095516160"
            })
    void an_id_of_any_size_is_exact_as_a_number_and_as_a_string(String id) {
        assertThat(update(order().with("i", id)).orderId().text()).isEqualTo(id);
        assertThat(update(order().with("i", '"' + id + '"')).orderId().text()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e3, 1E+3",
        "1E-20, 1E-20",
        "0.00000000000000000001, 1E-20",
        "184467440737095516160, 184467440737095516160",
        "294854132046232, 294854132046232",
        "17.997667582000002, 17.997667582000002"
    })
    void a_decimal_is_its_literal_as_a_number_and_as_a_string(String literal, String value) {
        assertThat(update(order().with("z", literal)).cumulativeFilledQuantity())
                .isEqualTo(new BigDecimal(value));
        assertThat(update(order().with("z", '"' + literal + '"')).cumulativeFilledQuantity())
                .isEqualTo(new BigDecimal(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1E-999999999", "1e999999999", "1e65", "\"1e-99999999999\"", "\"٣\"", "\"1,5\"", "\"0x10\""})
    void a_quantity_beyond_the_limits_is_rejected_by_name(String literal) {
        assertThat(Messages.rejected(order().with("z", literal).message()).why())
                .isEqualTo("member z has an unexpected value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "S", "o", "q", "x", "X", "i", "z", "l", "L"})
    void a_required_member_that_is_missing_is_named(String name) {
        String missing = "member " + name + " is missing";
        assertThat(Messages.rejected(order().without(name).message()).why()).isEqualTo(missing);
        assertThat(Messages.rejected(order().with(name, "null").message()).why())
                .isEqualTo(missing);
        assertThat(Messages.rejected(order().with(name, "\"\"").message()).why())
                .isEqualTo(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "S", "o", "q", "x", "X", "i", "z", "l", "L"})
    void a_required_member_of_the_wrong_kind_is_named(String name) {
        String illTyped = "member " + name + " has an unexpected value";
        assertThat(Messages.rejected(order().with(name, "[{\"a\":1}]").message())
                        .why())
                .isEqualTo(illTyped);
        assertThat(Messages.rejected(order().with(name, "true").message()).why())
                .isEqualTo(illTyped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "z", "l"})
    void a_quantity_below_zero_is_rejected(String name) {
        assertThat(Messages.rejected(order().with(name, "-0.1").message()).why())
                .isEqualTo("member " + name + " is below zero");
    }

    @Test
    void members_that_may_be_missing_are_empty() {
        OrderJson json = order();
        for (String name : new String[] {"e", "E", "p", "C", "Z", "Y", "Q", "n", "N", "T", "t", "O"}) {
            json.without(name);
        }
        OrderUpdate update = update(json);
        assertThat(update.origin().eventTime()).isEmpty();
        assertThat(update.order().price()).isEmpty();
        assertThat(update.order().clientOrderId()).isEmpty();
        assertThat(update.order().cumulativeFilledQuoteQuantity()).isEmpty();
        assertThat(update.order().quoteQuantity()).isEmpty();
        assertThat(update.order().createTime()).isEmpty();
        Fill fill = update.fill().orElseThrow();
        assertThat(fill.tradeId()).isEmpty();
        assertThat(fill.quoteQuantity()).isEmpty();
        assertThat(fill.fee()).isEmpty();
        assertThat(fill.time()).isEmpty();
    }

    @Test
    void a_member_that_may_be_missing_and_is_of_the_wrong_kind_is_kept_as_it_came() {
        OrderUpdate update = update(order().with("O", "\"2025-06-15T23:06:40Z\"")
                .with("n", "{\"amount\": [1.50]}")
                .with("p", "\"market\"")
                .with("N", "[ ]"));
        assertThat(update.order().createTime()).isEmpty();
        assertThat(update.order().price()).isEmpty();
        assertThat(update.fill().orElseThrow().fee()).isEmpty();
        assertThat(update.order().raw().byName())
                .containsOnly(
                        Map.entry("O", "\"2025-06-15T23:06:40Z\""),
                        Map.entry("n", "{\"amount\": [1.50]}"),
                        Map.entry("p", "\"market\""),
                        Map.entry("N", "[ ]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"\"", "null"})
    void a_time_that_means_none_is_not_1970(String literal) {
        OrderUpdate update =
                update(order().with("T", literal).with("O", literal).with("E", literal));
        assertThat(update.fill().orElseThrow().time()).isEmpty();
        assertThat(update.order().createTime()).isEmpty();
        assertThat(update.origin().eventTime()).isEmpty();
    }

    @Test
    void empty_texts_and_a_zero_amount_mean_none() {
        OrderUpdate update = update(order().with("N", "\"\"").with("C", "\"\"").with("Q", "0.00"));
        assertThat(update.fill().orElseThrow().fee()).contains(new Fee(new BigDecimal("-0.001"), Optional.empty()));
        assertThat(update.order().clientOrderId()).isEmpty();
        assertThat(update.order().quoteQuantity()).isEmpty();
    }

    @Test
    void a_market_buy_by_amount_may_leave_its_quantity_out() {
        assertThat(update(order().without("q").with("Q", "25")).order().quantity())
                .isEqualByComparingTo("0");
    }

    @Test
    void texts_nobody_knows_are_kept() {
        OrderUpdate update = update(order().with("S", "\"SHORT\"")
                .with("o", "\"ICEBERG\"")
                .with("x", "\"CALCULATED\"")
                .with("X", "\"Unknown\""));
        assertThat(update.order().side().text()).isEqualTo("SHORT");
        assertThat(update.order().type().text()).isEqualTo("ICEBERG");
        assertThat(update.executionType().text()).isEqualTo("CALCULATED");
        assertThat(update.status().text()).isEqualTo("Unknown");
        assertThat(update.status().known()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$U-USDT",
                "D.O.G.E.-USDT",
                "ATOM(ARC20)-USDT",
                "H_OLD-USDT",
                "MØTH-USDT",
                "STRK-OLD-USDT",
                "猫-USDT"
            })
    void a_symbol_of_any_letters_is_read(String symbol) {
        assertThat(update(order().with("s", JsonText.quoted(symbol))).symbol().text())
                .isEqualTo(symbol);
    }

    @Test
    void a_symbol_that_could_smuggle_parameters_is_rejected() {
        assertThat(Messages.rejected(order().with("s", "\"A-B&c=d\"").message()).why())
                .isEqualTo("member s has an unexpected value");
    }

    @Test
    void names_that_differ_by_case_alone_are_different_members() {
        OrderUpdate update = update(order());
        assertThat(update.order().side().text()).isEqualTo("BUY");
        assertThat(update.symbol().text()).isEqualTo("FOO-USDT");
        assertThat(update.order().raw()).isEqualTo(RawMembers.NONE);
        // The client id of futures is lower-case; here it is a stranger.
        OrderUpdate futures = update(order().without("C").with("c", "\"theirs\""));
        assertThat(futures.order().clientOrderId()).isEmpty();
        assertThat(futures.order().raw().get("c")).contains("\"theirs\"");
    }

    @Test
    void members_nobody_knows_are_kept_literally() {
        OrderUpdate update = update(order().with("m", "true")
                .with("new", "{ \"a\" : [1, 2.50, \"\\u00e9\"] }")
                .with("big", "123456789012345678901234567890.10")
                .with("none", "null"));
        assertThat(update.order().raw().byName())
                .containsExactly(
                        Map.entry("m", "true"),
                        Map.entry("new", "{ \"a\" : [1, 2.50, \"\\u00e9\"] }"),
                        Map.entry("big", "123456789012345678901234567890.10"),
                        Map.entry("none", "null"));
    }

    @Test
    void what_stands_around_the_data_is_kept_when_nobody_knows_it() {
        String message =
                "{\"code\":0,\"dataType\":\"spot.executionReport\",\"seq\":17,\"success\":true,\"timestamp\":1,\"data\":"
                        + order().data() + "}";
        assertThat(update(message).order().raw().byName()).containsExactly(Map.entry("envelope.seq", "17"));
    }

    @Test
    void an_event_name_that_contradicts_the_data_type_is_kept() {
        assertThat(update(order().with("e", "\"spot.executionReport\""))
                        .order()
                        .raw()
                        .get("e"))
                .contains("\"spot.executionReport\"");
    }

    @Test
    void members_may_come_in_any_order() {
        OrderUpdate usual = update(new OrderJson().message());

        assertThat(update(new OrderJson().reversed().message())).isEqualTo(usual);
        for (long seed = 0; seed < 100; seed++) {
            assertThat(update(new OrderJson().shuffled(seed).message()))
                    .as("seed " + seed)
                    .isEqualTo(usual);
        }
    }

    @Test
    void a_member_that_is_given_again_at_the_end_is_rejected() {
        String data = new OrderJson().data();
        for (String name : new String[] {"e", "Q", "O"}) {
            String again = data.substring(0, data.length() - 1) + ",\"" + name + "\":1}";
            String message = "{\"dataType\":\"spot.executionReport\",\"data\":" + again + "}";
            assertThat(Messages.rejected(message).why()).isEqualTo("member " + name + " is given twice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"z\":9", "\"\\u007a\":9", "\"z\":null"})
    void a_member_given_twice_is_rejected(String again) {
        String message = order().message().replace("\"e\":", again + ",\"e\":");
        assertThat(Messages.rejected(message).why()).isEqualTo("member z is given twice");
    }

    @Test
    void a_stranger_given_twice_is_rejected_too() {
        String message = order().message().replace("\"e\":", "\"k\":1,\"k\":2,\"e\":");
        assertThat(Messages.rejected(message).why()).isEqualTo("member k is given twice");
    }

    @Test
    void a_list_of_orders_gives_all_of_them_in_order() {
        String message = "{\"dataType\":\"spot.executionReport\",\"data\":["
                + order().with("i", "1").data() + "," + order().with("i", "2").data() + "]}";
        assertThat(Messages.events(message))
                .extracting(event -> ((OrderUpdate) event).orderId().text())
                .containsExactly("1", "2");
    }

    @Test
    void a_list_with_one_bad_order_is_rejected_whole() {
        String message = "{\"dataType\":\"spot.executionReport\",\"data\":[" + order().data() + ","
                + order().without("z").data() + "]}";
        assertThat(Messages.rejected(message).why()).isEqualTo("member z is missing");
    }

    @Test
    void a_hundred_symbols_through_one_decoder_stay_apart() {
        try (FrameDecoder decoder = Messages.decoder()) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 100; i++) {
                    String symbol = "C" + i + "-USDT";
                    String message = order().with("s", '"' + symbol + '"').message();
                    assertThat(decoder.text(message, Messages.AT))
                            .extracting(signal ->
                                    ((Signal.Happened) signal).events().get(0))
                            .isInstanceOfSatisfying(
                                    OrderUpdate.class,
                                    update -> assertThat(update.symbol().text()).isEqualTo(symbol));
                }
            }
        }
    }

    private static OrderJson order() {
        return new OrderJson();
    }

    private static OrderUpdate update(OrderJson json) {
        return update(json.message());
    }

    private static OrderUpdate update(String message) {
        return Messages.event(OrderUpdate.class, message);
    }

    private static Optional<BigDecimal> decimal(String literal) {
        return Optional.of(new BigDecimal(literal));
    }
}
