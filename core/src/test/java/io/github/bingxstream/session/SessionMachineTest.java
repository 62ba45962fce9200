package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionMachineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Play play = new Play();

    // The way up.

    @Test
    void opening_asks_for_a_key_then_connects_then_subscribes_one_channel_at_a_time() {
        play.tell(new SessionInput.Open(Optional.empty()));
        assertThat(play.actions())
                .containsExactly(
                        new SessionAction.Notify(new StreamNotice.GapOpened(1, GapReason.STARTING, Play.EPOCH)),
                        new SessionAction.GenerateKey(1));
        assertThat(play.state().name()).isEqualTo(StreamState.ACQUIRING_KEY);

        play.after(SECOND).keyArrives();
        assertThat(play.actions()).containsExactly(new SessionAction.Connect(1, Play.KEY));
        assertThat(play.state().name()).isEqualTo(StreamState.CONNECTING);

        play.after(SECOND).opens();
        assertThat(play.noticed(StreamNotice.Connected.class).keyFingerprint()).isEqualTo(Play.KEY.fingerprint());
        assertThat(play.did(SessionAction.Subscribe.class).channel()).isEqualTo(Channel.ORDERS);
        assertThat(play.state().name()).isEqualTo(StreamState.SUBSCRIBING);

        play.acknowledges();
        assertThat(play.noticed(StreamNotice.Subscribed.class).channel()).isEqualTo(Channel.ORDERS);
        assertThat(play.times(SessionAction.Subscribe.class)).isEqualTo(1);

        play.waits();
        assertThat(play.did(SessionAction.Subscribe.class).channel()).isEqualTo(Channel.BALANCES);
        play.acknowledges();
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);

        play.waits(SessionSettings.REST_LAG.multipliedBy(2));
        assertThat(play.allActions()).anyMatch(Play::closesGap);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void opening_twice_opens_once() {
        play.tell(new SessionInput.Open(Optional.empty())).tell(new SessionInput.Open(Optional.empty()));
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void one_channel_is_enough_to_go_live() {
        Play orders = new Play(7, EnumSet.of(Channel.ORDERS));
        orders.tell(new SessionInput.Open(Optional.empty()))
                .keyArrives()
                .opens()
                .acknowledges();
        orders.waits(SessionSettings.REST_LAG.multipliedBy(2));
        assertThat(orders.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void two_subscribe_frames_are_never_closer_than_half_a_second() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens().acknowledges();
        play.after(Duration.ofMillis(499)).tell(new SessionInput.Tick());
        assertThat(play.times(SessionAction.Subscribe.class)).isEqualTo(1);
        play.after(Duration.ofMillis(51)).tell(new SessionInput.Tick());
        assertThat(play.times(SessionAction.Subscribe.class)).isEqualTo(2);
    }

    @Test
    void events_are_delivered_before_their_channel_is_acknowledged() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens();
        play.hears(new Signal.Happened(List.of(Play.snapshot())));
        assertThat(play.did(SessionAction.Deliver.class)).isEqualTo(new SessionAction.Deliver(Play.snapshot(), 100));
    }

    // Epochs.

    @Test
    void an_answer_of_an_earlier_attempt_changes_nothing() {
        play.tell(new SessionInput.Open(Optional.empty())).waits();
        play.waits();
        assertThat(play.epoch()).isEqualTo(2);
        SessionState before = play.state();
        play.tell(new SessionInput.KeyGenerated(1, new Outcome.Answered<>(Play.KEY), Duration.ZERO));
        play.tell(new SessionInput.ConnectionOpened(1));
        play.tell(new SessionInput.ConnectionEnded(1, DisconnectReason.LOST, "", OptionalInt.empty()));
        play.tell(new SessionInput.SignalReceived(1, play.now(), 10, new Signal.Heartbeat(Optional.of("Pong"))));
        assertThat(play.state()).isEqualTo(before);
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void an_answer_that_nobody_waits_for_changes_nothing() {
        play.goesLive();
        SessionState before = play.state();
        play.keyArrives(new ListenKey("another"));
        assertThat(play.state()).isEqualTo(before);
        play.opens();
        assertThat(play.state()).isEqualTo(before);
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void a_frame_that_was_in_flight_when_the_connection_was_given_up_changes_nothing() {
        play.goesLive().waits(SessionSettings.SILENCE_LIMIT);
        SessionState before = play.state();
        play.hears(new Signal.Happened(List.of(Play.snapshot())));
        assertThat(play.state()).isEqualTo(before);
        assertThat(play.actions()).isEmpty();
    }

    // Every wait has an end.

    @Test
    void a_key_that_never_comes_is_asked_for_again() {
        play.tell(new SessionInput.Open(Optional.empty())).waits();
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.NO_ANSWER);
        play.waits();
        assertThat(play.actions()).containsExactly(new SessionAction.GenerateKey(2));
    }

    @Test
    void a_handshake_that_never_ends_is_cut() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().waits();
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1));
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void a_subscription_without_an_answer_is_repeated_once_then_the_connection_is_given_up() {
        Play orders = new Play(7, EnumSet.of(Channel.ORDERS));
        orders.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens();
        orders.after(SessionSettings.ACKNOWLEDGE_LIMIT).tell(new SessionInput.Tick());
        assertThat(orders.did(SessionAction.Subscribe.class).channel()).isEqualTo(Channel.ORDERS);
        orders.after(SessionSettings.ACKNOWLEDGE_LIMIT).tell(new SessionInput.Tick());
        assertThat(orders.actions()).contains(new SessionAction.Disconnect(1, Trust.DOUBT));
        assertThat(orders.noticed(StreamNotice.Disconnected.class).detail()).contains("spot.executionReport");
    }

    @Test
    void every_request_has_an_id_of_its_own() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Play other = new Play(i).goesLive();
            other.allActions().stream()
                    .filter(SessionAction.Subscribe.class::isInstance)
                    .forEach(action -> ids.add(((SessionAction.Subscribe) action).id()));
        }
        assertThat(ids).hasSize(20).allMatch(id -> id.length() == 36);
    }

    @Test
    void an_acknowledgement_of_an_unknown_request_grants_nothing() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens();
        play.hears(new Signal.Acknowledged(Optional.of("nobody's"), 0, ""));
        play.hears(new Signal.Acknowledged(Optional.empty(), 0, ""));
        assertThat(play.actions()).isEmpty();
        assertThat(play.state().name()).isEqualTo(StreamState.SUBSCRIBING);
    }

    // Backoff.

    @Test
    void a_server_that_accepts_and_drops_at_once_is_not_hammered() {
        play.tell(new SessionInput.Open(Optional.empty()));
        Moment start = play.now();
        for (int i = 0; i < 30; i++) {
            play.keyArrives().opens().drops().waits();
        }
        assertThat(play.now().since(start)).isGreaterThan(Duration.ofMinutes(5));
        assertThat(play.state().failures()).isEqualTo(30);
    }

    @Test
    void backoff_starts_afresh_after_a_minute_of_connection() {
        play.tell(new SessionInput.Open(Optional.empty()));
        for (int i = 0; i < 10; i++) {
            play.keyArrives().opens().drops().waits();
        }
        play.keyArrives().opens().subscribes().staysHealthy(Duration.ofSeconds(55));
        assertThat(play.state().failures()).isEqualTo(10);
        play.staysHealthy(Duration.ofSeconds(10));
        assertThat(play.state().failures()).isZero();
    }

    // The end.

    @Test
    void closing_cuts_the_connection_says_so_last_and_wants_nothing_more() {
        play.goesLive().tell(new SessionInput.Close());
        assertThat(play.actions())
                .containsExactly(
                        new SessionAction.Disconnect(1), new SessionAction.Notify(StreamNotice.Closed.byUser()));
        assertThat(play.state().deadline()).isEmpty();
        play.tell(new SessionInput.Close())
                .tell(new SessionInput.Open(Optional.empty()))
                .drops()
                .tell(new SessionInput.Tick());
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void closing_is_possible_in_every_phase() {
        Play idle = new Play().tell(new SessionInput.Close());
        Play acquiring =
                new Play().tell(new SessionInput.Open(Optional.empty())).tell(new SessionInput.Close());
        Play connecting = new Play()
                .tell(new SessionInput.Open(Optional.empty()))
                .keyArrives()
                .tell(new SessionInput.Close());
        Play backingOff = new Play().goesLive().drops().tell(new SessionInput.Close());
        assertThat(List.of(idle, acquiring, connecting, backingOff)).allSatisfy(play -> {
            assertThat(play.state().name()).isEqualTo(StreamState.CLOSED);
            play.noticed(StreamNotice.Closed.class);
        });
        assertThat(connecting.actions()).contains(new SessionAction.Disconnect(1));
    }

    // Replay.

    @Test
    void equal_seeds_go_on_equally_and_other_seeds_do_not() {
        assertThat(new Play(3).goesLive().drops().state())
                .isEqualTo(new Play(3).goesLive().drops().state())
                .isNotEqualTo(new Play(4).goesLive().drops().state());
    }
}
