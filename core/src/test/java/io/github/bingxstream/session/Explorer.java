package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.domain.UpdateReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walks through the session's states without chance: from each situation that is unlike those before, it takes a step for
 * everything that can happen there.
 *
 * <p>Situations are alike when they differ in no more than times, numbers and quantities, see {@link #situation}.
 */
final class Explorer {

    private static final SessionSettings SETTINGS = new SessionSettings(
            EnumSet.allOf(Channel.class),
            Optional.of(Duration.ofMinutes(10)),
            SessionSettings.BACKOFF,
            Duration.ofSeconds(5),
            Optional.empty(),
            true,
            true);

    /** Of more at a time nothing is seen that two do not show, and there are ten times as many situations. */
    private static final int ODDITIES_MAX = 2;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ListenKey KEY = new ListenKey("explorer-key-0");

    private final SessionMachine machine = new SessionMachine(SETTINGS);
    private final Steps steps;
    private final Set<List<Object>> situations = new HashSet<>();
    private final Deque<Place> ahead = new ArrayDeque<>();

    private Explorer(Steps steps) {
        this.steps = steps;
    }

    /** A state, and when it was reached. */
    private record Place(SessionState state, Now now) {
        Place after(Duration wait) {
            return new Place(state, new Now(now.moment().plus(wait), now.time().plus(wait)));
        }

        /** The machine slept: its own clock stood still. */
        Place afterSleep() {
            return new Place(state, new Now(now.moment(), now.time().plus(Duration.ofMinutes(5))));
        }

        Place atDeadline() {
            Moment deadline = state.deadline().orElse(now.moment());
            return deadline.compareTo(now.moment()) > 0 ? after(deadline.since(now.moment())) : this;
        }
    }

    /** Explores, and returns every kind of step. */
    static Steps explore() {
        Steps steps = new Steps();
        Explorer explorer = new Explorer(steps);
        Now begin = new Now(new Moment(0), Play.EPOCH);
        explorer.ahead.add(new Place(SessionState.idle(SETTINGS, new Jitter(7), begin), begin));
        while (!explorer.ahead.isEmpty()) {
            explorer.visit(explorer.ahead.poll());
        }
        return steps;
    }

    private Place take(Place from, SessionInput input) {
        Transition after = machine.step(from.state(), input, from.now());
        steps.saw(from.state(), input, from.now(), after);
        Place to = new Place(after.state(), from.now());
        if (oddities(after.state()) <= ODDITIES_MAX && situations.add(situation(after.state()))) {
            ahead.add(to);
        }
        return to;
    }

    /** What distinguishes one situation from another. */
    private static List<Object> situation(SessionState state) {
        Completeness c = state.completeness();
        return List.of(
                state.name(),
                Stream.of(Turn.values()).filter(state::awaits).toList(),
                state.attempt().isSubscribed(),
                state.successor().map(Explorer::stage).getOrElse("none"),
                state.retiring().isDefined(),
                state.rotation().suspicious(),
                state.wanted().size(),
                Math.min(2, c.gaps().size()),
                c.gaps().forAll(gap -> gap.endedAt().isDefined()),
                c.inquiry().asking().map(asking -> stage(c, asking)).getOrElse("none"),
                c.inquiry().delivering().map(found -> isLate(c, found.round())).toString(),
                c.sinkFull(),
                c.inquiry().suspects().isEmpty(),
                c.missingAt().isDefined(),
                c.watch().unexplained().isEmpty());
    }

    /** Tells how many things happen at a time that need not happen together: three at once say no more than two. */
    private static long oddities(SessionState state) {
        Completeness c = state.completeness();
        return Stream.of(
                        state.successor().isDefined(),
                        state.retiring().isDefined(),
                        state.rotation().suspicious(),
                        state.wanted().size() < 2,
                        c.sinkFull(),
                        !c.inquiry().suspects().isEmpty(),
                        c.missingAt().isDefined(),
                        !c.watch().unexplained().isEmpty())
                .filter(odd -> odd)
                .count();
    }

    private static String stage(Attempt one) {
        return one.phase().getClass().getSimpleName() + one.isSubscribed();
    }

    private static String stage(Completeness c, Completeness.Asking asking) {
        return asking.ask().getClass().getSimpleName()
                + asking.stale()
                + asking.againAt().isDefined()
                + isLate(c, asking.round())
                + asking.round().fills().isEmpty();
    }

    private static boolean isLate(Completeness c, Round round) {
        return c.gaps().exists(gap -> gap.isCoveredBy(round.startedAt().moment()));
    }

    private void visit(Place place) {
        SessionState state = place.state();
        for (SessionInput input : byTheUser(place.now().time())) {
            take(place, input);
        }
        take(place.after(SECOND), new SessionInput.Tick());
        take(place.after(SessionSettings.EXPLAIN_LIMIT.plus(SECOND)), new SessionInput.Tick());
        take(place.atDeadline(), new SessionInput.Tick());
        take(place.afterSleep(), new SessionInput.Tick());
        take(place.atDeadline().afterSleep(), new SessionInput.Tick());
        take(place.after(SessionSettings.KEY_VALIDITY), new SessionInput.Tick());
        keyExpiresUnderHeartbeats(place.after(SessionSettings.KEY_VALIDITY));
        take(place.after(SECOND), new SessionInput.Overflowed(place.now().moment()));
        Stream.of(Turn.values()).filter(state::awaits).forEach(turn -> take(place, new SessionInput.TurnCame(turn)));
        take(place, new SessionInput.SinkFull());
        take(place, new SessionInput.SinkReady());
        List<Long> epochs = new ArrayList<>(List.of(state.epoch()));
        state.successor().forEach(other -> epochs.add(other.epoch()));
        state.retiring().forEach(old -> epochs.add(old.epoch()));
        for (long epoch : epochs) {
            overConnection(place.after(Duration.ofMillis(600)), epoch);
        }
        for (Outcome<ListenKey> outcome : outcomes(List.of(KEY, new ListenKey("explorer-key-" + state.epochs())))) {
            state.post()
                    .forEach(post -> take(place, new SessionInput.KeyGenerated(post.epoch(), outcome, Duration.ZERO)));
        }
        state.completeness().inquiry().asking().forEach(asking -> answer(place, asking));
    }

    /** The silence limit would come first. */
    private void keyExpiresUnderHeartbeats(Place place) {
        Signal heartbeat = new Signal.Heartbeat(Optional.of("Pong"));
        Place heard = take(
                place,
                new SessionInput.SignalReceived(
                        place.state().epoch(), place.now().moment(), 4, heartbeat));
        take(heard, new SessionInput.Tick());
    }

    private static List<SessionInput> byTheUser(Instant time) {
        List<SessionInput> inputs = new ArrayList<>(List.of(
                new SessionInput.Open(Optional.empty()),
                new SessionInput.Open(Optional.of(new Checkpoint(time.minusSeconds(60), List.of()))),
                new SessionInput.Close(),
                new SessionInput.Reconnect(),
                new SessionInput.Rotate()));
        for (Channel channel : Channel.values()) {
            inputs.add(new SessionInput.Subscribe(channel));
            inputs.add(new SessionInput.Unsubscribe(channel));
        }
        return inputs;
    }

    private static <T> List<Outcome<T>> outcomes(List<T> answers) {
        List<Outcome<T>> outcomes = new ArrayList<>();
        answers.forEach(answer -> outcomes.add(new Outcome.Answered<>(answer)));
        outcomes.add(new Outcome.Refused<>(Play.refusal(Treatment.FATAL, 100413)));
        outcomes.add(new Outcome.Refused<>(Play.refusal(Treatment.KEY_DEAD, 100401)));
        outcomes.add(new Outcome.Refused<>(Play.refusal(Treatment.BACK_OFF, 100410)));
        outcomes.add(new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "no route")));
        return outcomes;
    }

    // What comes over a connection.

    private void overConnection(Place place, long epoch) {
        take(place, new SessionInput.ConnectionOpened(epoch));
        take(place, new SessionInput.ConnectionEnded(epoch, DisconnectReason.LOST, "cut", OptionalInt.empty()));
        for (Outcome<KeyExtension> outcome : outcomes(List.of(KeyExtension.values()))) {
            take(place, new SessionInput.KeyExtended(epoch, place.now(), outcome));
        }
        for (Signal signal : signals(place, epoch)) {
            take(place, new SessionInput.SignalReceived(epoch, place.now().moment(), 100, signal));
        }
    }

    private static List<Signal> signals(Place place, long epoch) {
        List<Signal> signals = new ArrayList<>(List.of(
                new Signal.Heartbeat(Optional.of("Pong")),
                new Signal.ListenKeyExpired(Optional.empty()),
                new Signal.ListenKeyExpired(Optional.of(new ListenKey("a-key-of-long-ago"))),
                new Signal.Rejected("not JSON", 10, "{"),
                new Signal.Acknowledged(Optional.of("a-request-of-long-ago"), 0, ""),
                new Signal.Acknowledged(Optional.empty(), 100410, "")));
        for (AccountEvent event :
                events(place.now(), place.state().completeness().inquiry().queries())) {
            signals.add(new Signal.Happened(List.of(event)));
        }
        if (place.state().attempt().epoch() == epoch) {
            signals.addAll(acknowledgements(place.state().attempt()));
        }
        place.state()
                .successor()
                .filter(other -> other.epoch() == epoch)
                .forEach(other -> signals.addAll(acknowledgements(other)));
        return signals;
    }

    private static List<Signal> acknowledgements(Attempt one) {
        List<Signal> signals = new ArrayList<>();
        if (one.phase() instanceof Phase.Connected connected) {
            for (Subscriptions.Asked asked : connected.subscriptions().asked()) {
                for (int code : new int[] {0, 100401, 100410, 80015}) {
                    signals.add(new Signal.Acknowledged(Optional.of(asked.id()), code, ""));
                }
            }
        }
        return signals;
    }

    private static List<AccountEvent> events(Now now, long number) {
        Origin origin = new Origin(Provenance.STREAM, 1, "f", Optional.of(now.time()), now.moment());
        return List.of(
                update(origin, order(1, OrderStatus.NEW, "0", now), Optional.empty()),
                update(origin, order(1, OrderStatus.FILLED, "1", now), Optional.of(fill(1, "1", now))),
                // Filled by more than was told.
                update(
                        origin,
                        order(2 + number, OrderStatus.PARTIALLY_FILLED, "0.5", now),
                        Optional.of(fill(2, "0.2", now))),
                new AccountUpdate(
                        origin,
                        UpdateReason.of(UpdateReason.ORDER.name()),
                        Optional.of(now.time()),
                        List.of(new BalanceChange(
                                new Asset("ETH"),
                                BigDecimal.ONE,
                                BigDecimal.TEN,
                                Optional.empty(),
                                Optional.empty(),
                                RawMembers.NONE)),
                        RawMembers.NONE),
                Play.snapshot(),
                new Unrecognized(origin, "new.kind", "{}"));
    }

    private static OrderUpdate update(Origin origin, Order order, Optional<Fill> fill) {
        ExecutionType type = fill.isPresent() ? ExecutionType.TRADE : ExecutionType.NEW;
        return new OrderUpdate(origin, order, ExecutionType.of(type.name()), fill);
    }

    private static Order order(long id, OrderStatus status, String filled, Now now) {
        return new Order(
                new Symbol("BTC-USDT"),
                new OrderId(String.valueOf(id)),
                Optional.empty(),
                Side.of("BUY"),
                OrderType.of("LIMIT"),
                OrderStatus.of(status.name()),
                Optional.of(BigDecimal.TEN),
                Optional.empty(),
                BigDecimal.ONE,
                Optional.empty(),
                new BigDecimal(filled),
                Optional.empty(),
                Optional.of(now.time()),
                Optional.of(now.time()),
                RawMembers.NONE);
    }

    private static Fill fill(long id, String quantity, Now now) {
        return new Fill(
                new Symbol("BTC-USDT"),
                new OrderId(String.valueOf(id)),
                Optional.of(new TradeId(String.valueOf(id))),
                BigDecimal.TEN,
                new BigDecimal(quantity),
                Optional.empty(),
                Optional.empty(),
                Optional.of(now.time()),
                Optional.empty(),
                RawMembers.NONE);
    }

    // What REST answers.

    private void answer(Place place, Completeness.Asking asking) {
        long query = asking.query();
        Ask ask = asking.ask();
        Now now = place.now();
        // An order of which the stream told nothing, the same one again and again.
        Order known = order(777, OrderStatus.FILLED, "1", new Now(now.moment(), Play.EPOCH.plusSeconds(1)));
        Fill filled = fill(777, "1", new Now(now.moment(), Play.EPOCH.plusSeconds(1)));
        if (ask instanceof Ask.Balances) {
            Balance some = balance("5");
            for (Outcome<List<Balance>> outcome : outcomes(List.of(List.<Balance>of(), List.of(some)))) {
                take(place, new SessionInput.BalancesTold(query, outcome, Duration.ZERO));
            }
        } else if (ask instanceof Ask.OpenOrders) {
            for (Outcome<List<Order>> outcome : outcomes(List.of(List.<Order>of()))) {
                take(place, new SessionInput.OrdersTold(query, outcome, Duration.ZERO));
            }
        } else if (ask instanceof Ask.ClosedOrders) {
            for (Outcome<List<Order>> outcome : outcomes(List.of(List.<Order>of(), List.of(known)))) {
                take(place, new SessionInput.OrdersTold(query, outcome, Duration.ZERO));
            }
        } else if (ask instanceof Ask.OneOrder one) {
            for (Outcome<Optional<Order>> outcome : outcomes(List.of(
                    Optional.<Order>empty(),
                    Optional.of(order(Long.parseLong(one.key().orderId().text()), OrderStatus.CANCELED, "0", now))))) {
                take(place, new SessionInput.OrderTold(query, outcome, Duration.ZERO));
            }
        } else {
            for (Outcome<List<Fill>> outcome : outcomes(List.of(List.<Fill>of(), List.of(filled)))) {
                take(place, new SessionInput.FillsTold(query, outcome, Duration.ZERO));
            }
        }
    }

    private static Balance balance(String free) {
        return new Balance(
                new Asset("ETH"),
                Optional.of(new BigDecimal(free)),
                Optional.of(BigDecimal.ZERO),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
    }
}
