package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Treatment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionMachineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Play play = new Play();

    // The way up.

    @Test
    void opening_asks_for_a_key_then_connects_then_subscribes_one_channel_at_a_time() {
        play.tell(new SessionInput.Open());
        assertThat(play.actions()).containsExactly(new SessionAction.GenerateKey(1));
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
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void opening_twice_opens_once() {
        play.tell(new SessionInput.Open()).tell(new SessionInput.Open());
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void one_channel_is_enough_to_go_live() {
        Play orders = new Play(7, EnumSet.of(Channel.ORDERS));
        orders.tell(new SessionInput.Open()).keyArrives().opens().acknowledges();
        assertThat(orders.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void two_subscribe_frames_are_never_closer_than_half_a_second() {
        play.tell(new SessionInput.Open()).keyArrives().opens().acknowledges();
        play.after(Duration.ofMillis(499)).tell(new SessionInput.Tick());
        assertThat(play.times(SessionAction.Subscribe.class)).isEqualTo(1);
        play.after(Duration.ofMillis(51)).tell(new SessionInput.Tick());
        assertThat(play.times(SessionAction.Subscribe.class)).isEqualTo(2);
    }

    @Test
    void events_are_delivered_before_their_channel_is_acknowledged() {
        play.tell(new SessionInput.Open()).keyArrives().opens();
        play.hears(new Signal.Happened(List.of(snapshot())));
        assertThat(play.did(SessionAction.Deliver.class).event()).isEqualTo(snapshot());
    }

    // Epochs.

    @Test
    void an_answer_of_an_earlier_attempt_changes_nothing() {
        play.tell(new SessionInput.Open()).waits();
        play.waits();
        assertThat(play.epoch()).isEqualTo(2);
        SessionState before = play.state();
        play.tell(new SessionInput.KeyGenerated(1, new Outcome.Answered<>(Play.KEY), Duration.ZERO));
        play.tell(new SessionInput.ConnectionOpened(1));
        play.tell(new SessionInput.ConnectionEnded(1, DisconnectReason.LOST, "", OptionalInt.empty()));
        play.tell(new SessionInput.SignalReceived(1, new Signal.Heartbeat(Optional.of("Pong"))));
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
        play.hears(new Signal.Happened(List.of(snapshot())));
        assertThat(play.state()).isEqualTo(before);
        assertThat(play.actions()).isEmpty();
    }

    // Heartbeats and silence.

    @Test
    void a_heartbeat_is_answered_in_kind_and_postpones_the_silence() {
        play.goesLive();
        play.after(Duration.ofSeconds(40)).hears(new Signal.Heartbeat(Optional.of("Pong")));
        assertThat(play.actions()).containsExactly(new SessionAction.SendText(1, "Pong"));
        play.after(Duration.ofSeconds(44)).tell(new SessionInput.Tick());
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        play.after(SECOND).tell(new SessionInput.Tick());
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void a_heartbeat_that_is_itself_a_reply_is_not_answered() {
        play.goesLive().hears(new Signal.Heartbeat(Optional.empty()));
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void silence_closes_the_connection_and_opens_a_gap_since_the_last_word() {
        play.goesLive();
        Moment lastWord = play.now();
        play.waits(SessionSettings.SILENCE_LIMIT);
        assertThat(play.allActions()).contains(new SessionAction.Disconnect(1));
        assertThat(play.allActions())
                .contains(new SessionAction.Notify(new StreamNotice.GapOpened(1, GapReason.SILENCE, lastWord)));
    }

    // Loss.

    @Test
    void a_lost_connection_opens_a_gap_and_is_made_anew_with_a_fresh_key() {
        play.goesLive();
        Moment lastWord = play.now();
        play.after(SECOND).tell(lost());
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(1, GapReason.CONNECTION_LOST, lastWord));
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.LOST);
        play.waits();
        assertThat(play.actions()).containsExactly(new SessionAction.GenerateKey(2));
    }

    @Test
    void an_attempt_that_never_connected_opens_no_gap() {
        play.tell(new SessionInput.Open()).keyArrives();
        play.tell(new SessionInput.ConnectionEnded(1, DisconnectReason.UNREACHABLE, "refused", OptionalInt.empty()));
        assertThat(play.noticed(StreamNotice.Disconnected.class).detail()).isEqualTo("refused");
        assertThat(play.state().gaps()).isZero();
    }

    @Test
    void a_frame_that_cannot_be_decoded_is_quarantined_and_opens_a_gap_on_a_connection_that_goes_on() {
        play.goesLive();
        Moment lastWord = play.now();
        play.after(SECOND).hears(new Signal.Rejected("not JSON", 12, "{"));
        assertThat(play.noticed(StreamNotice.Quarantined.class).why()).isEqualTo("not JSON");
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(1, GapReason.UNDECODABLE, lastWord));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void an_overflow_opens_a_gap_in_any_state_but_the_last() {
        play.goesLive().tell(new SessionInput.Overflowed(new Moment(5)));
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(1, GapReason.OVERFLOW, new Moment(5)));
        play.tell(new SessionInput.Close()).tell(new SessionInput.Overflowed(new Moment(6)));
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void every_gap_has_a_number_of_its_own() {
        play.goesLive()
                .hears(new Signal.Rejected("one", 1, ""))
                .hears(new Signal.Rejected("two", 1, ""))
                .tell(lost());
        assertThat(play.noticed(StreamNotice.GapOpened.class).gap()).isEqualTo(3);
    }

    // Every wait has an end.

    @Test
    void a_key_that_never_comes_is_asked_for_again() {
        play.tell(new SessionInput.Open()).waits();
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.NO_ANSWER);
        play.waits();
        assertThat(play.actions()).containsExactly(new SessionAction.GenerateKey(2));
    }

    @Test
    void a_handshake_that_never_ends_is_cut() {
        play.tell(new SessionInput.Open()).keyArrives().waits();
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1));
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void a_subscription_without_an_answer_is_repeated_once_then_the_connection_is_given_up() {
        Play orders = new Play(7, EnumSet.of(Channel.ORDERS));
        orders.tell(new SessionInput.Open()).keyArrives().opens();
        orders.waits();
        assertThat(orders.did(SessionAction.Subscribe.class).channel()).isEqualTo(Channel.ORDERS);
        orders.waits();
        assertThat(orders.actions()).contains(new SessionAction.Disconnect(1));
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
        play.tell(new SessionInput.Open()).keyArrives().opens();
        play.hears(new Signal.Acknowledged(Optional.of("nobody's"), 0, ""));
        play.hears(new Signal.Acknowledged(Optional.empty(), 0, ""));
        assertThat(play.actions()).isEmpty();
        assertThat(play.state().name()).isEqualTo(StreamState.SUBSCRIBING);
    }

    // Refusals.

    @ParameterizedTest
    @EnumSource(
            value = Treatment.class,
            names = {"FATAL", "BAD_REQUEST"})
    void a_refusal_that_trying_again_cannot_help_ends_the_stream(Treatment treatment) {
        Refusal refusal = refusal(treatment);
        play.tell(new SessionInput.Open())
                .tell(new SessionInput.KeyGenerated(1, new Outcome.Refused<>(refusal), Duration.ZERO));
        assertThat(play.noticed(StreamNotice.Closed.class).refusal()).contains(refusal);
        assertThat(play.state().name()).isEqualTo(StreamState.CLOSED);
        assertThat(play.state().deadline()).isEmpty();
    }

    @Test
    void a_refusal_for_now_is_waited_out_as_long_as_the_exchange_says() {
        play.tell(new SessionInput.Open())
                .tell(new SessionInput.KeyGenerated(
                        1, new Outcome.Refused<>(refusal(Treatment.BACK_OFF)), Duration.ofMinutes(5)));
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn())
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plus(SECOND));
    }

    @Test
    void no_answer_can_make_us_wait_for_more_than_a_quarter_of_an_hour() {
        play.tell(new SessionInput.Open())
                .tell(new SessionInput.KeyGenerated(
                        1, new Outcome.Refused<>(refusal(Treatment.BACK_OFF)), Duration.ofDays(1)));
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn())
                .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(15).plus(SECOND));
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void a_failed_call_is_repeated(Failure.Kind kind) {
        play.tell(new SessionInput.Open())
                .tell(new SessionInput.KeyGenerated(1, new Outcome.Failed<>(new Failure(kind, "x")), Duration.ZERO));
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void a_handshake_refused_by_the_firewall_is_not_repeated_for_five_minutes() {
        play.tell(new SessionInput.Open()).keyArrives();
        play.tell(new SessionInput.ConnectionEnded(
                1, DisconnectReason.HANDSHAKE_REFUSED, "HTTP 403", OptionalInt.of(403)));
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn())
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {80014, 80015, 100400, 100403, 100416})
    void a_channel_that_is_refused_for_good_ends_the_stream_with_its_remedy(int code) {
        play.tell(new SessionInput.Open()).keyArrives().opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), code, "no"));
        Refusal refusal = play.noticed(StreamNotice.Closed.class).refusal().orElseThrow();
        assertThat(refusal.code()).hasValue(code);
        assertThat(refusal.remedy()).isNotBlank();
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {100410, 100419, 100500, 100503, 424242})
    void a_channel_that_is_refused_for_now_is_asked_for_on_another_connection(int code) {
        play.tell(new SessionInput.Open()).keyArrives().opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), code, ""));
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1));
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void an_error_without_an_id_answers_the_oldest_request() {
        play.tell(new SessionInput.Open()).keyArrives().opens();
        play.hears(new Signal.Acknowledged(Optional.empty(), 80015, "dataType not support"));
        assertThat(play.state().name()).isEqualTo(StreamState.CLOSED);
    }

    @Test
    void a_repeated_request_counts_as_granted() {
        play.tell(new SessionInput.Open()).keyArrives().opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), 100205, ""));
        assertThat(play.noticed(StreamNotice.Subscribed.class).channel()).isEqualTo(Channel.ORDERS);
    }

    @Test
    void an_authentication_error_on_a_subscription_means_that_the_key_is_dead() {
        play.tell(new SessionInput.Open()).keyArrives().opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), 100401, ""));
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.LISTEN_KEY_DEAD);
    }

    // The life of the key.

    @Test
    void the_key_is_extended_between_25_and_30_minutes_after_it_was_asked_for() {
        Set<Duration> waits = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            Play other = new Play(seed).goesLive();
            while (other.times(SessionAction.ExtendKey.class) == 0) {
                other.waits(SECOND).hears(new Signal.Heartbeat(Optional.of("Pong")));
            }
            Duration age = other.now().since(new Moment(0));
            assertThat(age)
                    .isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30).plus(SECOND));
            waits.add(age);
        }
        assertThat(waits).as("spread").hasSizeGreaterThan(20);
    }

    @Test
    void an_extended_key_lives_for_an_hour_from_the_call() {
        SessionAction.ExtendKey ask = untilAskedToExtend();
        extended(ask, new Outcome.Answered<>(KeyExtension.EXTENDED));
        play.staysHealthy(Duration.ofMinutes(24));
        assertThat(play.times(SessionAction.ExtendKey.class)).isEqualTo(1);
        play.staysHealthy(Duration.ofMinutes(7));
        assertThat(play.times(SessionAction.ExtendKey.class)).isGreaterThanOrEqualTo(2);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void a_key_that_cannot_be_extended_is_tried_for_until_it_dies_and_that_is_a_gap() {
        play.goesLive().staysHealthy(Duration.ofMinutes(59));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.times(SessionAction.ExtendKey.class)).isGreaterThan(10);
        play.staysHealthy(Duration.ofMinutes(2));
        assertThat(play.allActions().toString()).contains("LISTEN_KEY_DEAD");
        assertThat(play.state().epoch()).isEqualTo(2);
    }

    @Test
    void an_ambiguous_or_failed_extension_is_repeated_within_a_minute() {
        SessionAction.ExtendKey ask = untilAskedToExtend();
        extended(ask, new Outcome.Answered<>(KeyExtension.UNCERTAIN));
        play.staysHealthy(Duration.ofMinutes(1));
        assertThat(play.times(SessionAction.ExtendKey.class)).isEqualTo(2);
        extended(ask, new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "")));
        play.staysHealthy(Duration.ofMinutes(1));
        assertThat(play.times(SessionAction.ExtendKey.class)).isEqualTo(3);
    }

    @Test
    void a_key_that_the_exchange_does_not_know_any_more_is_replaced_at_once() {
        SessionAction.ExtendKey ask = untilAskedToExtend();
        extended(ask, new Outcome.Answered<>(KeyExtension.GONE));
        assertThat(play.noticed(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.LISTEN_KEY_DEAD);
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn()).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void a_permission_taken_away_while_live_ends_the_stream() {
        SessionAction.ExtendKey ask = untilAskedToExtend();
        extended(ask, new Outcome.Refused<>(refusal(Treatment.FATAL)));
        assertThat(play.state().name()).isEqualTo(StreamState.CLOSED);
    }

    @Test
    void the_expiry_of_our_key_replaces_it_and_that_of_an_older_key_does_not() {
        play.goesLive().hears(new Signal.ListenKeyExpired(Optional.of(new ListenKey("an-older-one"))));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        play.hears(new Signal.ListenKeyExpired(Optional.of(Play.KEY)));
        assertThat(play.noticed(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.LISTEN_KEY_DEAD);
    }

    // Backoff.

    @Test
    void a_server_that_accepts_and_drops_at_once_is_not_hammered() {
        play.tell(new SessionInput.Open());
        Moment start = play.now();
        for (int i = 0; i < 30; i++) {
            play.keyArrives().opens().tell(lost()).waits();
        }
        assertThat(play.now().since(start)).isGreaterThan(Duration.ofMinutes(5));
        assertThat(play.state().failures()).isEqualTo(30);
    }

    @Test
    void backoff_starts_afresh_after_a_minute_of_connection() {
        play.tell(new SessionInput.Open());
        for (int i = 0; i < 10; i++) {
            play.keyArrives().opens().tell(lost()).waits();
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
                        new SessionAction.Disconnect(1),
                        new SessionAction.Notify(new StreamNotice.Closed(Optional.empty())));
        assertThat(play.state().deadline()).isEmpty();
        play.tell(new SessionInput.Close())
                .tell(new SessionInput.Open())
                .tell(lost())
                .tell(new SessionInput.Tick());
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void closing_is_possible_in_every_phase() {
        Play idle = new Play().tell(new SessionInput.Close());
        Play acquiring = new Play().tell(new SessionInput.Open()).tell(new SessionInput.Close());
        Play connecting = new Play().tell(new SessionInput.Open()).keyArrives().tell(new SessionInput.Close());
        Play backingOff = new Play().goesLive().tell(lost()).tell(new SessionInput.Close());
        assertThat(List.of(idle, acquiring, connecting, backingOff)).allSatisfy(play -> {
            assertThat(play.state().name()).isEqualTo(StreamState.CLOSED);
            play.noticed(StreamNotice.Closed.class);
        });
        assertThat(connecting.actions()).contains(new SessionAction.Disconnect(1));
    }

    // Replay.

    @Test
    void equal_seeds_go_on_equally_and_other_seeds_do_not() {
        assertThat(new Play(3).goesLive().tell(lost()).state())
                .isEqualTo(new Play(3).goesLive().tell(lost()).state())
                .isNotEqualTo(new Play(4).goesLive().tell(lost()).state());
    }

    private SessionAction.ExtendKey untilAskedToExtend() {
        play.goesLive();
        while (play.times(SessionAction.ExtendKey.class) == 0) {
            play.staysHealthy(Duration.ofSeconds(5));
        }
        return play.allActions().stream()
                .filter(SessionAction.ExtendKey.class::isInstance)
                .map(SessionAction.ExtendKey.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void extended(SessionAction.ExtendKey ask, Outcome<KeyExtension> outcome) {
        play.tell(new SessionInput.KeyExtended(ask.epoch(), ask.askedAt(), outcome));
    }

    private SessionInput lost() {
        return new SessionInput.ConnectionEnded(
                Math.max(1, play.epoch()), DisconnectReason.LOST, "cut", OptionalInt.empty());
    }

    private static Refusal refusal(Treatment treatment) {
        return new Refusal(
                OptionalInt.of(1), OptionalInt.empty(), "no", "meaning", "remedy", treatment, Optional.empty());
    }

    private static AccountSnapshot snapshot() {
        Origin origin = new Origin(Provenance.STREAM, 1, "f", Optional.empty(), new Moment(0));
        return new AccountSnapshot(origin, Optional.of(List.of()), Optional.empty(), RawMembers.NONE);
    }
}
