package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SpotAccount;
import io.github.bingxstream.testkit.sandbox.Traffic;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A watch that dies without warning is continued by the next one with the same checkpoint. */
public final class KilledWatch implements AutoCloseable {

    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    private final String transport;
    private final Path folder;
    private final SandboxExchange exchange =
            SandboxExchange.builder().seed(9).rateLimits(false).start();
    private final SpotAccount account = exchange.account();

    private KilledWatch(String transport, Path folder) {
        this.transport = transport;
        this.folder = folder;
    }

    @Override
    public void close() {
        exchange.close();
    }

    /** Killed at rest and continued, it prints every fill once. */
    public static void atRest(String transport, Path folder) {
        try (KilledWatch scene = new KilledWatch(transport, folder)) {
            scene.killAtRest();
        }
    }

    /** Killed under load and continued, it prints every fill, and again none but what it printed last. */
    public static void underLoad(String transport, Path folder) {
        try (KilledWatch scene = new KilledWatch(transport, folder)) {
            scene.killUnderLoad();
        }
    }

    private void killAtRest() {
        List<String> printed = new ArrayList<>();
        Traffic traffic = exchange.traffic(9);
        try (CliProcess first = watch()) {
            awaitComplete(first);
            traffic.fill(30);
            awaitFills(first, List.of());
            // The checkpoint is saved before the sink is called again: this line proves that the last fill is in it.
            account.deposit("USDT", new BigDecimal("0.12345"));
            Patience.await(() -> first.out().contains("0.12345"), first::toString);
            printed.addAll(kill(first));
        }
        traffic.fill(15);

        printed.addAll(continued(printed));

        assertThat(printed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(truth());
    }

    private void killUnderLoad() {
        List<String> before = new ArrayList<>();
        try (Traffic traffic = exchange.traffic(10)) {
            try (CliProcess first = watch()) {
                awaitComplete(first);
                traffic.start(60);
                Patience.await(() -> fills(first).size() >= 60, first::toString);
                before.addAll(kill(first));
            }
            int beforeTheSecond = account.fills().size();
            Patience.await(() -> account.fills().size() > beforeTheSecond + 10, () -> "no more fills");
            traffic.stop();
        }

        List<String> after = continued(before);

        assertThat(before).doesNotHaveDuplicates();
        assertThat(after).doesNotHaveDuplicates();
        Set<String> all = new HashSet<>(before);
        all.addAll(after);
        assertThat(all).isEqualTo(truth());
        assertIsEnd(after.stream().filter(before::contains).toList(), before);
    }

    /**
     * What the sink had since the last save may come again: one event, or several if they waited, as after a moment in which the process
     * stood still. But they are few: a watch that saves nothing while it prints would begin anew.
     */
    private static void assertIsEnd(List<String> again, List<String> printed) {
        assertThat(again).hasSizeLessThan(printed.size() / 2);
        assertThat(printed.subList(printed.size() - again.size(), printed.size()))
                .as("what was printed last")
                .containsExactlyInAnyOrderElementsOf(again);
    }

    private CliProcess watch() {
        String checkpoint = folder.resolve("account.checkpoint").toString();
        return CliProcess.unread(
                        exchange, "watch", "--format", "jsonl", "--transport", transport, "--checkpoint", checkpoint)
                .reading();
    }

    /** Runs a second watch until everything has been printed, and returns what it printed. */
    private List<String> continued(List<String> printedBefore) {
        try (CliProcess second = watch()) {
            awaitComplete(second);
            awaitFills(second, printedBefore);
            second.signal("TERM");
            assertThat(second.exitCode(Patience.LIMIT)).isEqualTo(TERMINATED);
            assertThat(second.out()).contains("\"resumed\"");
            return fills(second);
        }
    }

    private static List<String> kill(CliProcess watch) {
        watch.signal("KILL");
        assertThat(watch.exitCode(Patience.LIMIT)).isEqualTo(KILLED);
        return fills(watch);
    }

    private static void awaitComplete(CliProcess watch) {
        Patience.await(() -> watch.out().contains("\"gap-closed\""), watch::toString);
    }

    private void awaitFills(CliProcess watch, List<String> printedBefore) {
        Patience.await(
                () -> {
                    Set<String> all = new HashSet<>(fills(watch));
                    all.addAll(printedBefore);
                    return all.containsAll(truth());
                },
                watch::toString);
    }

    /** Of the whole lines: the one that was being written when the process died does not count. */
    private static List<String> fills(CliProcess watch) {
        String out = watch.out();
        return out.substring(0, out.lastIndexOf('\n') + 1)
                .lines()
                .map(Cli::object)
                .filter(line -> line.get("type").getAsString().equals("order"))
                .filter(line -> !line.get("tradeId").isJsonNull())
                .map(KilledWatch::key)
                .toList();
    }

    private static String key(JsonObject line) {
        return line.get("symbol").getAsString() + " " + line.get("orderId").getAsString() + " "
                + line.get("tradeId").getAsString();
    }

    private Set<String> truth() {
        return account.fills().stream()
                .map(fill -> fill.symbol() + " " + fill.orderId() + " " + fill.tradeId())
                .collect(Collectors.toSet());
    }
}
