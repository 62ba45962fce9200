package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Credentials;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSignerTest {

    private static final String KEY = "a8ea75681542e66f1a50a1616dd06ed77dab61baa0c296bca03a9b13ee5f2dd7";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A|timestamp=1700000000000|0e062ac5d695393002a4b6a2e0bacebfb697ba02f24cd63c6a7b09f1d49a708b",
                "B|recvWindow=5000&timestamp=1700000000000"
                        + "|2883be3b135872f1bb8a3e851cb4df8e180b269ebaf205c9e0aba4af62d4b5e6",
                "C|listenKey=" + KEY + "&timestamp=1700000000000"
                        + "|15131de30db8113b17ae29d31a68bb663b923138f470f641f02b125b7ca6c874",
                "D|listenKey=" + KEY + "&recvWindow=5000&timestamp=1700000000000"
                        + "|dc014661ec2ed9c5c2aa91301437b39a4a9a570e360297b5b23b790b7c296885",
                "E|symbol=MØTH-USDT&timestamp=1700000000000"
                        + "|152f6829f3e866df2b102293431b98e309fb242a45af7ff04d97b17d42c006b3",
                "F|data=[{\"symbol\":\"BTC-USDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":0.001,\"price\":85000}]"
                        + "&recvWindow=5000&timestamp=1766679008165"
                        + "|a0cb5f435ec2d500d807c5757938f4e450e5974583cbdae2d3ed78d978722849",
                "G|note={\"memo\":\"a b ü\"}&symbol=BTC-USDT&timestamp=1700000000000"
                        + "|c7ed47d46301b57dcbbcffe6627db3d50a433d8d2f55e7b9129fff29c81197b3",
            })
    void vectors_are_reproduced(String name, String canonical, String signature) {
        assertThat(signerOf("test-secret-key-0001").sign(canonical)).as(name).isEqualTo(signature);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECRET_KEY|endTime=1695899999999&limit=500&startTime=1695800000000&timestamp=1684814440729"
                        + "|c181531feee1cc42ce6ac986aafca6c9b590a7b746809b820df601860b2f9d6e",
                "SECRET_KEY|recvWindow=0&symbol=BTC-USDT&timestamp=1696751141337"
                        + "|fe041f159118c90ac13eab4d32f9e2d75b80ca6fe17ca8acd290aba864753ce2",
                "UuGuyEGt6ZEkpUObCYCmIfh0elYsZVh80jlYwpJuRZEw70t6vomMH7Sjmf94ztSI"
                        + "|quoteOrderQty=20&side=BUY&symbol=ETHUSDT&timestamp=1649404670162&type=MARKET"
                        + "|428a3c383bde514baff0d10d3c20e5adfaacaf799e324546dafe5ccc480dd827",
            })
    void vectors_of_others_are_reproduced(String secretKey, String canonical, String signature) {
        assertThat(signerOf(secretKey).sign(canonical)).isEqualTo(signature);
    }

    @Test
    void the_example_of_the_documentation_is_wrong_and_its_true_value_is_made() {
        String signature = signerOf(
                        "mheO6dR8ovSsxZQCOYEFCtelpuxcWGTfHw7te326y6jOwq5WpvFQ9JNljoTwBXZGv5It07m9RXSPpDQEK2w")
                .sign("recvWindow=0&symbol=BTC-USDT&timestamp=1696751141337");

        assertThat(signature).isEqualTo("f8d883609dfd31c824feb4de865b071008dedb1d461451fa70847875c8e7a7a2");
        assertThat(signature).doesNotStartWith("1e63e8cf").doesNotEndWith("57e8");
    }

    @Test
    void threads_share_a_signer() {
        HmacSigner signer = signerOf("test-secret-key-0001");
        String one = signer.sign("timestamp=1700000000000");

        List<String> all = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> signer.sign("timestamp=1700000000000"))
                .toList();

        assertThat(all).isEqualTo(Collections.nCopies(2_000, one));
    }

    @Test
    void it_cannot_be_printed() {
        HmacSigner signer = signerOf("test-secret-key-0001");

        assertThat(signer.toString())
                .doesNotContain("test-secret-key-0001")
                .doesNotContain("test-api-key-0001")
                .matches("HmacSigner\\[#[0-9a-f]{8}]");
    }

    private static HmacSigner signerOf(String secretKey) {
        return new HmacSigner(new Credentials("test-api-key-0001", secretKey));
    }
}
