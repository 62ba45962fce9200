package io.github.bingxstream.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.checkpoint.FileCheckpointStore;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.domain.UpdateReason;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs that people copy from do what they say. */
class RecipesTest {

    private static final Asset USDT = new Asset("USDT");
    private static final Asset BTC = new Asset("BTC");

    /** So that who waits in vain ends at all; nothing here is about time. */
    private static final int SECONDS_MAX = 180;

    @Test
    @Timeout(SECONDS_MAX)
    void code_can_be_tested_against_an_exchange_in_the_same_process() throws Exception {
        TestAgainstSandbox.main(new String[0]);
    }

    @Test
    void balances_are_complete_while_no_gap_is_open() {
        KeepBalances balances = new KeepBalances();
        assertThat(balances.isComplete()).as("before the stream").isFalse();

        balances.notice(opened(1));
        balances.event(snapshot(Provenance.REST, USDT));
        assertThat(balances.isComplete()).as("before the start is over").isFalse();
        balances.notice(closed(1));
        assertThat(balances.isComplete()).isTrue();

        balances.notice(opened(2));
        balances.notice(opened(3));
        balances.notice(closed(2));
        assertThat(balances.isComplete()).as("while one of two gaps is open").isFalse();
        balances.event(update(BTC, "0.5"));
        assertThat(balances.balance(BTC)).as("told in a gap, and true").isPresent();
        balances.notice(closed(3));
        assertThat(balances.isComplete()).isTrue();

        balances.notice(StreamNotice.Closed.byUser());
        assertThat(balances.isComplete()).as("after the end").isFalse();
    }

    @Test
    void the_last_word_on_an_asset_counts() {
        KeepBalances balances = new KeepBalances();

        balances.event(snapshot(Provenance.REST, USDT, BTC));
        balances.event(update(USDT, "90"));
        assertThat(balances.balance(USDT).flatMap(Balance::walletBalance)).contains(new BigDecimal("90"));
        assertThat(balances.balance(USDT).flatMap(Balance::free))
                .as("before the change")
                .isEmpty();

        balances.event(snapshot(Provenance.REST, USDT, BTC));
        assertThat(balances.balance(USDT).flatMap(Balance::free)).contains(BigDecimal.TEN);
        assertThat(balances.balance(USDT).flatMap(Balance::walletBalance)).isEmpty();
    }

    @Test
    void what_a_snapshot_over_rest_leaves_out_moved_since_or_is_gone() {
        KeepBalances balances = new KeepBalances();
        balances.event(snapshot(Provenance.REST, USDT, BTC));

        balances.event(update(BTC, "0.5"));
        balances.event(snapshot(Provenance.REST, USDT));
        assertThat(balances.balance(BTC)).as("moved since it was asked for").isPresent();

        balances.event(snapshot(Provenance.REST, USDT));
        assertThat(balances.balance(BTC)).as("gone").isEmpty();
    }

    @Test
    void a_snapshot_of_the_stream_may_come_in_parts() {
        KeepBalances balances = new KeepBalances();

        balances.event(snapshot(Provenance.STREAM, USDT));
        balances.event(snapshot(Provenance.STREAM, BTC));

        assertThat(balances.balance(USDT)).isPresent();
        assertThat(balances.balance(BTC)).isPresent();
    }

    @Test
    void a_fill_is_booked_once_in_one_process_or_in_two(@TempDir Path folder) throws IOException {
        Path book = folder.resolve("fills.txt");
        ResumeAfterRestart first = new ResumeAfterRestart(book, RecipesTest::mustNotHappen);
        first.event(fill("38259147", "0.5"));
        first.event(fill("38259148", "1"));
        first.event(fill("38259147", "0.5"));

        ResumeAfterRestart second = new ResumeAfterRestart(book, RecipesTest::mustNotHappen);
        second.event(fill("38259148", "1"));
        second.event(fill("38259149", "1.5"));

        assertThat(book).hasContent("""
                        BTC-USDT/1812112568701845504/38259147 BUY 0.5 @ 100
                        BTC-USDT/1812112568701845504/38259148 BUY 0.5 @ 100
                        BTC-USDT/1812112568701845504/38259149 BUY 0.5 @ 100
                        """);
    }

    @Test
    @Timeout(SECONDS_MAX)
    void what_is_filled_while_no_process_runs_is_booked_by_the_next(@TempDir Path folder) throws Exception {
        try (SandboxExchange exchange = SandboxExchange.builder().seed(7).start();
                JdkTransport jdk = JdkTransport.create()) {
            fillWhileStreaming(exchange, jdk, folder, 1);
            exchange.account().placeMarket("BTC-USDT", SandboxOrder.Side.BUY, new BigDecimal("0.02"));
            fillWhileStreaming(exchange, jdk, folder, 3);
        }

        assertThat(Files.readAllLines(folder.resolve("fills.txt")))
                .extracting(line -> line.split(" ", -1)[2])
                .containsExactly("0.01", "0.02", "0.01");
    }

    private static int lines(Path book) {
        try {
            return Files.exists(book) ? Files.readAllLines(book).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that begins, sees one fill of its own, and ends. */
    private static void fillWhileStreaming(SandboxExchange exchange, JdkTransport jdk, Path folder, int lines)
            throws Exception {
        Path book = folder.resolve("fills.txt");
        ResumeAfterRestart sink = new ResumeAfterRestart(book, RecipesTest::mustNotHappen);
        try (FileCheckpointStore checkpoints = FileCheckpointStore.at(folder.resolve("fills.checkpoint"));
                AccountStream stream = AccountStream.builder()
                        .signer(new HmacSigner(new Credentials(exchange.apiKey(), exchange.secretKey())))
                        .http(jdk.http())
                        .frames(jdk.frames())
                        .restHosts(URI.create(exchange.restUrl()))
                        .webSocket(URI.create(exchange.wsUrl()))
                        .channels(Channel.ORDERS)
                        .checkpoints(checkpoints)
                        .sink(sink)
                        .open()) {
            Patience.await(() -> stream.state() == StreamState.LIVE, () -> "it is " + stream.state());
            exchange.account().placeMarket("BTC-USDT", SandboxOrder.Side.BUY, new BigDecimal("0.01"));
            Patience.await(() -> lines(book) >= lines, () -> "there are " + lines(book) + " lines");
        }
    }

    @Test
    void a_fill_without_trade_id_is_known_by_how_much_is_filled(@TempDir Path folder) throws IOException {
        Path book = folder.resolve("fills.txt");
        ResumeAfterRestart sink = new ResumeAfterRestart(book, RecipesTest::mustNotHappen);
        sink.event(fill("", "0.5"));
        sink.event(fill("", "0.50"));
        sink.event(fill("", "1"));

        assertThat(book).content().hasLineCount(2);
    }

    @Test
    void a_book_is_complete_while_no_gap_is_open(@TempDir Path folder) throws IOException {
        ResumeAfterRestart sink = new ResumeAfterRestart(folder.resolve("fills.txt"), RecipesTest::mustNotHappen);
        assertThat(sink.isComplete()).as("before the stream").isFalse();
        sink.notice(opened(1));
        sink.notice(opened(2));
        sink.notice(closed(1));
        assertThat(sink.isComplete()).isFalse();
        sink.notice(closed(2));
        assertThat(sink.isComplete()).isTrue();
    }

    @Test
    void who_cannot_book_does_not_go_on(@TempDir Path folder) throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        ResumeAfterRestart sink = new ResumeAfterRestart(folder.resolve("nowhere/fills.txt"), () -> stopped.set(true));

        sink.event(fill("38259147", "0.5"));

        assertThat(stopped).isTrue();
    }

    private static void mustNotHappen() {
        throw new AssertionError("a fill could not be booked");
    }

    private static StreamNotice opened(long gap) {
        return new StreamNotice.GapOpened(gap, GapReason.SILENCE, Instant.EPOCH);
    }

    private static StreamNotice closed(long gap) {
        return new StreamNotice.GapClosed(gap, GapReason.SILENCE, 0, 0, Duration.ofSeconds(1));
    }

    private static OrderUpdate fill(String tradeId, String filled) {
        Order order = new Order(
                new Symbol("BTC-USDT"),
                new OrderId("1812112568701845504"),
                Optional.empty(),
                Side.of("BUY"),
                OrderType.of("LIMIT"),
                OrderStatus.of("PARTIALLY_FILLED"),
                Optional.empty(),
                Optional.empty(),
                BigDecimal.TEN,
                Optional.empty(),
                new BigDecimal(filled),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
        Fill fill = new Fill(
                order.symbol(),
                order.orderId(),
                tradeId.isEmpty() ? Optional.empty() : Optional.of(new TradeId(tradeId)),
                new BigDecimal("1E+2"),
                new BigDecimal("0.5"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
        return new OrderUpdate(origin(Provenance.STREAM), order, ExecutionType.of("TRADE"), Optional.of(fill));
    }

    /** Each witness tells its own figures. */
    private static AccountSnapshot snapshot(Provenance witness, Asset... assets) {
        Optional<BigDecimal> ten = Optional.of(BigDecimal.TEN);
        List<Balance> balances = Stream.of(assets)
                .map(asset -> witness == Provenance.REST
                        ? new Balance(asset, ten, ten, Optional.empty(), Optional.empty(), RawMembers.NONE)
                        : new Balance(asset, Optional.empty(), ten, ten, ten, RawMembers.NONE))
                .toList();
        return new AccountSnapshot(origin(witness), Optional.of(balances), Optional.empty(), RawMembers.NONE);
    }

    private static Origin origin(Provenance witness) {
        return new Origin(witness, 1, "", Optional.empty(), new Moment(0));
    }

    private static AccountUpdate update(Asset asset, String amount) {
        BalanceChange change = new BalanceChange(
                asset, BigDecimal.ONE, new BigDecimal(amount), Optional.empty(), Optional.empty(), RawMembers.NONE);
        return new AccountUpdate(
                origin(Provenance.STREAM),
                UpdateReason.of("ORDER"),
                Optional.empty(),
                List.of(change),
                RawMembers.NONE);
    }
}
