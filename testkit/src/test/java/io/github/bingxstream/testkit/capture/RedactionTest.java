package io.github.bingxstream.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Pseudonyms pseudonyms = new Pseudonyms("some salt".getBytes(StandardCharsets.UTF_8));
    private final Redaction redaction = new Redaction(pseudonyms);

    @Test
    void an_order_keeps_what_a_bug_report_needs_to_the_digit() {
        String order =
                "{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":{\"e\":\"executionReport\",\"E\":1720876278637,"
                        + "\"s\":\"MØTH-USDT\",\"S\":\"BUY\",\"o\":\"LIMIT\",\"q\":0.10,\"p\":2E+3,\"x\":\"TRADE\","
                        + "\"X\":\"PARTIALLY_FILLED\",\"l\":0.0802,\"L\":\"62.308\",\"z\":0.0802,\"n\":-0.0000802,\"N\":\"LTC\","
                        + "\"T\":0,\"t\":-1,\"m\":false,\"U\":\"\"}}";

        assertThat(json(order)).isEqualTo(order);
    }

    @Test
    void ids_are_replaced_wherever_they_are_by_the_same_pseudonym() {
        String id = "1812112568701845504";
        String alias = pseudonyms.of(id);

        assertThat(json("{\"i\":" + id + ",\"orderId\":\"" + id + "\",\"list\":[" + id + ",{\"x\":\"" + id + "\"}]}"))
                .isEqualTo("{\"i\":" + alias + ",\"orderId\":\"" + alias + "\",\"list\":[" + alias + ",{\"x\":\""
                        + alias + "\"}]}");
        assertThat(redaction.value("orderId", id, NOW)).isEqualTo(alias);
        assertThat(redaction.sentence("order " + id + " not exist", NOW)).isEqualTo("order " + alias + " not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"new\":\"alice-1\"}",
                "{\"new\":{\"newer\":[\"alice-1\"]}}",
                "{\"alice-1\":0}",
                "{\"s\":\"alice-1\"}",
                "{\"X\":\"alice-1\"}",
                "{\"q\":\"alice-1\"}",
                "{\"T\":\"alice-1\"}",
                "{\"msg\":\"no such order: alice-1\"}",
                "{\"msg\":\"alice-1:order\"}",
                "{\"new\":\"{\\\"C\\\":\\\"alice-1\\\"}\"}",
                "\"alice-1\"",
                "[\"alice-1\"]"
            })
    void what_is_not_known_to_be_harmless_goes(String message) {
        assertThat(json(message)).doesNotContain("alice").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"new\":4711815}",
                "{\"new\":[4711815]}",
                "{\"new\":4711815.5}",
                "{\"new\":4711815e3}",
                "{\"code\":4711815}",
                "{\"T\":4711815}",
                "{\"s\":4711815}",
                "{\"s\":\"4711815\"}",
                "{\"X\":\"4711815\"}",
                "{\"msg\":\"4711815\"}"
            })
    void a_number_that_may_be_an_id_goes_and_stays_a_number(String message) {
        assertThat(json(message)).doesNotContain("4711815").containsPattern("[1-9][0-9]{6}");
    }

    @Test
    void an_id_in_place_of_an_amount_goes() {
        assertThat(json("{\"q\":1812112568701845504}")).doesNotContain("1812112568701845504");
    }

    @Test
    void what_is_hidden_stays_nowhere_whatever_it_looks_like() {
        redaction.hide("SECRETKEY");

        assertThat(
                        json(
                                "{\"X\":\"SECRETKEY\",\"s\":\"SECRETKEY\",\"SECRETKEY\":0,\"x\":\"secretkey\",\"S\":\"SECRETK\"}"))
                .doesNotContainIgnoringCase("SECRETK");
        assertThat(redaction.path("/openApi/SECRETKEY/x"))
                .startsWith("/openApi/")
                .doesNotContain("SECRETKEY");
    }

    @Test
    void only_the_latest_secrets_are_remembered_and_short_ones_are_not() {
        redaction.hide("FIRSTSECRET");
        redaction.hide("BUY");
        for (int i = 0; i < 300; i++) {
            redaction.hide("another secret " + i);
        }

        assertThat(redaction.value("X", "FIRSTSECRET", NOW)).isEqualTo("FIRSTSECRET");
        assertThat(redaction.value("S", "BUY", NOW)).isEqualTo("BUY");
    }

    @ParameterizedTest
    @CsvSource({
        "order not exist",
        "'Signature verification failed due to signature mismatch'",
        "'closed by the peer: 1001 going away'",
        "'no handshake: ConnectException <- ClosedChannelException'",
    })
    void the_usual_words_stay(String sentence) {
        String redacted = redaction.sentence(sentence, NOW);
        int same = 0;
        String[] words = sentence.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            same += redacted.split(" ", -1)[i].equals(words[i]) ? 1 : 0;
        }
        assertThat(same).isGreaterThanOrEqualTo(words.length - 1);
    }

    @Test
    void the_end_of_a_ban_stays_and_no_other_number_of_its_length() {
        String end = Long.toString(NOW.plusSeconds(300).toEpochMilli());
        String past = Long.toString(NOW.minusSeconds(300).toEpochMilli());

        assertThat(redaction.sentence("will be unblocked after " + end, NOW))
                .isEqualTo("will be unblocked after " + end);
        assertThat(redaction.sentence("order " + past, NOW)).doesNotContain(past);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1",
                "{\"a\":1}x",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "<html>",
                "{\"a\":\"\n\"}",
                "[1,]"
            })
    void what_is_no_json_has_no_redacted_form(String text) {
        assertThat(redaction.json(text, NOW)).isEmpty();
    }

    @Test
    void neither_has_what_is_deeper_than_anybody_reads() {
        assertThat(redaction.json("[".repeat(64) + "]".repeat(64), NOW)).isPresent();
        assertThat(redaction.json("[".repeat(65) + "]".repeat(65), NOW)).isEmpty();
    }

    private String json(String text) {
        Optional<String> redacted = redaction.json(text, NOW);
        assertThat(redacted).isPresent();
        return redacted.get();
    }
}
