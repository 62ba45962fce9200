package io.github.bingxstream.examples.cli;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watch tells of that which it may have missed, in this run or before it. */
class WatchGapsTest {

    private static final BigDecimal QUANTITY = new BigDecimal("0.5");

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void it_goes_on_after_the_connection_broke_and_tells_of_the_gap() {
        Cli.Running watch = WatchTest.live(exchange, 1, "--orders", "--events", "1");
        exchange.misbehave(resetConnections());
        watch.awaitOut("\"subscribed\"", 2);
        exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(WatchTest.notices(watch))
                .containsExactly("connected", "subscribed", "gap-opened", "disconnected", "connected", "subscribed");
        JsonObject gap = watch.json("notice").stream()
                .filter(notice ->
                        notice.get("notice").getAsString().equals("gap-opened") && !WatchTest.isOfTheStart(notice))
                .findFirst()
                .orElseThrow();
        assertThat(gap.keySet()).containsExactly("type", "notice", "gap", "reason", "since");
        assertThat(gap.get("reason").getAsString()).isEqualTo("connection-lost");
        assertThat(Instant.parse(gap.get("since").getAsString())).isBeforeOrEqualTo(Instant.now());
        assertThat(watch.complaint()).contains("not connected: ", "next attempt in ");
    }

    @Test
    void the_first_gap_closes_by_itself() {
        Cli.Running watch = WatchTest.live(exchange, 2, "--events", "1");
        watch.awaitOut("\"gap-closed\"", 1);
        exchange.account().deposit("USDT", QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        List<JsonObject> gaps = watch.json("notice").stream()
                .filter(notice -> notice.has("gap"))
                .toList();
        assertThat(gaps)
                .extracting(notice -> notice.get("notice").getAsString())
                .containsExactly("gap-opened", "gap-closed");
        assertThat(gaps).allMatch(WatchTest::isOfTheStart);
        assertThat(watch.err()).isEmpty();
    }

    @Test
    void what_was_missed_comes_over_rest_before_the_gap_closes() {
        Cli.Running watch = WatchTest.live(exchange, 1, "--orders", "--events", "2");
        watch.awaitOut("\"gap-closed\"", 1);
        exchange.misbehave(resetConnections());
        SandboxOrder order = exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);
        watch.awaitOut("\"gap-closed\"", 2);
        // It ends the watch, and tells that what was missed came once.
        SandboxOrder last = exchange.account().placeMarket("BTC-USDT", Side.BUY, QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(orderIds(watch)).containsExactly(order.orderId(), last.orderId());
        int fill = indexOf(watch, line -> line.get("type").getAsString().equals("order"));
        int closed = indexOf(
                watch,
                line -> line.has("notice")
                        && line.get("notice").getAsString().equals("gap-closed")
                        && !WatchTest.isOfTheStart(line));
        JsonObject told = watch.json().get(fill);
        assertThat(told.keySet()).containsExactlyElementsOf(WatchTest.ORDER_MEMBERS);
        assertThat(WatchTest.texts(told))
                .containsEntry("orderId", Long.toString(order.orderId()))
                .containsEntry("status", "FILLED")
                .containsEntry("provenance", "REST");
        assertThat(fill).isLessThan(closed);
        assertThat(watch.json().get(closed).get("repairedFills").getAsInt()).isEqualTo(1);
    }

    @Test
    void a_run_continues_where_the_one_before_stopped(@TempDir Path folder) {
        String file = folder.resolve("checkpoint").toString();
        Cli.Running first = WatchTest.live(exchange, 1, "--orders", "--events", "1", "--checkpoint", file);
        first.awaitOut("\"gap-closed\"", 1);
        exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);
        assertThat(first.end()).isEqualTo(ExitCode.DONE);

        SandboxOrder meanwhile = exchange.account().placeMarket("BTC-USDT", Side.BUY, QUANTITY);
        Cli.Running second = WatchTest.live(exchange, 1, "--orders", "--events", "1", "--checkpoint", file);

        assertThat(second.end()).isEqualTo(ExitCode.DONE);
        assertThat(WatchTest.texts(second.json("order").get(0)))
                .containsEntry("orderId", Long.toString(meanwhile.orderId()))
                .containsEntry("provenance", "REST");
        assertThat(second.json("notice"))
                .filteredOn(notice -> notice.get("notice").getAsString().equals("gap-opened"))
                .first()
                .extracting(notice -> notice.get("reason").getAsString())
                .isEqualTo("resumed");
    }

    @Test
    void a_rotation_is_told_and_costs_nothing() {
        Cli.Running watch = WatchTest.live(exchange, 1, "--orders", "--rotate-every", "10s", "--events", "2");

        watch.awaitOut("\"rotated\"", 1);
        // With one order alone, the watch would be over before it could tell that order twice.
        SandboxOrder order = exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);
        SandboxOrder last = exchange.account().placeMarket("BTC-USDT", Side.BUY, QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(orderIds(watch)).containsExactly(order.orderId(), last.orderId());
        assertThat(watch.json("notice")).filteredOn(notice -> notice.has("gap")).allMatch(WatchTest::isOfTheStart);
    }

    private static List<Long> orderIds(Cli.Running watch) {
        return watch.json("order").stream()
                .map(line -> line.get("orderId").getAsLong())
                .toList();
    }

    private static int indexOf(Cli.Running watch, Predicate<JsonObject> wanted) {
        List<JsonObject> lines = watch.json();
        for (int i = 0; i < lines.size(); i++) {
            if (wanted.test(lines.get(i))) {
                return i;
            }
        }
        throw new AssertionError("there is no such line in " + watch);
    }
}
