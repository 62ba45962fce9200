package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fee;
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
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.domain.UpdateReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of everything that a sink may be told. */
final class SampleEvents {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private SampleEvents() {}

    /** Returns one event of each kind, with every member filled. */
    static List<AccountEvent> everyKind() {
        return events("FILLED", "1.50", RawMembers.NONE, true);
    }

    /** Returns the same with texts that no table knows and without anything that may be left out. */
    static List<AccountEvent> ofTomorrow() {
        return events("A_STATE_OF_TOMORROW", "0", RawMembers.NONE, false);
    }

    /** Returns the same with more digits and longer texts than anybody expects. */
    static List<AccountEvent> huge() {
        RawMembers raw = new RawMembers(Map.of("member", "x".repeat(100_000)));
        return events("FILLED", "123456789012345678901234567890.123456789012345678901234567890", raw, true);
    }

    private static List<AccountEvent> events(String text, String number, RawMembers raw, boolean whole) {
        BigDecimal amount = new BigDecimal(number);
        Optional<BigDecimal> perhaps = whole ? Optional.of(amount) : Optional.empty();
        Optional<Instant> time = whole ? Optional.of(TIME) : Optional.empty();
        Asset asset = new Asset("USDT");
        Symbol symbol = new Symbol("BTC-USDT");
        OrderId id = new OrderId("9007199254740993111");
        Origin origin = new Origin(whole ? Provenance.STREAM : Provenance.REST, 1, "", time, new Moment(1));
        Order order = new Order(
                symbol,
                id,
                whole ? Optional.of("client-1") : Optional.empty(),
                Side.of(whole ? "BUY" : text),
                OrderType.of(whole ? "LIMIT" : text),
                OrderStatus.of(text),
                perhaps,
                perhaps,
                amount,
                perhaps,
                amount,
                perhaps,
                time,
                time,
                raw);
        Fill fill = new Fill(
                symbol,
                id,
                whole ? Optional.of(new TradeId("1")) : Optional.empty(),
                amount,
                amount,
                perhaps,
                whole ? Optional.of(new Fee(amount.negate(), Optional.of(asset))) : Optional.empty(),
                time,
                whole ? Optional.of(true) : Optional.empty(),
                raw);
        return List.of(
                new OrderUpdate(origin, order, ExecutionType.of(whole ? "TRADE" : text), Optional.of(fill)),
                new OrderUpdate(origin, order, ExecutionType.of(whole ? "NEW" : text), Optional.empty()),
                new AccountUpdate(
                        origin,
                        UpdateReason.of(whole ? "ORDER" : text),
                        time,
                        List.of(new BalanceChange(asset, amount.negate(), amount, perhaps, perhaps, raw)),
                        raw),
                new AccountUpdate(origin, UpdateReason.of(whole ? "DEPOSIT" : text), time, List.of(), raw),
                new AccountSnapshot(
                        origin,
                        Optional.of(List.of(new Balance(asset, perhaps, perhaps, perhaps, perhaps, raw))),
                        Optional.of(List.of(order)),
                        raw),
                new AccountSnapshot(origin, Optional.empty(), Optional.empty(), raw),
                new Unrecognized(origin, whole ? "listStatus" : "", whole ? "{\"e\":\"listStatus\"}" : ""));
    }

    /** Returns one notice of each kind and for each reason; but none that the stream has ended. */
    static List<StreamNotice> everyNotice() {
        List<StreamNotice> notices = new ArrayList<>(List.of(
                new StreamNotice.Connected(1, "0123abcd"),
                new StreamNotice.Rotated(1, 2, "0123abcd"),
                new StreamNotice.Quarantined(1, "no JSON", 3, "")));
        for (Channel channel : Channel.values()) {
            notices.add(new StreamNotice.Subscribed(1, channel));
        }
        for (DisconnectReason reason : DisconnectReason.values()) {
            notices.add(new StreamNotice.Disconnected(1, reason, "", Duration.ZERO));
        }
        long gap = 0;
        for (GapReason reason : GapReason.values()) {
            gap++;
            notices.add(new StreamNotice.GapOpened(gap, reason, TIME));
            notices.add(new StreamNotice.GapClosed(gap, reason, 0, 0, Duration.ofDays(1)));
        }
        return notices;
    }

    /** Returns the end of a stream, for each reason that there is. */
    static List<StreamNotice> everyEnd() {
        List<StreamNotice> ends = new ArrayList<>();
        for (CloseReason reason : CloseReason.values()) {
            ends.add(new StreamNotice.Closed(
                    reason,
                    reason == CloseReason.REFUSED
                            ? Optional.of(Refusal.ofAcknowledgement(100_419, "not from here"))
                            : Optional.empty(),
                    ""));
        }
        return ends;
    }
}
