package io.github.bingxstream.examples.cli;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.Permission;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the exchange says no, and when its clock is another. */
class RefusalTest {

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            100413 | the API key is missing or wrong        | check BINGX_API_KEY
            100001 | the signature is wrong                 | check that the secret key belongs to this API key
            100004 | the API key lacks a permission         | give the API key the permission 'Read'
            100419 | this IP address is not on the API key's whitelist | add the address
            """)
    void a_refusal_is_told_with_code_meaning_and_remedy(int code, String meaning, String remedy) {
        exchange.addAccount("no-read", Leaks.SECRET_KEY);
        exchange.addAccount("elsewhere", Leaks.SECRET_KEY, Permission.READ);
        exchange.excludeFromWhitelist("elsewhere");
        Cli cli = switch (code) {
            case 100413 -> Cli.of(exchange).credentials("unknown", Leaks.SECRET_KEY);
            case 100001 -> Cli.of(exchange).credentials(exchange.apiKey(), Leaks.SECRET_KEY);
            case 100004 -> Cli.of(exchange).credentials("no-read", Leaks.SECRET_KEY);
            default -> Cli.of(exchange).credentials("elsewhere", Leaks.SECRET_KEY);
        };
        for (String args : new String[] {
            "watch", "watch --transport tyrus --format jsonl", "listen-key generate", "listen-key extend some-key"
        }) {
            Cli.Running run = cli.run(args.split(" "));

            assertThat(run.end()).describedAs(args).isEqualTo(ExitCode.REFUSED);
            assertThat(run.complaint())
                    .startsWith("bingx-stream: refused by the exchange: code " + code + ": " + meaning)
                    .contains("Remedy: " + remedy)
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, behind", "-1, ahead of"})
    void a_clock_that_is_an_hour_off_is_corrected_and_told_once(int hours, String how) {
        try (SandboxExchange elsewhen = SandboxExchange.builder()
                .clock(() -> Instant.now().plus(Duration.ofHours(hours)))
                .rateLimits(false)
                .start()) {
            Cli.Running watch = Cli.of(elsewhen).start("watch", "--orders", "--format", "jsonl", "--events", "1");
            watch.awaitOut("\"subscribed\"", 1);
            elsewhen.account().placeMarket("BTC-USDT", Side.SELL, BigDecimal.ONE);
            assertThat(watch.end()).isEqualTo(ExitCode.DONE);
            assertClockTold(watch.complaint(), how);

            Cli.Running generate = Cli.of(elsewhen).run("listen-key", "generate");
            assertThat(generate.end()).isEqualTo(ExitCode.DONE);
            assertThat(generate.lines()).singleElement().asString().matches("[0-9a-f]{64}");
            assertClockTold(generate.complaint(), how);
        }
    }

    @Test
    void a_wrong_clock_is_not_told_again_after_every_connection() {
        try (SandboxExchange elsewhen = SandboxExchange.builder()
                .clock(() -> Instant.now().plus(Duration.ofHours(1)))
                .rateLimits(false)
                .start()) {
            Cli.Running watch = Cli.of(elsewhen).start("watch", "--orders", "--events", "1");
            watch.awaitErr("subscribed", 1);
            elsewhen.misbehave(resetConnections());
            watch.awaitErr("subscribed", 2);
            elsewhen.account().placeMarket("BTC-USDT", Side.SELL, BigDecimal.ONE);

            assertThat(watch.end()).isEqualTo(ExitCode.DONE);
            assertThat(watch.err().lines())
                    .filteredOn(line -> line.contains("clock"))
                    .hasSize(1);
        }
    }

    private static void assertClockTold(String complaint, String how) {
        // It is measured wrong by half of a call at most. A call has ten seconds, and a busy machine may take some.
        assertThat(complaint)
                .containsPattern("this machine's clock is (359\\d|360\\d) s " + how + " the exchange's")
                .contains("Remedy: set the clock (NTP)");
    }
}
