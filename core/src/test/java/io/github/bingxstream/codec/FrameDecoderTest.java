package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.session.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({"Ping, Pong", "ping, pong", "'  Ping\r\n', Pong"})
    void a_text_heartbeat_is_answered_with_the_same_capital(String text, String reply) {
        assertThat(Messages.decode(text)).isEqualTo(new Signal.Heartbeat(Optional.of(reply)));
        assertThat(Messages.decode(Messages.gzip(Messages.utf8(text))))
                .isEqualTo(new Signal.Heartbeat(Optional.of(reply)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pong", "pong"})
    void an_answer_to_a_heartbeat_wants_no_answer(String text) {
        assertThat(Messages.decode(text)).isEqualTo(new Signal.Heartbeat(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING", "pinging", "hello", "\"Ping\"", "[]", "42", "", "  ", "null", "{\"a\":1", "{} {}"})
    void what_is_no_object_and_no_heartbeat_is_rejected(String text) {
        assertThat(Messages.rejected(text).bytes()).isEqualTo(text.length());
    }

    @Test
    void a_json_heartbeat_is_echoed_to_the_letter() {
        assertThat(Messages.decode(Messages.fixture("ping.json")))
                .isEqualTo(heartbeat(
                        "{\"pong\":\"00112233445566778899aabbccddeeff\",\"time\":\"2025-06-15T23:06:40.000+0800\"}"));
        assertThat(Messages.decode("{ \"time\" : 1.50e3 , \"ping\" : \"a\\u0062\\/\" }"))
                .isEqualTo(heartbeat("{\"pong\":\"a\\u0062\\/\",\"time\":1.50e3}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ping\":17}", "{\"ping\":17,\"time\":null}"})
    void a_json_heartbeat_without_a_time_is_echoed_without_one(String text) {
        assertThat(Messages.decode(text)).isEqualTo(heartbeat("{\"pong\":17}"));
    }

    @Test
    void a_heartbeat_too_long_to_echo_is_rejected() {
        assertThat(Messages.rejected("{\"ping\":\"" + "a".repeat(1100) + "\"}").why())
                .isEqualTo("the heartbeat is too long to be echoed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ping\":\"1\",\"e\":\"news\"}",
                "{\"ping\":\"1\",\"e\":1}",
                "{\"ping\":\"1\",\"dataType\":null}",
                "{\"ping\":{\"a\":1}}",
                "{\"data\":{\"ping\":\"1\"}}",
                "{\"pong\":\"1\"}"
            })
    void what_merely_contains_a_ping_is_no_heartbeat(String text) {
        assertThat(Messages.event(Unrecognized.class, text).message()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"a\",\"code\":0,\"msg\":\"\"}|a|0|``",
                "{\"code\":0,\"id\":\"a\",\"msg\":\"SUCCESS\",\"timestamp\":1750000005000}|a|0|SUCCESS",
                "{\"id\":\"a\",\"code\":0,\"msg\":\"\",\"dataType\":\"\",\"data\":null}|a|0|``",
                "{\"id\":\"a\",\"code\":80015,\"msg\":\"no such thing\",\"dataType\":\"\",\"data\":null}|a|80015|no such thing",
                "{\"id\":\"\",\"code\":80014,\"msg\":\"bad\",\"dataType\":\"\",\"data\":null}||80014|bad",
                "{\"code\":100400,\"msg\":\"\",\"timestamp\":1}||100400|``",
                "{\"id\":null,\"code\":\"100500\"}||100500|``",
                "{\"id\":12,\"code\":-1}|12|-1|``",
                "{\"code\":7,\"dataType\":\"spot.executionReport\",\"data\":{},\"msg\":\"no\"}||7|no",
                "{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":null,\"id\":\"a\"}|a|0|``",
                "{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":\"x\",\"id\":\"a\"}|a|0|``"
            })
    void every_form_of_acknowledgement_is_read(String text, String id, int code, String message) {
        assertThat(Messages.decode(text)).isEqualTo(new Signal.Acknowledged(Optional.ofNullable(id), code, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\"}",
                "{\"id\":\"a\",\"code\":null}",
                "{\"id\":\"a\",\"code\":true}",
                "{\"code\":1.5}",
                "{\"code\":99999999999}",
                "{\"id\":\"a\",\"reqType\":\"sub\",\"dataType\":\"ACCOUNT_UPDATE\"}"
            })
    void an_acknowledgement_without_a_code_says_nothing(String text) {
        assertThat(Messages.rejected(text).why()).startsWith("member code");
    }

    @Test
    void an_expired_listen_key_is_told() {
        assertThat(Messages.decode(Messages.fixture("listen-key-expired.json")))
                .isEqualTo(new Signal.ListenKeyExpired(Optional.of(new ListenKey(KEY))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"e\":\"listenKeyExpired\"}",
                "{\"e\":\"listenKeyExpired\",\"listenKey\":\"not a key\"}",
                "{\"e\":\"listenKeyExpired\",\"listenKey\":[1]}"
            })
    void an_expired_listen_key_may_be_nameless(String text) {
        assertThat(Messages.decode(text)).isEqualTo(new Signal.ListenKeyExpired(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":5,\"o\":{}}|ORDER_TRADE_UPDATE|5",
                "{\"e\":\"SNAPSHOT\",\"E\":5,\"ac\":{}}|SNAPSHOT|5",
                "{\"e\":\"executionReport\",\"E\":5,\"s\":\"A-B\"}|executionReport|5",
                "{\"e\":\"\",\"E\":5}|``|5",
                "{\"dataType\":\"A-B@trade\",\"data\":{\"e\":\"trade\",\"E\":5},\"code\":0}|A-B@trade|5",
                "{\"dataType\":\"A-B@trade\",\"data\":[{\"E\":5}]}|A-B@trade|",
                "{\"dataType\":\"spot.executionReport\",\"data\":[]}|spot.executionReport|",
                "{\"dataType\":\"x\",\"data\":3}|x|",
                "{\"E\":\"soon\"}|``|",
                "{}|``|"
            })
    void a_message_nobody_knows_is_handed_over_as_it_came(String text, String kind, Long eventTime) {
        Unrecognized message = Messages.event(Unrecognized.class, text);
        assertThat(message.kind()).isEqualTo(kind);
        assertThat(message.message()).isEqualTo(text);
        assertThat(message.origin().eventTime())
                .isEqualTo(Optional.ofNullable(eventTime).map(Instant::ofEpochMilli));
    }

    @Test
    void escapes_hide_no_name() {
        String message = new OrderJson().message().replace("\"dataType\"", "\"d\\u0061taType\"");
        assertThat(Messages.event(OrderUpdate.class, message).orderId().text()).isEqualTo("9007199254740993111");
        String value = new OrderJson().message().replace("spot.executionReport", "spot\\u002eexecutionReport");
        assertThat(Messages.event(OrderUpdate.class, value).orderId().text()).isEqualTo("9007199254740993111");
    }

    @Test
    void a_name_that_decides_what_a_message_is_may_come_once_only() {
        assertThat(Messages.rejected("{\"code\":0,\"id\":\"a\",\"c\\u006fde\":1}")
                        .why())
                .isEqualTo("member code is given twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"e\":\"news\",\"listenKey\":\"K\"}",
                "{\"e\":\"news\",\"x\":[{\"y\":{\"ListenKey\":[\"K\"]}}]}",
                "{\"e\":\"news\",\"listen\\u004bey\":\"K\"}",
                "{\"e\":\"news\",\"listenKey\":{\"listenKey\":\"K\",\"b\":\"K\"},\"z\":1}",
                "{\"e\":\"news\",\"url\":\"wss://host/market?listenKey=K&a=b\"}"
            })
    void a_listen_key_is_replaced_wherever_it_is(String template) {
        Unrecognized message = Messages.event(
                Unrecognized.class,
                template.replace("K\"", KEY + '"').replace("K&", KEY + "&").replace("listen" + KEY, "listenK"));
        assertThat(message.message()).doesNotContain(KEY).contains("redacted").contains("news");
    }

    @Test
    void a_listen_key_is_replaced_in_what_is_kept_and_in_what_is_rejected() {
        OrderJson order =
                new OrderJson().with("listenKey", '"' + KEY + '"').with("k", "{\"listenKey\":\"" + KEY + "\"}");
        assertThat(Messages.event(OrderUpdate.class, order.message())
                        .order()
                        .raw()
                        .byName())
                .containsEntry("listenKey", "\"redacted\"")
                .containsEntry("k", "{\"listenKey\":\"redacted\"}");
        String rejected = Messages.rejected(order.without("z").message()).toString();
        assertThat(rejected).contains("member z is missing").doesNotContain(KEY);
        assertThat(Messages.rejected("listenKey: " + KEY).toString()).doesNotContain(KEY);
        assertThat(Messages.rejected("{\"listenKey\":\"" + KEY).toString()).doesNotContain(KEY);
        assertThat(Messages.rejected(KEY + KEY).toString()).doesNotContain(KEY);
    }

    @Test
    void a_rejection_quotes_at_most_200_characters_in_one_line() {
        Signal.Rejected rejected = Messages.rejected("no\nJSON " + "x y ".repeat(1000));
        assertThat(rejected.excerpt()).hasSize(200).startsWith("no JSON x y");
        assertThat(rejected.bytes()).isEqualTo(4008);
        String name = "n".repeat(5000);
        assertThat(Messages.rejected(new OrderJson()
                                .message()
                                .replace("\"e\":", '"' + name + "\":1,\"" + name + "\":1,\"e\":"))
                        .why())
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void binary_that_is_no_gzip_is_read_as_text() {
        byte[] message = Messages.utf8(Messages.fixture("order-new.json"));
        assertThat(Messages.decode(message)).isEqualTo(Messages.decode(Messages.fixture("order-new.json")));
        assertThat(Messages.decode(Messages.gzip(message))).isEqualTo(Messages.decode(message));
    }

    @Test
    void a_buffer_may_be_direct_and_read_only_and_is_left_as_it_is() {
        byte[] message = Messages.gzip(Messages.utf8(Messages.fixture("order-new.json")));
        ByteBuffer direct = ByteBuffer.allocateDirect(message.length + 5);
        direct.position(3).put(message).flip().position(3);
        ByteBuffer readOnly = direct.asReadOnlyBuffer();
        try (FrameDecoder decoder = Messages.decoder()) {
            assertThat(decoder.binary(readOnly, Messages.AT)).isEqualTo(Messages.decode(message));
            assertThat(readOnly.position()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C3 28", "C0 80", "ED A0 80", "F4 90 80 80", "FF", "E2 82", "80"})
    void invalid_utf8_is_rejected_plain_and_in_gzip(String hex) {
        byte[] bad = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] message = Messages.joined(Messages.utf8("{\"e\":\""), bad, Messages.utf8("\"}"));
        assertThat(Messages.rejected(Messages.decode(message)).excerpt()).isEmpty();
        assertThat(Messages.rejected(Messages.decode(Messages.gzip(message))).why())
                .contains("UTF-8");
    }

    @Test
    void half_a_surrogate_pair_in_a_text_message_is_rejected_but_an_escaped_one_is_kept() {
        assertThat(Messages.rejected("{\"e\":\"\uD83D\"}").why()).contains("surrogate");
        OrderUpdate update = Messages.event(
                OrderUpdate.class, new OrderJson().with("C", "\"a\\ud83d\"").message());
        assertThat(update.order().clientOrderId()).contains("a\uD83D");
        OrderUpdate whole = Messages.event(
                OrderUpdate.class, new OrderJson().with("C", "\"😀é\"").message());
        assertThat(whole.order().clientOrderId()).contains("😀é");
    }

    @Test
    void a_message_of_exactly_the_limit_is_read_and_one_byte_more_is_not() {
        String text = "{\"e\":\"news\"}";
        DecoderLimits limits = new DecoderLimits(text.length(), 200, 65536, 64);
        try (FrameDecoder decoder = new FrameDecoder(1, "", limits)) {
            assertThat(decoder.text(text, Messages.AT)).isInstanceOf(Signal.Happened.class);
            assertThat(decoder.binary(ByteBuffer.wrap(Messages.utf8(text)), Messages.AT))
                    .isInstanceOf(Signal.Happened.class);
            assertThat(Messages.rejected(decoder.text(text + " ", Messages.AT)).why())
                    .contains("longer than 12 bytes");
            assertThat(Messages.rejected(decoder.binary(ByteBuffer.wrap(Messages.utf8(text + " ")), Messages.AT))
                            .why())
                    .contains("longer than 12 bytes");
            assertThat(Messages.rejected(decoder.text("{\"e\":\"éé\"}é", Messages.AT))
                            .bytes())
                    .isEqualTo(14);
        }
    }

    @Test
    void nesting_is_read_up_to_the_limit_and_refused_beyond_without_using_the_stack() {
        assertThat(Messages.event(Unrecognized.class, nested(63)).kind()).isEqualTo("news");
        assertThat(Messages.rejected(nested(64)).why()).contains("deeper than 64 levels");
        assertThat(Messages.rejected(nested(1_000_000)).why()).contains("deeper than 64 levels");
        assertThat(Messages.rejected("[".repeat(1_000_000)).why()).contains("not a JSON object");
        assertThat(Messages.rejected("{\"a\":".repeat(500_000)).why()).contains("deeper than 64 levels");
    }

    @Test
    void a_rejection_leaves_the_decoder_usable() {
        byte[] good = Messages.gzip(Messages.utf8(Messages.fixture("order-filled.json")));
        byte[] cut = Arrays.copyOf(good, good.length - 20);
        try (FrameDecoder decoder = Messages.decoder()) {
            for (int i = 0; i < 3; i++) {
                assertThat(decoder.binary(ByteBuffer.wrap(cut), Messages.AT)).isInstanceOf(Signal.Rejected.class);
                assertThat(decoder.text("{\"dataType\":\"spot.executionReport\",\"data\":{\"s\":[", Messages.AT))
                        .isInstanceOf(Signal.Rejected.class);
                assertThat(decoder.binary(ByteBuffer.wrap(good), Messages.AT)).isEqualTo(Messages.decode(good));
            }
        }
    }

    @Test
    void a_closed_decoder_rejects_and_closing_twice_is_harmless() {
        FrameDecoder decoder = Messages.decoder();
        decoder.close();
        decoder.close();
        assertThat(Messages.rejected(decoder.text("Ping", Messages.AT)).why()).isEqualTo("the decoder is closed");
        assertThat(Messages.rejected(decoder.binary(
                                ByteBuffer.wrap(Messages.gzip("Ping".getBytes(StandardCharsets.UTF_8))), Messages.AT))
                        .why())
                .isEqualTo("the decoder is closed");
    }

    private static String nested(int levels) {
        return "{\"e\":\"news\",\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    private static Signal heartbeat(String reply) {
        return new Signal.Heartbeat(Optional.of(reply));
    }
}
