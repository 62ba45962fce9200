package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A session on stage: tells it what happens in virtual time and remembers what it did. */
final class Play {

    /** The exchange's time at moment zero. */
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    static final ListenKey KEY = new ListenKey("play-key-1");

    /** Far more than any wait in a play takes. */
    private static final int TICKS_MAX = 2_000;

    final PlayedRest rest = new PlayedRest();
    private final SessionMachine machine;
    private SessionState state;
    private Moment now = new Moment(0);
    private Duration slept = Duration.ZERO;
    private List<SessionAction> lastActions = List.of();
    private final List<SessionAction> allActions = new ArrayList<>();
    private boolean givesTurns = true;

    Play() {
        this(7);
    }

    Play(long seed) {
        this(seed, EnumSet.allOf(Channel.class));
    }

    Play(long seed, EnumSet<Channel> channels) {
        this(seed, settings(channels, Optional.of(SessionSettings.SILENCE_LIMIT), false));
    }

    static SessionSettings settings(EnumSet<Channel> channels, Optional<Duration> silence, boolean checkpoints) {
        return new SessionSettings(
                channels,
                silence,
                SessionSettings.BACKOFF,
                SessionSettings.AUDIT_EVERY,
                Optional.empty(),
                checkpoints,
                false);
    }

    Play(long seed, SessionSettings settings) {
        machine = new SessionMachine(settings);
        state = SessionState.idle(settings, new Jitter(seed), present());
    }

    SessionState state() {
        return state;
    }

    Moment now() {
        return now;
    }

    long epoch() {
        return state.epoch();
    }

    List<SessionAction> actions() {
        return lastActions;
    }

    List<SessionAction> allActions() {
        return allActions;
    }

    Now present() {
        return new Now(now, EPOCH.plusNanos(now.nanos()).plus(slept));
    }

    Play after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The machine sleeps: our clock stands still, and the exchange's goes on. */
    Play sleeps(Duration time) {
        slept = slept.plus(time);
        return this;
    }

    /** Returns the exchange's time. */
    Instant time() {
        return present().time();
    }

    /** Tells, gives the session its turn, and answers for REST at once unless REST is dumb; {@link #actions} are then all but the queries. */
    Play tell(SessionInput input) {
        List<SessionAction> actions = new ArrayList<>();
        List<SessionInput> inputs = new ArrayList<>(List.of(input));
        while (!inputs.isEmpty()) {
            Transition transition = machine.step(state, inputs.remove(0), present());
            state = transition.state();
            allActions.addAll(transition.actions());
            for (SessionAction action : transition.actions()) {
                Optional<SessionInput> answer = rest.answer(action);
                if (answer.isPresent()) {
                    inputs.add(answer.get());
                } else {
                    actions.add(action);
                }
            }
            if (inputs.isEmpty() && givesTurns) {
                Stream.of(Turn.values())
                        .filter(state::awaits)
                        .limit(1)
                        .map(SessionInput.TurnCame::new)
                        .forEach(inputs::add);
            }
        }
        lastActions = actions;
        return this;
    }

    /** What it said and did from the beginning, or since it was forgotten. */
    Said said() {
        return new Said(allActions);
    }

    /** From here on nothing was said and nobody asked. */
    Play forgets() {
        allActions.clear();
        rest.asked.clear();
        return this;
    }

    /** REST answers the last question, and goes on answering nothing. */
    Play answersOne() {
        SessionAction question = rest.asked.get(rest.asked.size() - 1);
        return tell(rest.answerTo(question).orElseThrow());
    }

    Play answersNothing() {
        rest.dumb = true;
        return this;
    }

    /** From now on it is another stream's turn. */
    Play givesNoTurns() {
        givesTurns = false;
        return this;
    }

    Play answersAgain() {
        rest.dumb = false;
        return this;
    }

    static boolean closesGap(SessionAction action) {
        return action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.GapClosed;
    }

    static boolean opensGap(SessionAction action) {
        return action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.GapOpened;
    }

    Play hears(Signal signal) {
        return tell(new SessionInput.SignalReceived(epoch(), now, 100, signal));
    }

    Play hears(long epoch, Signal signal) {
        return tell(new SessionInput.SignalReceived(epoch, now, 100, signal));
    }

    /** The stream tells facts, each in a message of its own. */
    Play tells(AccountEvent... events) {
        for (AccountEvent event : events) {
            hears(new Signal.Happened(List.of(event)));
        }
        return this;
    }

    /** Moves to the state's deadline and ticks. */
    Play waits() {
        Moment deadline = state.deadline().orElseThrow(() -> new AssertionError("waits for nothing: " + state));
        if (deadline.compareTo(now) > 0) {
            now = deadline;
        }
        return tell(new SessionInput.Tick());
    }

    /** Ticks at every deadline until the given time has passed. */
    Play waits(Duration time) {
        Moment end = now.plus(time);
        int ticks = 0;
        while (state.deadline().map(deadline -> deadline.compareTo(end) <= 0).orElse(false)) {
            assertThat(ticks++).as("ticks in %s: goes round in circles", time).isLessThan(TICKS_MAX);
            waits();
        }
        now = end;
        return tell(new SessionInput.Tick());
    }

    Play keyArrives() {
        return keyArrives(KEY);
    }

    Play keyArrives(ListenKey key) {
        return tell(new SessionInput.KeyGenerated(epoch(), new Outcome.Answered<>(key), Duration.ZERO));
    }

    Play opens() {
        return tell(new SessionInput.ConnectionOpened(epoch()));
    }

    /** Grants the oldest open request. */
    Play acknowledges() {
        return hears(new Signal.Acknowledged(Optional.of(lastSubscribe().id()), 0, ""));
    }

    SessionAction.Subscribe lastSubscribe() {
        for (int i = allActions.size() - 1; i >= 0; i--) {
            if (allActions.get(i) instanceof SessionAction.Subscribe subscribe) {
                return subscribe;
            }
        }
        throw new AssertionError("never subscribed: " + allActions);
    }

    /** Connects, subscribes and closes the gap that every stream begins with. */
    Play goesLive() {
        tell(new SessionInput.Open(Optional.empty())).keyArrives().opens().subscribes();
        return waits(SessionSettings.REST_LAG.multipliedBy(2)).hears(new Signal.Heartbeat(Optional.empty()));
    }

    /** Grants both channels. */
    Play subscribes() {
        return acknowledges()
                .after(SessionSettings.SUBSCRIBE_SPACING)
                .tell(new SessionInput.Tick())
                .acknowledges();
    }

    /** After the connection was lost: another key, another connection, everything acknowledged. */
    Play comesBack() {
        return waits().keyArrives().opens().subscribes();
    }

    /** A rotation under way comes to its end, with a key that is named for the epoch. */
    Play becomesSuccessor(long epoch) {
        ListenKey key = new ListenKey("play-key-" + epoch);
        tell(new SessionInput.KeyGenerated(epoch, new Outcome.Answered<>(key), Duration.ZERO));
        tell(new SessionInput.ConnectionOpened(epoch));
        hears(epoch, new Signal.Acknowledged(Optional.of(lastSubscribe().id()), 0, ""));
        after(SessionSettings.SUBSCRIBE_SPACING).tell(new SessionInput.Tick());
        return hears(epoch, new Signal.Acknowledged(Optional.of(lastSubscribe().id()), 0, ""));
    }

    /** A round that may close what has come to its end, and the wait before it. */
    Play isRepaired() {
        return waits(SessionSettings.REST_LAG.multipliedBy(2)).hears(new Signal.Heartbeat(Optional.empty()));
    }

    /** Heartbeats ten times a second until something is so. */
    Play until(BooleanSupplier so) {
        for (int i = 0; i < 6000; i++) {
            if (so.getAsBoolean()) {
                return this;
            }
            waits(Duration.ofMillis(100)).hears(new Signal.Heartbeat(Optional.empty()));
        }
        throw new AssertionError("not so within ten minutes: " + state);
    }

    /** Heartbeats every five seconds for a while, ticking at every deadline on the way. */
    Play staysHealthy(Duration time) {
        Moment end = now.plus(time);
        while (now.compareTo(end) < 0) {
            waits(Duration.ofSeconds(5)).hears(new Signal.Heartbeat(Optional.of("Pong")));
        }
        return this;
    }

    <T extends SessionAction> T did(Class<T> type) {
        List<T> found =
                lastActions.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as("%s among %s", type.getSimpleName(), lastActions).hasSize(1);
        return found.get(0);
    }

    <T extends StreamNotice> T noticed(Class<T> type) {
        List<T> found = lastActions.stream()
                .filter(SessionAction.Notify.class::isInstance)
                .map(action -> ((SessionAction.Notify) action).notice())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found).as("%s among %s", type.getSimpleName(), lastActions).hasSize(1);
        return found.get(0);
    }

    long times(Class<? extends SessionAction> type) {
        return allActions.stream().filter(type::isInstance).count();
    }

    /** The connection is lost. */
    Play drops() {
        return tell(new SessionInput.ConnectionEnded(epoch(), DisconnectReason.LOST, "cut", OptionalInt.empty()));
    }

    static Refusal refusal(Treatment treatment, int code) {
        return new Refusal(
                OptionalInt.of(code), OptionalInt.empty(), "no", "meaning", "remedy", treatment, Optional.empty());
    }

    static AccountSnapshot snapshot() {
        Origin origin = new Origin(Provenance.STREAM, 1, "f", Optional.empty(), new Moment(0));
        return new AccountSnapshot(origin, Optional.of(List.of()), Optional.empty(), RawMembers.NONE);
    }
}
