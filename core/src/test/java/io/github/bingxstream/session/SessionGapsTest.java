package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SessionGapsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Play play = new Play();

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
        Instant lastWord = play.time();
        play.waits(SessionSettings.SILENCE_LIMIT);
        assertThat(play.allActions()).contains(new SessionAction.Disconnect(1));
        assertThat(play.allActions())
                .contains(new SessionAction.Notify(new StreamNotice.GapOpened(2, GapReason.SILENCE, lastWord)));
    }

    // Loss.

    @Test
    void a_lost_connection_opens_a_gap_and_is_made_anew_with_a_fresh_key() {
        play.goesLive();
        Instant lastWord = play.time();
        play.after(SECOND).drops();
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(2, GapReason.CONNECTION_LOST, lastWord));
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.LOST);
        play.waits();
        assertThat(play.actions()).containsExactly(new SessionAction.GenerateKey(2));
    }

    @Test
    void an_attempt_that_never_connected_opens_no_gap() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives();
        play.tell(new SessionInput.ConnectionEnded(1, DisconnectReason.UNREACHABLE, "refused", OptionalInt.empty()));
        assertThat(play.noticed(StreamNotice.Disconnected.class).detail()).isEqualTo("refused");
        assertThat(play.state().gaps())
                .extracting(StreamNotice.GapOpened::reason)
                .containsExactly(GapReason.STARTING);
    }

    @Test
    void a_frame_that_cannot_be_decoded_is_quarantined_and_opens_a_gap_on_a_connection_that_goes_on() {
        play.goesLive();
        Instant lastWord = play.time();
        play.after(SECOND).hears(new Signal.Rejected("not JSON", 12, "{"));
        assertThat(play.noticed(StreamNotice.Quarantined.class).why()).isEqualTo("not JSON");
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(2, GapReason.UNDECODABLE, lastWord));
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
    }

    @Test
    void an_overflow_opens_a_gap_in_any_state_but_the_last() {
        play.goesLive();
        play.tell(new SessionInput.Overflowed(play.now().plus(SECOND.negated())));
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(
                        2, GapReason.OVERFLOW, play.time().minusSeconds(1)));
        play.tell(new SessionInput.Close()).tell(new SessionInput.Overflowed(new Moment(6)));
        assertThat(play.actions()).isEmpty();
    }

    @Test
    void every_gap_has_a_number_of_its_own_and_one_that_is_open_goes_on() {
        play.goesLive()
                .answersNothing()
                .hears(new Signal.Rejected("one", 1, ""))
                .hears(new Signal.Rejected("two", 1, ""));
        assertThat(play.actions()).noneMatch(Play::opensGap);
        play.drops();
        assertThat(play.noticed(StreamNotice.GapOpened.class).gap()).isEqualTo(3);
        assertThat(play.state().gaps())
                .extracting(StreamNotice.GapOpened::reason)
                .containsExactly(GapReason.UNDECODABLE, GapReason.CONNECTION_LOST);
    }

    @Test
    void what_another_stream_gave_up_is_in_doubt_since_the_key_was_last_seen_to_live_whatever_was_heard() {
        play.goesLive();
        Instant alive = play.time();
        play.forgets().staysHealthy(Duration.ofSeconds(20));
        play.tell(new SessionInput.ConnectionEnded(play.epoch(), DisconnectReason.GIVEN_UP, "", OptionalInt.empty()));
        assertThat(play.noticed(StreamNotice.GapOpened.class).since()).isBeforeOrEqualTo(alive);
    }
}
