package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.port.AccountApi;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The exchange's REST calls: answered from the truth as it was a little while ago, late, or not at all. */
final class RestDesk {

    private static final long BAN = 5 * Agenda.MINUTES;

    private final World world;
    private final Books books;
    private final Words words;
    private final ListenKeys keys;
    private long bannedUntil;

    RestDesk(World world, Books books, Words words, ListenKeys keys) {
        this.world = world;
        this.books = books;
        this.words = words;
        this.keys = keys;
    }

    void ban() {
        bannedUntil = world.now() + BAN;
        // A client is told to wait, and waits, and backs off on top of it.
        world.weather().disturbUntil(bannedUntil + Agenda.MINUTES);
    }

    // Listen keys.

    void generateKey(SimulatedProcess process, SessionAction.GenerateKey action) {
        Weather weather = world.weather();
        if (world.now() < bannedUntil || weather.strikes(Fault.POST_REFUSED)) {
            generated(process, action, new Outcome.Refused<>(refusal(100410)), pause(), quick());
        } else if (weather.strikes(Fault.POST_LOST)) {
            if (world.chance().hits(0.5)) {
                keys.generate();
            }
            generated(process, action, failed(), Duration.ZERO, between(1, 60));
        } else {
            ListenKey key = keys.generate().text();
            long wait = weather.strikes(Fault.POST_LATE) ? between(20, 280) : quick();
            generated(process, action, new Outcome.Answered<>(key), Duration.ZERO, wait);
        }
    }

    private void generated(
            SimulatedProcess process,
            SessionAction.GenerateKey action,
            Outcome<ListenKey> outcome,
            Duration pause,
            long wait) {
        world.agenda().in(wait, () -> process.tell(new SessionInput.KeyGenerated(action.epoch(), outcome, pause)));
    }

    void extendKey(SimulatedProcess process, SessionAction.ExtendKey action) {
        Weather weather = world.weather();
        if (world.now() < bannedUntil || weather.strikes(Fault.PUT_REFUSED)) {
            extended(process, action, new Outcome.Refused<>(refusal(100410)), quick());
        } else if (weather.strikes(Fault.PUT_FAILED)) {
            if (world.chance().hits(0.5)) {
                keys.extend(action.key());
            }
            extended(process, action, failed(), between(1, 30));
        } else if (weather.strikes(Fault.PUT_UNCERTAIN)) {
            extended(process, action, new Outcome.Answered<>(KeyExtension.UNCERTAIN), quick());
        } else {
            KeyExtension extension = keys.extend(action.key());
            long wait = weather.strikes(Fault.PUT_LATE) ? between(20, 120) : quick();
            extended(process, action, new Outcome.Answered<>(extension), wait);
        }
    }

    private void extended(
            SimulatedProcess process, SessionAction.ExtendKey action, Outcome<KeyExtension> outcome, long wait) {
        world.agenda()
                .in(wait, () -> process.tell(new SessionInput.KeyExtended(action.epoch(), action.askedAt(), outcome)));
    }

    void deleteKey(SessionAction.DeleteKey action) {
        keys.find(action.key()).ifPresent(keys::kill);
    }

    // The account.

    void balances(SimulatedProcess process, SessionAction.QueryBalances action) {
        List<Balance> truth = words.restBalances(books);
        this.<List<Balance>>answer(
                process, truth, (out, pause) -> new SessionInput.BalancesTold(action.query(), out, pause));
    }

    void openOrders(SimulatedProcess process, SessionAction.QueryOpenOrders action) {
        long asOf = world.weather().strikes(Fault.REST_CONTRADICTS) ? world.now() - Switches.LAG_MAX : asOf();
        List<Order> truth = new ArrayList<>();
        for (SimulatedOrder order : books.recentlyOpen(world.now())) {
            order.asOf(asOf)
                    .filter(version -> !version.status().isTerminal())
                    .ifPresent(version -> truth.add(words.restOrder(order, version)));
        }
        this.<List<Order>>answer(
                process, truth, (out, pause) -> new SessionInput.OrdersTold(action.query(), out, pause));
    }

    void closedOrders(SimulatedProcess process, SessionAction.QueryClosedOrders action) {
        long asOf = asOf();
        long from = Agenda.time(action.from());
        long to = Agenda.time(action.to());
        Stream<SimulatedOrder> found = world.switches().closedByUpdateTime()
                ? books.endedIn(from, to).stream()
                        .sorted(Comparator.comparing(SimulatedOrder::createdAt)
                                .thenComparing(order -> order.id().text()))
                : books.createdIn(from, to).stream();
        List<Order> truth = found.filter(SimulatedOrder::hasBegun)
                .flatMap(order -> order
                        .asOf(asOf)
                        .filter(version -> version.status().isTerminal())
                        .map(version -> words.restOrder(order, version))
                        .stream())
                .skip((long) (action.page() - 1) * AccountApi.CLOSED_ORDERS_MAX)
                .limit(AccountApi.CLOSED_ORDERS_MAX)
                .toList();
        this.<List<Order>>answer(
                process, truth, (out, pause) -> new SessionInput.OrdersTold(action.query(), out, pause));
    }

    void order(SimulatedProcess process, SessionAction.QueryOrder action) {
        long asOf = asOf();
        Optional<Order> truth = books.order(action.orderId())
                .filter(order -> order.symbol().equals(action.symbol()))
                .flatMap(order -> order.asOf(asOf).map(version -> words.restOrder(order, version)));
        this.<Optional<Order>>answer(
                process, truth, (out, pause) -> new SessionInput.OrderTold(action.query(), out, pause));
    }

    void fills(SimulatedProcess process, SessionAction.QueryFills action) {
        List<Fill> truth = fills(action.from(), action.to());
        this.<List<Fill>>answer(
                process,
                truth.size() > AccountApi.FILLS_MAX ? List.copyOf(truth.subList(0, AccountApi.FILLS_MAX)) : truth,
                (out, pause) -> new SessionInput.FillsTold(action.query(), out, pause));
    }

    void fills(SimulatedProcess process, SessionAction.QueryOrderFills action) {
        List<Fill> truth = fills(action.from(), action.to()).stream()
                .filter(fill ->
                        fill.symbol().equals(action.symbol()) && fill.orderId().equals(action.orderId()))
                .limit(AccountApi.FILLS_MAX)
                .toList();
        this.<List<Fill>>answer(process, truth, (out, pause) -> new SessionInput.FillsTold(action.query(), out, pause));
    }

    private List<Fill> fills(Instant from, Instant to) {
        long asOf = asOf();
        return books.filledIn(Agenda.time(from), Math.min(Agenda.time(to), asOf)).stream()
                .map(words::fill)
                .toList();
    }

    /** The truth is taken when the question arrives; however late the answer is, it is no newer. */
    private long asOf() {
        long most = world.weather().strikes(Fault.REST_LAGGED)
                ? Switches.LAG_MAX
                : world.chance().between(0, world.switches().lag().most());
        return world.now() - most;
    }

    private interface Answer<T> {
        SessionInput of(Outcome<T> outcome, Duration pause);
    }

    private <T> void answer(SimulatedProcess process, T truth, Answer<T> answer) {
        Weather weather = world.weather();
        Outcome<T> outcome = new Outcome.Answered<>(truth);
        Duration pause = Duration.ZERO;
        long wait = quick();
        if (world.now() < bannedUntil) {
            outcome = new Outcome.Refused<>(refusal(100410));
            pause = pause();
        } else if (weather.strikes(Fault.REST_RATE_LIMITED)) {
            outcome = new Outcome.Refused<>(refusal(100410));
            pause = Duration.ofSeconds(world.chance().between(1, 60));
        } else if (weather.strikes(Fault.REST_BUSY)) {
            outcome = new Outcome.Refused<>(refusal(100500));
        } else if (weather.strikes(Fault.REST_FAILED)) {
            outcome = failed();
            wait = between(1, 30);
        } else if (weather.strikes(Fault.REST_LATE)) {
            wait = between(5, 90);
        }
        SessionInput input = answer.of(outcome, pause);
        long quiet = world.now() + wait + pause.toNanos();
        if (wait > Agenda.SECONDS || !pause.isZero()) {
            weather.disturbUntil(quiet);
        }
        world.agenda().in(wait, () -> process.tell(input));
    }

    private Duration pause() {
        return Duration.ofNanos(Math.max(bannedUntil - world.now(), between(5, 120)));
    }

    private long quick() {
        return world.chance().between(30 * Agenda.MILLIS, 250 * Agenda.MILLIS);
    }

    private long between(long least, long most) {
        return world.chance().between(least * Agenda.SECONDS, most * Agenda.SECONDS);
    }

    private static <T> Outcome<T> failed() {
        return new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "no route to the exchange"));
    }

    private static Refusal refusal(int code) {
        return new Refusal(
                OptionalInt.of(code),
                OptionalInt.of(200),
                "try later",
                "not now",
                "wait",
                Treatment.BACK_OFF,
                Optional.empty());
    }
}
