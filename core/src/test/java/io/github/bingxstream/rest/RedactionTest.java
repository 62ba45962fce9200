package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction = new Redaction(List.of("my-key", "", "sig$1"));

    @Test
    void secrets_are_taken_out_in_either_case() {
        assertThat(redaction.clean("key my-key and MY-KEY and sig$1."))
                .isEqualTo("key [redacted] and [redacted] and [redacted].");
    }

    @Test
    void long_runs_of_letters_and_digits_are_taken_for_secrets() {
        assertThat(redaction.clean("x " + "ab12".repeat(16) + " y")).isEqualTo("x [redacted] y");
        assertThat(redaction.clean("after 1727193814249")).isEqualTo("after 1727193814249");
    }

    @Test
    void a_secret_at_the_cut_leaves_no_half() {
        String clean = redaction.clean("-".repeat(296) + "my-key");

        assertThat(clean).hasSize(300).doesNotContain("my");
    }

    @Test
    void control_and_format_characters_are_removed_and_line_ends_are_spaces() {
        assertThat(redaction.clean("a\r\nb\u0000c\u001b[31m\u202Ed\u2028e\tf")).isEqualTo("a bc[31md e f");
        assertThat(redaction.clean("my-\u0000key")).isEqualTo("[redacted]");
    }

    @Test
    void no_character_is_cut_in_two() {
        assertThat(redaction.clean("-".repeat(299) + "😀")).isEqualTo("-".repeat(299));
        assertThat(redaction.clean("-".repeat(298) + "😀")).isEqualTo("-".repeat(298) + "😀");
    }

    @Test
    void it_cannot_be_printed() {
        assertThat(redaction.toString()).doesNotContain("my-key");
    }
}
