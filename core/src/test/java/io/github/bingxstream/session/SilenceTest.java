package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the server may say nothing, and a machine that slept. */
class SilenceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Play play = new Play(7, Play.settings(EnumSet.allOf(Channel.class), Optional.empty(), false));

    // What is learned.

    @ParameterizedTest
    @CsvSource({"1, 30", "5, 30", "10, 60", "15, 90", "20, 120", "40, 120"})
    void six_heartbeats_may_be_missed_within_bounds(long seconds, long limit) {
        assertThat(learning().beating(Duration.ofSeconds(seconds)).limit()).isEqualTo(Duration.ofSeconds(limit));
    }

    @Test
    void a_slower_beat_counts_at_once_and_a_faster_one_little_by_little() {
        Silence silence = learning().beating(Duration.ofSeconds(8)).beating(Duration.ofSeconds(16));
        assertThat(silence.limit()).isEqualTo(Duration.ofSeconds(96));
        silence = silence.beating(Duration.ofSeconds(8));
        assertThat(silence.limit()).isEqualTo(Duration.ofSeconds(90));
        for (int i = 0; i < 50; i++) {
            silence = silence.beating(Duration.ofSeconds(8));
        }
        assertThat(silence.limit()).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(49));
    }

    @Test
    void a_limit_that_the_user_chose_stays() {
        Play fixed = new Play();
        fixed.goesLive().staysHealthy(Duration.ofMinutes(1));
        assertThat(fixed.state().silence().limit()).isEqualTo(SessionSettings.SILENCE_LIMIT);
        assertThat(fixed.state().silence().unheard().limit()).isEqualTo(SessionSettings.SILENCE_LIMIT);
    }

    @Test
    void a_connection_with_a_fast_heartbeat_is_given_up_after_thirty_seconds() {
        play.goesLive().staysHealthy(Duration.ofMinutes(1));
        play.waits(Duration.ofSeconds(30).minusNanos(1));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        play.waits(Duration.ofNanos(1));
        assertThat(play.said().notices(StreamNotice.Disconnected.class))
                .extracting(StreamNotice.Disconnected::reason)
                .containsExactly(DisconnectReason.SILENT);
    }

    @Test
    void what_was_learned_outlives_the_connection() {
        play.goesLive();
        for (int i = 0; i < 5; i++) {
            play.waits(Duration.ofSeconds(15)).hears(heartbeat());
        }
        play.drops().comesBack();
        assertThat(play.state().silence().limit()).isEqualTo(Duration.ofSeconds(90));
        play.waits(Duration.ofSeconds(89));
        assertThat(play.epoch()).isEqualTo(2);
    }

    @Test
    void words_that_are_no_heartbeats_postpone_the_silence_and_teach_nothing() {
        play.goesLive().waits(Duration.ofSeconds(40)).tells(Play.snapshot());
        play.waits(Duration.ofSeconds(40));
        assertThat(play.epoch()).isEqualTo(1);
        assertThat(play.state().silence().interval()).isEmpty();
        assertThat(play.state().silence().limit()).isEqualTo(SessionSettings.SILENCE_LIMIT);
    }

    @Test
    void a_server_that_sends_no_heartbeats_at_all_is_waited_for_twice_as_long_each_time_up_to_ten_minutes() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens().subscribes();
        for (long limit : List.of(45, 90, 180, 360, 600, 600)) {
            long epoch = play.epoch();
            assertThat(play.state().silence().limit()).isEqualTo(Duration.ofSeconds(limit));
            play.waits(Duration.ofSeconds(limit).minus(SECOND));
            assertThat(play.epoch()).isEqualTo(epoch);
            assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
            play.waits(SECOND);
            assertThat(play.said().opened()).endsWith(GapReason.SILENCE);
            if (play.state().name() == StreamState.BACKING_OFF) {
                play.waits();
            }
            play.keyArrives().opens().subscribes();
        }
    }

    @Test
    void a_server_that_once_sent_heartbeats_and_falls_silent_is_not_waited_for_longer() {
        play.goesLive().hears(heartbeat()).waits(SessionSettings.SILENCE_LIMIT);
        assertThat(play.said().opened()).endsWith(GapReason.SILENCE);
        assertThat(play.state().silence().limit()).isLessThanOrEqualTo(SessionSettings.SILENCE_LIMIT);
    }

    // Sleep.

    @Test
    void a_machine_that_slept_gives_its_connection_up_and_doubts_everything_since_the_last_word() {
        play.goesLive();
        Instant word = play.time();
        play.after(Duration.ofSeconds(2)).sleeps(Duration.ofMinutes(20)).tell(new SessionInput.Tick());
        assertThat(play.actions()).contains(new SessionAction.Disconnect(1));
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(2, GapReason.SILENCE, word));
        assertThat(play.noticed(StreamNotice.Disconnected.class).detail()).contains("slept");
        play.comesBack().isRepaired();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void what_waited_in_a_buffer_while_the_machine_slept_is_not_taken_for_new() {
        play.goesLive().forgets().sleeps(Duration.ofMinutes(20)).tells(Play.snapshot());
        assertThat(play.said().opened()).containsExactly(GapReason.SILENCE);
        assertThat(play.times(SessionAction.Deliver.class)).isZero();
    }

    @Test
    void a_question_asked_before_the_machine_slept_belongs_to_no_round() {
        play.goesLive()
                .answersNothing()
                .hears(new Signal.Rejected("no JSON", 1, ""))
                .tell(new SessionInput.Tick());
        play.sleeps(Duration.ofMinutes(20)).answersOne();
        assertThat(play.times(SessionAction.QueryFills.class))
                .as("but those before")
                .isEqualTo(2);
    }

    @Test
    void sleep_ends_both_connections_of_a_rotation() {
        play.goesLive().tell(new SessionInput.Rotate()).becomesSuccessor(2).forgets();
        play.sleeps(Duration.ofMinutes(20)).tell(new SessionInput.Tick());
        assertThat(play.said().all(SessionAction.Disconnect.class))
                .containsExactlyInAnyOrder(new SessionAction.Disconnect(1), new SessionAction.Disconnect(2));
    }

    @Test
    void clocks_that_differ_a_little_are_no_sleep() {
        play.goesLive().sleeps(SessionSettings.SLEPT).tell(new SessionInput.Tick());
        assertThat(play.actions()).isEmpty();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    private static Silence learning() {
        return Silence.begin(SessionSettings.defaults());
    }

    private static Signal heartbeat() {
        return new Signal.Heartbeat(Optional.empty());
    }
}
