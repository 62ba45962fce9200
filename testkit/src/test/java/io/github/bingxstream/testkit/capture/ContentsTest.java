package io.github.bingxstream.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.testkit.capture.Fact.Content;
import io.github.bingxstream.testkit.capture.Fact.Damage;
import io.github.bingxstream.testkit.capture.Fact.Form;
import io.github.bingxstream.testkit.capture.Fact.Told;
import io.github.bingxstream.testkit.capture.Fact.Untold;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {

    private final Redaction redaction = new Redaction(Pseudonyms.random());

    @ParameterizedTest
    @ValueSource(strings = {"Ping", "ping", "Pong", " Ping \n", "", "{\"code\":0}", "[]"})
    void what_can_be_read_comes_again_as_it_came(String text) throws IOException {
        byte[] compressed = array(Bench.gzip(text));

        assertThat(Contents.formOf(compressed)).isEqualTo(Form.GZIP);
        assertThat(inflated(Contents.bytes(Form.GZIP, content(compressed)))).isEqualTo(text);
        assertThat(Contents.bytes(Form.BINARY, content(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(Contents.text(Contents.ofText(text, redaction, Bench.BEGUN))).isEqualTo(text);
    }

    @Test
    void what_cannot_be_decompressed_comes_again_as_something_that_cannot() {
        byte[] cut = new byte[20];
        Bench.gzip("{\"some\":\"message\"}").get(cut);
        Content content = content(cut);

        assertThat(content)
                .isInstanceOf(Untold.class)
                .extracting("damage", "length")
                .containsExactly(Damage.NO_GZIP, 20);
        byte[] again = Contents.bytes(Form.GZIP, content);
        assertThat(again).hasSize(20);
        assertThat(Contents.formOf(again)).isEqualTo(Form.GZIP);
        assertThatThrownBy(() -> inflated(again)).isInstanceOf(IOException.class);
    }

    @Test
    void a_message_that_inflates_without_end_is_not_inflated_to_its_end() {
        byte[] bomb = array(Bench.gzip("0".repeat(Contents.BYTES_MAX + 1)));

        assertThat(content(bomb))
                .isInstanceOf(Untold.class)
                .extracting("damage")
                .isEqualTo(Damage.NO_GZIP);
    }

    @Test
    void what_is_no_text_or_no_json_comes_again_as_none() throws IOException {
        byte[] noText = {'{', (byte) 0xc0, '}'};
        Content content = content(noText);
        assertThat(content).extracting("damage").isEqualTo(Damage.NO_TEXT);
        assertThat(content(Contents.bytes(Form.BINARY, content)))
                .extracting("damage", "length")
                .containsExactly(Damage.NO_TEXT, 3);

        Content noJson = content(array(Bench.gzip("{\"cut")));
        byte[] again = Contents.bytes(Form.GZIP, noJson);
        assertThat(inflated(again)).hasSize(5);
        assertThat(content(again)).extracting("damage").isEqualTo(Damage.NO_JSON);
    }

    @Test
    void equal_damage_can_be_told_and_not_be_guessed() {
        Untold one = (Untold) Contents.ofText("broken", redaction, Bench.BEGUN);
        Untold same = (Untold) Contents.ofText("broken", redaction, Bench.BEGUN);
        Untold elsewhere = (Untold) Contents.ofText("broken", new Redaction(Pseudonyms.random()), Bench.BEGUN);

        assertThat(same).isEqualTo(one);
        assertThat(elsewhere.hash()).isNotEqualTo(one.hash());
        assertThat(Contents.ofText("{\"a\":1}", redaction, Bench.BEGUN)).isInstanceOf(Told.class);
    }

    private Content content(byte[] bytes) {
        return Contents.ofBinary(bytes, redaction, Bench.BEGUN);
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String inflated(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
