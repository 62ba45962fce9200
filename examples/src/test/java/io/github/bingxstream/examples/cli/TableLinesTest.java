package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.Unrecognized;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableLinesTest {

    private static final Filter ALL = new Filter(Set.of(), Set.of());

    private final TableLines lines = new TableLines();

    @Test
    void an_order_is_told_in_columns() {
        assertThat(lines.order(Samples.fillOf("MØTH-USDT")).substring(14))
                .isEqualTo("order         MØTH-USDT       BUY LIMIT              PARTIALLY_FILLED  "
                        + "500.00000000000000000001/1000 @ 0.00000000000000000001"
                        + "  filled 150 @ 0.0000123, fee -0.0000000802 MØTH  #1812112568701845504 (scalping_1)");
    }

    @Test
    void what_an_order_lacks_is_left_out() {
        assertThat(lines.order(Samples.barest()))
                .isEqualTo("              order         BTC-USDT        BUY LIMIT              PARTIALLY_FILLED  "
                        + "0/1000  #1812112568701845504");
        assertThat(lines.order(Samples.bareFill())).contains("  filled 10 @ 1, fee 0  #1812112568701845504");
    }

    @Test
    void the_time_has_milliseconds() {
        assertThat(lines.order(Samples.fillOf("BTC-USDT"))).matches("\\d\\d:\\d\\d:18\\.637  order .*");
    }

    @Test
    void a_balance_is_told_in_the_columns_of_an_order() {
        AccountUpdate update = Samples.update(
                Samples.change("USDT", "5", Optional.empty(), Optional.empty()),
                Samples.change("MØTH", "-1E-2", Optional.empty(), Optional.of(new BigDecimal("1E+1"))));

        assertThat(update.changes())
                .extracting(change -> lines.balance(update, change).substring(14))
                .containsExactly(
                        "balance       USDT            ORDER                  +5                1234567",
                        "balance       MØTH            ORDER                  -0.01             1234567  locked 10");
    }

    @Test
    void a_snapshot_shows_what_the_filter_shows() {
        AccountSnapshot snapshot = new AccountSnapshot(
                Samples.TIMELESS,
                Optional.of(List.of(balance("BTC", Optional.of(BigDecimal.ONE)), balance("ETH", Optional.empty()))),
                Optional.of(List.of(
                        Samples.order("BTC-USDT", Optional.empty(), Optional.empty(), "0"),
                        Samples.order("ETH-USDT", Optional.empty(), Optional.empty(), "0"))),
                RawMembers.NONE);

        assertThat(lines.snapshot(snapshot, ALL)).isEqualTo("              snapshot      BTC 1  ETH ?  2 open orders");
        assertThat(lines.snapshot(snapshot, new Filter(Set.of(new Symbol("BTC-USDT")), Set.of(new Asset("ETH")))))
                .isEqualTo("              snapshot      ETH ?  1 open order");
    }

    @Test
    void whatever_the_exchange_says_stays_on_one_line_and_commands_no_terminal() {
        BalanceChange harmless = Samples.change("USDT", "5", Optional.empty(), Optional.empty());
        List<String> said = List.of(
                lines.unrecognized(new Unrecognized(Samples.ORIGIN, "NEWS", "{\r\n\t\"e\": \"NEWS\"}\n")),
                lines.balance(
                        new AccountUpdate(
                                Samples.ORIGIN,
                                io.github.bingxstream.domain.UpdateReason.of("A\u001b[2J\nB"),
                                Optional.empty(),
                                List.of(harmless),
                                RawMembers.NONE),
                        harmless),
                lines.order(new OrderUpdate(
                        Samples.ORIGIN,
                        Samples.order("BTC-USDT", Optional.of("a\u001b]0;x\u0007\nb"), Optional.empty(), "0"),
                        io.github.bingxstream.domain.ExecutionType.of("NEW"),
                        Optional.empty())));

        assertThat(said).allSatisfy(line -> assertThat(line).matches("[^\\p{Cntrl}]+"));
        assertThat(said.get(0)).endsWith("unknown       { \"e\": \"NEWS\"}");
    }

    @Test
    void notices_are_remarks_for_people_and_no_lines() {
        assertThat(lines.notice(new StreamNotice.Connected(1, "0a1b2c3d"))).isEmpty();
        assertThat(List.of(
                        new StreamNotice.Connected(3, "0a1b2c3d"),
                        new StreamNotice.Subscribed(3, Channel.ORDERS),
                        new StreamNotice.Disconnected(
                                3, DisconnectReason.UNREACHABLE, "no answer", Duration.ofMillis(40)),
                        new StreamNotice.Rotated(3, 4, "0a1b2c3d"),
                        new StreamNotice.Rotated(4, 4, "0a1b2c3d"),
                        new StreamNotice.Quarantined(3, "no JSON", 12, "x")))
                .extracting(notice -> lines.remark(notice).orElseThrow())
                .containsExactly(
                        "connected (attempt 3)",
                        "subscribed spot.executionReport",
                        "not connected: unreachable, no answer; next attempt in 0.0 s",
                        "rotated: a new listen key and connection (attempt 4) took over, nothing was missed",
                        "rotated: the listen key lives on, and so does the connection",
                        "a message of 12 bytes could not be decoded: no JSON");
        assertThat(lines.remark(StreamNotice.Closed.byUser())).isEmpty();
    }

    @Test
    void a_newcomer_is_not_alarmed_by_the_first_gap() {
        assertThat(opened(GapReason.STARTING)).isEqualTo("starting: asking the exchange how the account stands");
        assertThat(closed(GapReason.STARTING, 0, 0)).isEqualTo("started: complete from here on, unless told otherwise");
        assertThat(opened(GapReason.RESUMED))
                .isEqualTo("resuming from the checkpoint: asking the exchange what happened since");
        assertThat(closed(GapReason.RESUMED, 1, 2))
                .isEqualTo("resumed after 1.2 s: 1 fill and 2 order changes had been missed and came over REST");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STARTING", "RESUMED"})
    void a_gap_is_told_with_its_cause_its_beginning_and_what_came_of_it(GapReason reason) {
        assertThat(opened(reason))
                .matches("gap 2 opened: [a-zA-Z ]{10,50}, so something may be missing since \\d\\d:\\d\\d:\\d\\d; "
                        + "asking the exchange");
        assertThat(closed(reason, 0, 0)).isEqualTo("gap 2 closed after 1.2 s: nothing was missing");
        assertThat(closed(reason, 2, 1))
                .isEqualTo("gap 2 closed after 1.2 s: 2 fills and 1 order change had been missed and came over REST");
    }

    @Test
    void what_rest_told_is_marked() {
        assertThat(lines.order(Samples.repairedFillOf("BTC-USDT")).substring(14))
                .startsWith("order (REST)  BTC-USDT        BUY LIMIT  ");
        assertThat(lines.snapshot(
                        new AccountSnapshot(
                                Samples.REPAIRED,
                                Optional.of(List.of(balance("BTC", Optional.of(BigDecimal.ONE)))),
                                Optional.of(List.of()),
                                RawMembers.NONE),
                        ALL))
                .isEqualTo("              snapshot (REST)  BTC 1  0 open orders");
    }

    @Test
    void a_snapshot_of_which_nothing_is_wanted_is_no_line() {
        AccountSnapshot snapshot = new AccountSnapshot(
                Samples.REPAIRED,
                Optional.of(List.of(balance("BTC", Optional.of(BigDecimal.ONE)))),
                Optional.empty(),
                RawMembers.NONE);

        assertThat(lines.snapshot(snapshot, new Filter(Set.of(), Set.of(new Asset("ETH")))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_documented_type_of_order_fits_its_column(OrderType type) {
        OrderUpdate update = Samples.fillOf("BTC-USDT");
        for (Side side : Side.values()) {
            Order order = Samples.typed(update.order(), side.name(), type.name());
            String line =
                    lines.order(new OrderUpdate(update.origin(), order, update.executionType(), Optional.empty()));
            assertThat(line.indexOf("PARTIALLY_FILLED")).isEqualTo(67);
        }
    }

    private String opened(GapReason reason) {
        return lines.remark(new StreamNotice.GapOpened(2, reason, Instant.EPOCH))
                .orElseThrow();
    }

    private String closed(GapReason reason, int fills, int orders) {
        return lines.remark(new StreamNotice.GapClosed(2, reason, fills, orders, Duration.ofMillis(1200)))
                .orElseThrow();
    }

    private static Balance balance(String asset, Optional<BigDecimal> free) {
        return new Balance(
                new Asset(asset), free, Optional.empty(), Optional.empty(), Optional.empty(), RawMembers.NONE);
    }
}
