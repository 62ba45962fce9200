package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionKeyLifeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Play play = new Play();

    // The life of the key.

    @Test
    void a_key_is_extended_at_once_for_it_may_have_been_alive_and_aged_when_it_was_generated() {
        Set<Duration> waits = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            Duration age = untilAskedToExtend(new Play(seed).goesLive(), 0)
                    .askedAt()
                    .moment()
                    .since(new Moment(0));
            assertThat(age).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
            waits.add(age);
        }
        assertThat(waits).as("spread").hasSizeGreaterThan(20);
    }

    @Test
    void an_extended_key_is_extended_again_25_to_30_minutes_after_the_call() {
        for (int seed = 0; seed < 20; seed++) {
            Play other = new Play(seed).goesLive();
            SessionAction.ExtendKey first = untilAskedToExtend(other);
            other.after(SECOND)
                    .tell(new SessionInput.KeyExtended(
                            first.epoch(), first.askedAt(), new Outcome.Answered<>(KeyExtension.EXTENDED)));
            Duration wait = untilAskedToExtend(other)
                    .askedAt()
                    .moment()
                    .since(first.askedAt().moment());
            assertThat(wait).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30));
        }
    }

    @Test
    void a_key_that_cannot_be_extended_is_tried_for_until_it_dies_and_that_is_a_gap() {
        play.goesLive().staysHealthy(Duration.ofMinutes(59));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.times(SessionAction.ExtendKey.class)).isGreaterThan(10);
        play.staysHealthy(Duration.ofMinutes(2));
        assertThat(play.allActions())
                .as("nothing proves that the key lived longer than the call that generated it")
                .contains(
                        new SessionAction.Notify(new StreamNotice.GapOpened(2, GapReason.LISTEN_KEY_DEAD, Play.EPOCH)));
        assertThat(play.state().epoch()).isGreaterThan(1);
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
    void a_dead_key_hides_everything_since_it_last_proved_itself_however_often_it_heartbeated() {
        SessionAction.ExtendKey ask = untilAskedToExtend();
        extended(ask, new Outcome.Answered<>(KeyExtension.EXTENDED));
        play.staysHealthy(Duration.ofMinutes(3)).hears(new Signal.Happened(List.of(Play.snapshot())));
        Instant told = play.time();
        play.staysHealthy(Duration.ofMinutes(3)).hears(new Signal.ListenKeyExpired(Optional.empty()));
        assertThat(play.noticed(StreamNotice.GapOpened.class).since()).isEqualTo(told);
    }

    @Test
    void a_message_counts_from_when_it_came_and_not_from_when_it_was_handled() {
        play.goesLive();
        Moment came = play.now().plus(SECOND);
        play.after(Duration.ofSeconds(20))
                .tell(new SessionInput.SignalReceived(1, came, 10, new Signal.Heartbeat(Optional.empty())))
                .drops();
        assertThat(play.noticed(StreamNotice.GapOpened.class).since()).isEqualTo(Play.EPOCH.plusNanos(came.nanos()));
    }

    @Test
    void a_permission_taken_away_while_live_ends_the_stream() {
        SessionAction.ExtendKey ask = untilAskedToExtend();
        extended(ask, new Outcome.Refused<>(Play.refusal(Treatment.FATAL, 100004)));
        assertThat(play.state().name()).isEqualTo(StreamState.CLOSED);
    }

    @Test
    void the_expiry_of_our_key_replaces_it_and_that_of_an_older_key_does_not() {
        play.goesLive().hears(new Signal.ListenKeyExpired(Optional.of(new ListenKey("an-older-one"))));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        play.hears(new Signal.ListenKeyExpired(Optional.of(Play.KEY)));
        assertThat(play.noticed(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.LISTEN_KEY_DEAD);
    }

    // Its replacement.

    @Test
    void a_key_whose_extensions_fail_is_replaced_before_it_dies_although_a_later_rotation_is_due() {
        Play daily = new Play(
                        7,
                        new SessionSettings(
                                EnumSet.allOf(Channel.class),
                                Optional.of(SessionSettings.SILENCE_LIMIT),
                                SessionSettings.BACKOFF,
                                SessionSettings.AUDIT_EVERY,
                                Optional.of(Duration.ofDays(1)),
                                false,
                                false))
                .goesLive();
        daily.staysHealthy(Duration.ofMinutes(51));
        assertThat(daily.times(SessionAction.GenerateKey.class)).isEqualTo(2);
    }

    @Test
    void a_key_whose_extensions_fail_and_that_stays_the_same_is_not_asked_for_all_the_time() {
        play.goesLive().staysHealthy(Duration.ofMinutes(49));
        long asked = 1;
        for (int i = 0; i < 600; i++) {
            play.waits(Duration.ofMillis(200)).hears(new Signal.Heartbeat(Optional.empty()));
            if (play.times(SessionAction.GenerateKey.class) > asked) {
                asked++;
                play.tell(new SessionInput.KeyGenerated(asked, new Outcome.Answered<>(Play.KEY), Duration.ZERO));
            }
        }
        assertThat(asked).as("calls in two minutes").isLessThan(10);
    }

    private SessionAction.ExtendKey untilAskedToExtend() {
        return untilAskedToExtend(play.goesLive(), 0);
    }

    /** Lets a healthy connection go on until the key is to be extended once more. */
    private static SessionAction.ExtendKey untilAskedToExtend(Play play) {
        return untilAskedToExtend(play, play.times(SessionAction.ExtendKey.class));
    }

    private static SessionAction.ExtendKey untilAskedToExtend(Play play, long before) {
        while (play.times(SessionAction.ExtendKey.class) == before) {
            play.staysHealthy(Duration.ofSeconds(5));
        }
        return play.allActions().stream()
                .filter(SessionAction.ExtendKey.class::isInstance)
                .map(SessionAction.ExtendKey.class::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void extended(SessionAction.ExtendKey ask, Outcome<KeyExtension> outcome) {
        play.tell(new SessionInput.KeyExtended(ask.epoch(), ask.askedAt(), outcome));
    }
}
