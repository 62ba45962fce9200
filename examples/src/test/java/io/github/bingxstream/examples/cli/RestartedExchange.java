package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.testkit.sandbox.Permission;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.SpotAccount;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole exchange goes away under a running watch and comes back at the same address. */
public final class RestartedExchange {

    /** Below those of which whoever asks for any free port gets one, so that nobody takes it while the exchange is away. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 10_000));

    private static final int PORT_MAX = 32_767;

    private RestartedExchange() {}

    /** A watch tells of the gap, tries again, recovers and closes the gap. */
    public static void over(String transport) {
        try (SandboxExchange before = exchange()) {
            watch(before, transport);
        }
    }

    /** On the first port that is free, which no other play of this process tries. */
    private static SandboxExchange exchange() {
        for (int port = NEXT_PORT.getAndIncrement(); port < PORT_MAX; port = NEXT_PORT.getAndIncrement()) {
            try {
                return SandboxExchange.builder()
                        .port(port)
                        .seed(1)
                        .rateLimits(false)
                        .start();
            } catch (UncheckedIOException taken) {
                // By whoever serves something on this machine: the next one may be free.
            }
        }
        throw new AssertionError("no port below " + PORT_MAX + " is free");
    }

    private static void watch(SandboxExchange before, String transport) {
        before.addAccount(Leaks.API_KEY, Leaks.SECRET_KEY, Permission.READ);
        try (CliProcess watch = CliProcess.start(
                List.of(),
                Map.of(Venue.API_KEY, Leaks.API_KEY, Venue.SECRET_KEY, Leaks.SECRET_KEY),
                "watch",
                "--format",
                "jsonl",
                "--transport",
                transport,
                "--rest-url",
                before.restUrl(),
                "--ws-url",
                before.wsUrl())) {
            awaitNotices(watch, "gap-closed", 1);

            before.close();
            awaitNotices(watch, "disconnected", 2);
            try (SandboxExchange after = SandboxExchange.builder()
                    .port(URI.create(before.restUrl()).getPort())
                    .seed(2)
                    .rateLimits(false)
                    .start()) {
                SpotAccount account = after.addAccount(Leaks.API_KEY, Leaks.SECRET_KEY, Permission.READ);
                account.deposit("USDT", BigDecimal.TEN);
                awaitNotices(watch, "gap-closed", 2);
                long orderId = account.placeMarket("BTC-USDT", Side.BUY, new BigDecimal("0.0001"))
                        .orderId();
                Patience.await(() -> watch.out().contains(Long.toString(orderId)), watch::toString);

                watch.signal("TERM");
                assertThat(watch.exitCode(Patience.LIMIT)).isEqualTo(143);
            }
            List<String> notices = notices(watch);
            int lost = notices.lastIndexOf("gap-opened");
            assertThat(notices.subList(0, lost)).contains("gap-opened", "connected", "gap-closed");
            assertThat(notices.subList(lost, notices.size()))
                    .startsWith("gap-opened", "disconnected", "disconnected")
                    .containsSubsequence("disconnected", "connected", "subscribed", "subscribed", "gap-closed");
            assertThat(gapNumbers(watch, "gap-opened"))
                    .as("every gap was closed")
                    .containsExactlyElementsOf(gapNumbers(watch, "gap-closed"));
            assertThat(watch.err().lines())
                    .as("standard error, where a stack trace would be")
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("bingx-stream: "));
        }
    }

    private static void awaitNotices(CliProcess watch, String notice, int times) {
        Patience.await(
                () -> notices(watch).stream().filter(notice::equals).count() >= times,
                () -> "no " + notice + ": " + watch);
    }

    private static List<String> notices(CliProcess watch) {
        return lines(watch).stream()
                .map(line -> line.get("notice").getAsString())
                .toList();
    }

    private static List<Long> gapNumbers(CliProcess watch, String notice) {
        return lines(watch).stream()
                .filter(line -> line.get("notice").getAsString().equals(notice))
                .map(line -> line.get("gap").getAsLong())
                .sorted()
                .toList();
    }

    private static List<JsonObject> lines(CliProcess watch) {
        String out = watch.out();
        return out.substring(0, out.lastIndexOf('\n') + 1)
                .lines()
                .map(Cli::object)
                .filter(line -> line.get("type").getAsString().equals("notice"))
                .toList();
    }
}
