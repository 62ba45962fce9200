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
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.Unrecognized;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableLinesTest {

    private static final Filter ALL = new Filter(Set.of(), Set.of());

    private final TableLines lines = new TableLines();

    @Test
    void an_order_is_told_in_columns() {
        assertThat(lines.order(Samples.fillOf("MØTH-USDT")).substring(14))
                .isEqualTo("order     MØTH-USDT           BUY LIMIT     PARTIALLY_FILLED  "
                        + "500.00000000000000000001/1000 @ 0.00000000000000000001"
                        + "  filled 150 @ 0.0000123, fee -0.0000000802 MØTH  #1812112568701845504 (scalping_1)");
    }

    @Test
    void what_an_order_lacks_is_left_out() {
        assertThat(lines.order(Samples.barest()))
                .isEqualTo("              order     BTC-USDT            BUY LIMIT     PARTIALLY_FILLED  "
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
                        "balance   USDT                ORDER         +5                1234567",
                        "balance   MØTH                ORDER         -0.01             1234567  locked 10");
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

        assertThat(lines.snapshot(snapshot, ALL)).isEqualTo("              snapshot  BTC 1  ETH ?  2 open orders");
        assertThat(lines.snapshot(snapshot, new Filter(Set.of(new Symbol("BTC-USDT")), Set.of(new Asset("ETH")))))
                .isEqualTo("              snapshot  ETH ?  1 open orders");
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
                lines.order(new io.github.bingxstream.domain.OrderUpdate(
                        Samples.ORIGIN,
                        Samples.order("BTC-USDT", Optional.of("a\u001b]0;x\u0007\nb"), Optional.empty(), "0"),
                        io.github.bingxstream.domain.ExecutionType.of("NEW"),
                        Optional.empty())));

        assertThat(said).allSatisfy(line -> assertThat(line).matches("[^\\p{Cntrl}]+"));
        assertThat(said.get(0)).endsWith("unknown   { \"e\": \"NEWS\"}");
    }

    @Test
    void notices_are_remarks_for_people_and_no_lines() {
        assertThat(lines.notice(new StreamNotice.Connected(1, "0a1b2c3d"))).isEmpty();
        assertThat(List.of(
                        new StreamNotice.Connected(3, "0a1b2c3d"),
                        new StreamNotice.Subscribed(3, Channel.ORDERS),
                        new StreamNotice.Disconnected(
                                3, DisconnectReason.UNREACHABLE, "no answer", Duration.ofMillis(40)),
                        new StreamNotice.GapOpened(1, GapReason.LISTEN_KEY_DEAD, new Moment(0)),
                        new StreamNotice.GapClosed(1, GapReason.LISTEN_KEY_DEAD, 2, 3, Duration.ofSeconds(1)),
                        new StreamNotice.Quarantined(3, "no JSON", 12, "x")))
                .extracting(notice -> lines.remark(notice).orElseThrow())
                .containsExactly(
                        "connected (attempt 3)",
                        "subscribed spot.executionReport",
                        "not connected: unreachable, no answer; next attempt in 0.0 s",
                        "gap 1 opened (listen key dead): events may have been missed from here on",
                        "gap 1 closed: 2 fills and 3 order changes were repaired",
                        "a message of 12 bytes could not be decoded: no JSON");
        assertThat(lines.remark(StreamNotice.Closed.byUser())).isEmpty();
    }

    private static Balance balance(String asset, Optional<BigDecimal> free) {
        return new Balance(
                new Asset(asset), free, Optional.empty(), Optional.empty(), Optional.empty(), RawMembers.NONE);
    }
}
