package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Treatment;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRefusalsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Play play = new Play();

    // Refusals.

    @ParameterizedTest
    @EnumSource(
            value = Treatment.class,
            names = {"FATAL", "BAD_REQUEST"})
    void a_refusal_that_trying_again_cannot_help_ends_the_stream(Treatment treatment) {
        Refusal refusal = Play.refusal(treatment, 100400);
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .tell(new SessionInput.KeyGenerated(1, new Outcome.Refused<>(refusal), Duration.ZERO));
        assertThat(play.noticed(StreamNotice.Closed.class)).isEqualTo(StreamNotice.Closed.refused(refusal));
        assertThat(play.state().name()).isEqualTo(StreamState.CLOSED);
        assertThat(play.state().deadline()).isEmpty();
    }

    @Test
    void a_code_that_nobody_knows_is_no_reason_to_give_up_for_good() {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .tell(new SessionInput.KeyGenerated(
                        1, new Outcome.Refused<>(Play.refusal(Treatment.BAD_REQUEST, 424242)), Duration.ZERO));
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void a_refusal_for_now_is_waited_out_as_long_as_the_exchange_says() {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .tell(new SessionInput.KeyGenerated(
                        1, new Outcome.Refused<>(Play.refusal(Treatment.BACK_OFF, 100410)), Duration.ofMinutes(5)));
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn())
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plus(SECOND));
    }

    @Test
    void no_answer_can_make_us_wait_for_more_than_a_quarter_of_an_hour() {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .tell(new SessionInput.KeyGenerated(
                        1, new Outcome.Refused<>(Play.refusal(Treatment.BACK_OFF, 100410)), Duration.ofDays(1)));
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn())
                .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(15).plus(SECOND));
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void a_failed_call_is_repeated(Failure.Kind kind) {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .tell(new SessionInput.KeyGenerated(1, new Outcome.Failed<>(new Failure(kind, "x")), Duration.ZERO));
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 418, 429})
    void a_handshake_refused_with_a_ban_is_not_repeated_for_five_minutes(int status) {
        play.tell(new SessionInput.Open(java.util.Optional.empty())).keyArrives();
        play.tell(new SessionInput.ConnectionEnded(
                1, DisconnectReason.HANDSHAKE_REFUSED, "HTTP " + status, OptionalInt.of(status)));
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn())
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {80014, 80015, 100400, 100403, 100416})
    void a_channel_that_is_refused_for_good_ends_the_stream_with_its_remedy(int code) {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .keyArrives()
                .opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), code, "no"));
        Refusal refusal = play.noticed(StreamNotice.Closed.class).refusal().orElseThrow();
        assertThat(refusal.code()).hasValue(code);
        assertThat(refusal.remedy()).isNotBlank();
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {100410, 100419, 100500, 100503, 424242})
    void a_channel_that_is_refused_for_now_is_asked_for_on_another_connection(int code) {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .keyArrives()
                .opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), code, ""));
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1, Trust.FULL));
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void an_error_without_an_id_is_taken_for_the_oldest_request_but_ends_nothing_for_good() {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .keyArrives()
                .opens();
        play.hears(new Signal.Acknowledged(Optional.empty(), 80015, "dataType not support"));
        assertThat(play.noticed(StreamNotice.Disconnected.class).detail()).contains("80015");
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
    }

    @Test
    void an_error_that_answers_nothing_is_quarantined_and_opens_a_gap() {
        play.goesLive().hears(new Signal.Acknowledged(Optional.empty(), 100500, "oops"));
        assertThat(play.noticed(StreamNotice.Quarantined.class).why()).contains("100500", "oops");
        assertThat(play.noticed(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.UNDECODABLE);
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
    }

    @Test
    void an_error_that_answers_nothing_may_still_tell_that_the_key_is_dead() {
        play.goesLive().hears(new Signal.Acknowledged(Optional.empty(), 100401, "listen key expired"));
        assertThat(play.noticed(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.LISTEN_KEY_DEAD);
    }

    @Test
    void a_repeated_request_counts_as_granted() {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .keyArrives()
                .opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), 100205, ""));
        assertThat(play.noticed(StreamNotice.Subscribed.class).channel()).isEqualTo(Channel.ORDERS);
    }

    @Test
    void an_authentication_error_on_a_subscription_means_that_the_key_is_dead() {
        play.tell(new SessionInput.Open(java.util.Optional.empty()))
                .keyArrives()
                .opens();
        play.hears(new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), 100401, ""));
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.LISTEN_KEY_DEAD);
    }
}
