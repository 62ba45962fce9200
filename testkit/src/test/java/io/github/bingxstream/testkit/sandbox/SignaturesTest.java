package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {
    private static final String SECRET = "test-secret-key-0001";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "timestamp=1700000000000|0e062ac5d695393002a4b6a2e0bacebfb697ba02f24cd63c6a7b09f1d49a708b",
                "recvWindow=5000&timestamp=1700000000000|2883be3b135872f1bb8a3e851cb4df8e180b269ebaf205c9e0aba4af62d4b5e6",
                "symbol=MØTH-USDT&timestamp=1700000000000|152f6829f3e866df2b102293431b98e309fb242a45af7ff04d97b17d42c006b3",
                "note={\"memo\":\"a b ü\"}&symbol=BTC-USDT&timestamp=1700000000000|c7ed47d46301b57dcbbcffe6627db3d50a433d8d2f55e7b9129fff29c81197b3"
            })
    void a_known_text_has_its_known_signature(String text, String signature) {
        assertThat(Signatures.sign(SECRET, text)).isEqualTo(signature);
        assertThat(Signatures.isRight(SECRET, text, signature)).isTrue();
        assertThat(Signatures.isRight(SECRET, text + "0", signature)).isFalse();
    }

    @Test
    void the_order_of_parameters_is_signed_as_received_and_decoded() {
        HttpRequest request =
                new HttpRequest("GET", "/", "z=%5B1%5D&signature=ff&a=M%C3%98TH-USDT", java.util.Map.of(), "");
        assertThat(Parameters.of(request).signed()).isEqualTo("z=[1]&a=MØTH-USDT");
    }
}
