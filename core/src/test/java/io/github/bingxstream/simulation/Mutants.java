package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Signal;
import io.github.bingxstream.session.Transition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sessions that break something on purpose, so that the checkers can show that they see it. */
enum Mutants {
    CLOSES_GAPS_AT_ONCE(
            "C1",
            acts(action -> opened(action)
                    .map(gap -> Stream.of(
                            action, notify(new StreamNotice.GapClosed(gap.gap(), gap.reason(), 0, 0, Duration.ZERO))))
                    .orElse(Stream.of(action)))),
    LOSES_DELIVERIES(
            "C1",
            acts(action -> told(action).filter(Mutants::isSeventh).isPresent() ? Stream.of() : Stream.of(action))),
    NEVER_AUDITS("C1", (machine, state, input, now) -> {
        Transition right = machine.step(state, input, now);
        return right.state().gaps().isEmpty()
                ? replacing(right, action -> Questions.number(action).isPresent())
                : right;
    }),
    RESUMES_TOO_LATE(
            "C1",
            hears((input, now) -> resumed(input)
                    .map(checkpoint -> open(new Checkpoint(now.time(), checkpoint.orders())))
                    .orElse(input))),
    FORGETS_WHAT_WAS_TOLD(
            "C2",
            hears((input, now) -> resumed(input)
                    .map(checkpoint -> open(new Checkpoint(checkpoint.completeUntil(), List.of())))
                    .orElse(input))),
    DELIVERS_TWICE("C2", acts(action -> told(action).isPresent() ? Stream.of(action, action) : Stream.of(action))),
    DELIVERS_REPETITIONS("C2", (machine, state, input, now) -> {
        Transition right = machine.step(state, input, now);
        List<SessionAction> actions = new ArrayList<>(right.actions());
        heard(input)
                .filter(update -> update.fill().isPresent())
                .filter(update -> right.actions().stream()
                        .noneMatch(action ->
                                told(action).flatMap(OrderUpdate::fill).equals(update.fill())))
                .forEach(update -> actions.add(new SessionAction.Deliver(update, 1)));
        return new Transition(right.state(), actions);
    }),
    GOES_BACK(
            "C3",
            acts(action -> told(action)
                    .map(update -> Stream.of(action, new SessionAction.Deliver(before(update), 1)))
                    .orElse(Stream.of(action)))),
    MISSES_OVERFLOW("C4", hears((input, now) -> input instanceof SessionInput.Overflowed ? tick() : input)),
    MISSES_REJECTIONS(
            "C4",
            hears((input, now) -> input instanceof SessionInput.SignalReceived received
                            && received.signal() instanceof Signal.Rejected
                    ? tick()
                    : input)),
    MISSES_LOST_CONNECTIONS(
            "C4", hears((input, now) -> input instanceof SessionInput.ConnectionEnded ? tick() : input)),
    MISSES_SILENCE(
            "C4",
            (machine, state, input, now) -> machine.step(
                    input instanceof SessionInput.Tick
                            ? machine.step(state, heartbeat(state, now), now).state()
                            : state,
                    input,
                    now)),
    GAP_BEGINS_NOW(
            "C4",
            (machine, state, input, now) -> mapping(
                    machine.step(state, input, now),
                    action -> opened(action)
                            .map(gap ->
                                    Stream.of(notify(new StreamNotice.GapOpened(gap.gap(), gap.reason(), now.time()))))
                            .orElse(Stream.of(action)))),
    NEVER_CLOSES_GAPS(
            "C5",
            acts(action ->
                    action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.GapClosed
                            ? Stream.of()
                            : Stream.of(action))),
    GIVES_UP(
            "C5",
            acts(action -> action instanceof SessionAction.Notify notify
                            && notify.notice() instanceof StreamNotice.Disconnected
                    ? Stream.of(action, notify(StreamNotice.Closed.broken("gives up")))
                    : Stream.of(action))),
    LEAVES_BEFORE_IT_ARRIVES(
            "C6",
            (machine, state, input, now) -> mapping(
                    machine.step(state, input, now),
                    action -> action instanceof SessionAction.Connect && state.name() == StreamState.LIVE
                            ? Stream.of(new SessionAction.Disconnect(state.epoch()), action)
                            : Stream.of(action))),
    FLOODS_A_FULL_SINK("C7", hears((input, now) -> input instanceof SessionInput.SinkFull ? tick() : input)),
    ASKS_TWO_THINGS_AT_ONCE(
            "C7",
            acts(action -> action instanceof SessionAction.QueryBalances query
                    ? Stream.of(action, new SessionAction.QueryBalances(query.query() + 1_000_000))
                    : Stream.of(action))),
    POSTS_TWICE(
            "C8",
            acts(action ->
                    action instanceof SessionAction.GenerateKey ? Stream.of(action, action) : Stream.of(action))),
    SUBSCRIBES_IN_A_BURST(
            "C8",
            acts(action ->
                    action instanceof SessionAction.Subscribe ? Stream.of(action, action, action) : Stream.of(action))),
    DELETES_KEYS_IN_USE(
            "C8",
            acts(action -> action instanceof SessionAction.Connect connect
                    ? Stream.of(action, new SessionAction.DeleteKey(connect.key()))
                    : Stream.of(action))),
    ANSWERS_NO_HEARTBEAT(
            "C8", acts(action -> action instanceof SessionAction.SendText ? Stream.of() : Stream.of(action)));

    private final String seenBy;

    @SuppressWarnings("ImmutableEnumChecker") // A mutant is a function.
    private final Mutant mutant;

    Mutants(String seenBy, Mutant mutant) {
        this.seenBy = seenBy;
        this.mutant = mutant;
    }

    /** Returns the number of the promise that it breaks. */
    String seenBy() {
        return seenBy;
    }

    Mutant mutant() {
        return mutant;
    }

    // What mutants are made of.

    private static Mutant acts(Function<SessionAction, Stream<SessionAction>> instead) {
        return (machine, state, input, now) -> mapping(machine.step(state, input, now), instead);
    }

    private static Mutant hears(BiFunction<SessionInput, Now, SessionInput> instead) {
        return (machine, state, input, now) -> machine.step(state, instead.apply(input, now), now);
    }

    private static Transition mapping(Transition right, Function<SessionAction, Stream<SessionAction>> instead) {
        return new Transition(
                right.state(), right.actions().stream().flatMap(instead).toList());
    }

    private static Transition replacing(Transition right, Predicate<SessionAction> dropped) {
        return mapping(right, action -> dropped.test(action) ? Stream.of() : Stream.of(action));
    }

    private static Optional<OrderUpdate> told(SessionAction action) {
        return action instanceof SessionAction.Deliver deliver
                        && deliver.event() instanceof OrderUpdate update
                        && update.fill().isPresent()
                ? Optional.of(update)
                : Optional.empty();
    }

    private static Stream<OrderUpdate> heard(SessionInput input) {
        List<AccountEvent> events = input instanceof SessionInput.SignalReceived received
                        && received.signal() instanceof Signal.Happened happened
                ? happened.events()
                : List.of();
        return events.stream().filter(OrderUpdate.class::isInstance).map(OrderUpdate.class::cast);
    }

    private static boolean isSeventh(OrderUpdate update) {
        return update.origin().provenance() == Provenance.STREAM
                && update.fill()
                        .flatMap(Fill::tradeId)
                        .map(TradeId::text)
                        .filter(id -> id.endsWith("7"))
                        .isPresent();
    }

    private static OrderUpdate before(OrderUpdate update) {
        return new OrderUpdate(
                update.origin(),
                update.order().standing(OrderStatus.of("PENDING"), BigDecimal.ZERO),
                update.executionType(),
                Optional.empty());
    }

    private static Optional<StreamNotice.GapOpened> opened(SessionAction action) {
        return action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.GapOpened gap
                ? Optional.of(gap)
                : Optional.empty();
    }

    private static Optional<Checkpoint> resumed(SessionInput input) {
        return input instanceof SessionInput.Open open ? open.checkpoint() : Optional.empty();
    }

    private static SessionInput open(Checkpoint checkpoint) {
        return new SessionInput.Open(Optional.of(checkpoint));
    }

    private static SessionInput tick() {
        return new SessionInput.Tick();
    }

    private static SessionInput heartbeat(SessionState state, Now now) {
        return new SessionInput.SignalReceived(
                state.epoch(), now.moment(), 4, new Signal.Heartbeat(Optional.of("Pong")));
    }

    private static SessionAction notify(StreamNotice notice) {
        return new SessionAction.Notify(notice);
    }
}
