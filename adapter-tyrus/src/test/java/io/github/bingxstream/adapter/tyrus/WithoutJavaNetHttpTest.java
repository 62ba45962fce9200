package io.github.bingxstream.adapter.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WithoutJavaNetHttpTest {

    /** All that the adapter needs of the JDK; over TLS on 17 also {@code jdk.crypto.ec}. */
    private static final String MODULES = "java.base,java.logging";

    @Test
    void a_stream_runs_in_a_jvm_that_has_no_java_net_http() throws IOException {
        try (SandboxExchange exchange = SandboxExchange.builder().seed(11).start()) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--limit-modules",
                            MODULES,
                            "-cp",
                            System.getProperty("java.class.path"),
                            StreamsOneOrder.class.getName(),
                            exchange.restUrl(),
                            exchange.wsUrl())
                    .redirectErrorStream(true);
            builder.environment().put("BINGX_API_KEY", exchange.apiKey());
            builder.environment().put("BINGX_SECRET_KEY", exchange.secretKey());
            Process process = builder.start();
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(lineWith(said, "java.net.http")).isEqualTo("java.net.http is absent");
                lineWith(said, StreamsOneOrder.COMPLETE);
                exchange.account().placeMarket("BTC-USDT", Side.BUY, new BigDecimal("0.01"));

                assertThat(lineWith(said, StreamsOneOrder.ORDER))
                        .isEqualTo(StreamsOneOrder.ORDER + "BTC-USDT streamed");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static String lineWith(BufferedReader said, String beginning) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("it ended without a line that begins with \"" + beginning + "\"; it said\n" + all);
    }
}
