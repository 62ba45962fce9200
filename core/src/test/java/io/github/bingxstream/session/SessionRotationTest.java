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
import io.github.bingxstream.domain.Treatment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Key and connection are replaced, new before old. */
class SessionRotationTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ListenKey OTHER = new ListenKey("play-key-2");

    private Play play = new Play();

    // When.

    @Test
    void rotation_on_demand_closes_the_old_connection_after_the_new_one_is_acknowledged() {
        play.goesLive().forgets().tell(new SessionInput.Rotate());
        assertThat(play.actions()).containsExactly(new SessionAction.GenerateKey(2));
        arrives(2, OTHER);
        assertThat(play.actions()).containsExactly(new SessionAction.Connect(2, OTHER));
        opens(2);
        assertThat(play.did(SessionAction.Subscribe.class).epoch()).isEqualTo(2);
        acknowledges(2);
        assertThat(play.epoch()).as("one channel is not enough").isEqualTo(1);
        play.after(SessionSettings.SUBSCRIBE_SPACING).tell(new SessionInput.Tick());
        acknowledges(2);
        assertThat(play.noticed(StreamNotice.Rotated.class))
                .isEqualTo(new StreamNotice.Rotated(1, 2, OTHER.fingerprint()));
        assertThat(play.epoch()).isEqualTo(2);
        play.waits(SessionSettings.RETIRE_AFTER.minusNanos(1));
        assertThat(play.said().all(SessionAction.Disconnect.class)).isEmpty();
        play.waits(Duration.ofNanos(1));
        assertThat(play.said().all(SessionAction.Disconnect.class)).containsExactly(new SessionAction.Disconnect(1));
        assertThat(play.said().opened()).isEmpty();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.state().tally().rotations()).isEqualTo(1);
    }

    @Test
    void rotation_on_schedule_counts_from_the_last_one() {
        play = rotating(Duration.ofMinutes(10)).goesLive();
        play.staysHealthy(Duration.ofMinutes(9));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(1);
        play.staysHealthy(Duration.ofMinutes(1));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(2);
        play.becomesSuccessor(2);
        play.staysHealthy(Duration.ofMinutes(9));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(2);
        play.staysHealthy(Duration.ofMinutes(2));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(3);
    }

    @Test
    void a_key_whose_extensions_fail_is_replaced_before_it_dies() {
        play.goesLive().forgets().staysHealthy(Duration.ofMinutes(49));
        assertThat(play.times(SessionAction.GenerateKey.class)).isZero();
        play.staysHealthy(Duration.ofMinutes(2));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(1);
        play.becomesSuccessor(2);
        play.staysHealthy(Duration.ofMinutes(20));
        assertThat(play.said().opened()).isEmpty();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void a_rotation_under_way_is_not_begun_again() {
        play.goesLive().forgets().tell(new SessionInput.Rotate()).tell(new SessionInput.Rotate());
        arrives(2, OTHER);
        play.tell(new SessionInput.Rotate());
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(1);
    }

    @Test
    void a_rotation_wanted_before_the_stream_is_up_waits_for_it() {
        play.tell(new SessionInput.Open(Optional.empty())).tell(new SessionInput.Rotate());
        assertThat(play.actions()).isEmpty();
        play.keyArrives().opens().subscribes().tell(new SessionInput.Tick());
        assertThat(play.said().all(SessionAction.GenerateKey.class))
                .containsExactly(new SessionAction.GenerateKey(1), new SessionAction.GenerateKey(2));
    }

    @Test
    void what_was_lost_while_keys_changed_is_looked_for_soon() {
        play.goesLive().tell(new SessionInput.Rotate()).forgets();
        play.becomesSuccessor(2);
        play.waits(SessionSettings.REST_LAG.minusNanos(1));
        assertThat(play.rest.asked).isEmpty();
        play.waits(Duration.ofNanos(1));
        assertThat(play.rest.times(SessionAction.QueryOpenOrders.class)).isEqualTo(1);
    }

    // The same key.

    @Test
    void the_same_key_is_extended_and_gets_no_second_connection() {
        play.goesLive().forgets().tell(new SessionInput.Rotate());
        arrives(2, Play.KEY);
        assertThat(play.noticed(StreamNotice.Rotated.class))
                .isEqualTo(new StreamNotice.Rotated(1, 1, Play.KEY.fingerprint()));
        assertThat(play.did(SessionAction.ExtendKey.class).key()).isEqualTo(Play.KEY);
        play.staysHealthy(Duration.ofMinutes(1));
        assertThat(play.times(SessionAction.Connect.class)).isZero();
        assertThat(play.times(SessionAction.Disconnect.class)).isZero();
    }

    @Test
    void a_connection_that_lost_frames_is_replaced_and_given_up_when_the_key_stays_the_same() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.until(() -> play.said().opened().contains(GapReason.AUDIT)).tell(new SessionInput.Tick());
        assertThat(play.said().all(SessionAction.GenerateKey.class)).contains(new SessionAction.GenerateKey(2));
        arrives(2, Play.KEY);
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.FRAMES_LOST);
        assertThat(play.noticed(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.CONNECTION_LOST);
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1));
    }

    @Test
    void the_suspicion_is_over_when_the_connection_was_given_up() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.until(() -> play.said().opened().contains(GapReason.AUDIT)).tell(new SessionInput.Tick());
        arrives(2, Play.KEY);
        play.comesBack().isRepaired().tell(new SessionInput.Rotate());
        arrives(play.did(SessionAction.GenerateKey.class).epoch(), Play.KEY);
        assertThat(play.noticed(StreamNotice.Rotated.class).epoch()).isEqualTo(play.epoch());
    }

    @Test
    void rotations_that_fail_in_a_row_are_tried_less_and_less_often() {
        play.goesLive().tell(new SessionInput.Rotate());
        for (int i = 0; i < 10; i++) {
            play.tell(new SessionInput.KeyGenerated(
                    i + 2, new Outcome.Refused<>(Play.refusal(Treatment.BACK_OFF, 100410)), Duration.ZERO));
            assertThat(play.state().rotation().failures()).isEqualTo(i + 1);
            int made = i + 3;
            play.until(() -> play.times(SessionAction.GenerateKey.class) == made);
        }
        assertThat(play.now().since(new Moment(0))).isGreaterThan(Duration.ofMinutes(8));
    }

    @Test
    void a_connection_that_goes_on_losing_frames_is_not_replaced_all_the_time() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.until(() -> play.said().opened().contains(GapReason.AUDIT)).tell(new SessionInput.Tick());
        play.becomesSuccessor(2);
        play.forgets().isRepaired();
        play.rest.shows(Facts.order("2", "CANCELED", "0", play.time()));
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().opened()).containsExactly(GapReason.AUDIT);
        assertThat(play.times(SessionAction.GenerateKey.class)).isZero();
        play.staysHealthy(Duration.ofMinutes(3));
        play.rest.shows(Facts.order("3", "CANCELED", "0", play.time()));
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(1);
    }

    // What goes wrong.

    @Test
    void a_successor_that_fails_leaves_the_old_connection_alone_and_is_tried_again() {
        play.goesLive().forgets().tell(new SessionInput.Rotate());
        arrives(2, OTHER);
        play.tell(new SessionInput.ConnectionEnded(2, DisconnectReason.UNREACHABLE, "", OptionalInt.empty()));
        assertThat(play.actions()).isEmpty();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        play.staysHealthy(Duration.ofSeconds(35));
        assertThat(play.said().all(SessionAction.GenerateKey.class))
                .containsExactly(new SessionAction.GenerateKey(2), new SessionAction.GenerateKey(3));
        play.becomesSuccessor(3);
        assertThat(play.epoch()).isEqualTo(3);
        assertThat(play.said().opened()).isEmpty();
    }

    @Test
    void a_successor_that_fails_after_it_was_opened_is_closed_and_is_no_gap() {
        play.goesLive().forgets().tell(new SessionInput.Rotate());
        arrives(2, OTHER);
        opens(2);
        play.tell(new SessionInput.ConnectionEnded(2, DisconnectReason.LOST, "", OptionalInt.empty()));
        assertThat(play.actions()).containsExactly(new SessionAction.Disconnect(2));
        assertThat(play.epoch()).isEqualTo(1);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void a_key_refused_for_a_rotation_ends_no_stream_and_its_pause_is_kept() {
        play.goesLive().forgets().tell(new SessionInput.Rotate());
        play.tell(new SessionInput.KeyGenerated(
                2, new Outcome.Refused<>(Play.refusal(Treatment.FATAL, 100413)), Duration.ofMinutes(5)));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        play.staysHealthy(Duration.ofMinutes(5).minus(SECOND));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(1);
        play.staysHealthy(Duration.ofSeconds(40));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(2);
    }

    private static Play rotating(Duration every) {
        return new Play(
                7,
                new SessionSettings(
                        EnumSet.allOf(Channel.class),
                        Optional.of(SessionSettings.SILENCE_LIMIT),
                        SessionSettings.BACKOFF,
                        SessionSettings.AUDIT_EVERY,
                        Optional.of(every),
                        false,
                        false));
    }

    private void arrives(long epoch, ListenKey key) {
        play.tell(new SessionInput.KeyGenerated(epoch, new Outcome.Answered<>(key), Duration.ZERO));
    }

    private void opens(long epoch) {
        play.tell(new SessionInput.ConnectionOpened(epoch));
    }

    private void acknowledges(long epoch) {
        play.hears(
                epoch, new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), 0, ""));
    }
}
