package io.github.bingxstream.port.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void a_failure_is_described_by_classes_alone_for_its_words_may_quote_a_secret() {
        Throwable failure = new CompletionException(
                new ConnectException("wss://host?listenKey=planted").initCause(new IOException("listenKey=planted")));
        assertThat(Failures.describe(failure)).isEqualTo("ConnectException <- IOException");
    }

    @Test
    void a_peers_words_are_quoted_without_any_value_of_the_query_in_either_encoding() {
        URI endpoint = URI.create("ws://host/market?listenKey=a%2Bb&x=1234567");
        assertThat(Failures.quote(endpoint, "bad a+b\r\n or a%2Bb, 1234567")).isEqualTo("bad *** or ***, ***");
        assertThat(Failures.quote(URI.create("ws://host/market?listenKey="), "words"))
                .isEqualTo("words");
    }

    @Test
    void a_peers_words_fit_on_one_short_line() {
        assertThat(Failures.quote(URI.create("ws://host"), "x".repeat(4_000)))
                .hasSize(201)
                .endsWith("…");
    }
}
