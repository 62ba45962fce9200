package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sink that has no room. */
class SessionSinkTest {

    private final Play play = new Play();

    @Test
    void a_full_sink_is_a_gap_from_the_first_event_that_is_dropped() {
        play.goesLive().tell(new SessionInput.SinkFull());
        assertThat(play.actions()).isEmpty();
        play.waits(Duration.ofSeconds(5));
        Instant dropped = play.time();
        play.tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        assertThat(play.actions())
                .containsExactly(new SessionAction.Notify(new StreamNotice.GapOpened(2, GapReason.OVERFLOW, dropped)));
        play.waits(Duration.ofSeconds(5)).tells(Facts.update(Facts.order("2", "NEW", "0", play.time())));
        assertThat(play.actions()).isEmpty();
        assertThat(play.state().tally().dropped()).isEqualTo(2);
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
    }

    @Test
    void a_full_sink_that_missed_nothing_is_no_gap() {
        play.goesLive().forgets().tell(new SessionInput.SinkFull()).waits(Duration.ofSeconds(5));
        play.tell(new SessionInput.SinkReady()).waits(Duration.ofSeconds(5));
        assertThat(play.allActions()).isEmpty();
    }

    @Test
    void what_was_dropped_is_unknown_to_the_session_until_rest_tells_it() {
        play.goesLive().tell(new SessionInput.SinkFull());
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "4", "t1", "4", play.time()));
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "4", play.time()));
        assertThat(play.state().completeness().ledger().size()).isZero();
        play.tell(new SessionInput.SinkReady()).isRepaired();
        assertThat(play.said().orders()).containsExactly("REST 1 PARTIALLY_FILLED 4 t1");
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING, GapReason.OVERFLOW);
    }

    @Test
    void heartbeats_are_answered_while_the_sink_is_full() {
        play.goesLive().tell(new SessionInput.SinkFull()).hears(new Signal.Heartbeat(Optional.of("Pong")));
        assertThat(play.actions()).containsExactly(new SessionAction.SendText(1, "Pong"));
    }

    @Test
    void nothing_is_asked_or_repaired_while_the_sink_is_full_and_all_of_it_when_it_is_ready() {
        play.goesLive().tell(new SessionInput.SinkFull()).drops().comesBack().forgets();
        play.waits(Duration.ofSeconds(20));
        assertThat(play.rest.asked).isEmpty();
        assertThat(play.said().closed()).isEmpty();
        play.tell(new SessionInput.SinkReady()).isRepaired();
        assertThat(play.said().closed()).containsExactly(GapReason.CONNECTION_LOST);
    }

    @Test
    void a_new_connection_does_not_end_an_overflow() {
        play.goesLive().tell(new SessionInput.SinkFull());
        play.tells(Facts.update(Facts.order("1", "CANCELED", "0", play.time())));
        play.drops().comesBack();
        assertThat(play.state().completeness().gap(GapReason.OVERFLOW).get().endedAt())
                .isEmpty();
        assertThat(play.state()
                        .completeness()
                        .gap(GapReason.CONNECTION_LOST)
                        .get()
                        .endedAt())
                .isNotEmpty();
    }

    @Test
    void a_sink_that_fills_up_again_makes_the_gap_last() {
        play.goesLive().tell(new SessionInput.SinkFull());
        play.tells(Facts.update(Facts.order("1", "CANCELED", "0", play.time())));
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.tell(new SessionInput.SinkReady()).tell(new SessionInput.SinkFull());
        play.tells(Facts.update(Facts.order("2", "CANCELED", "0", play.time())));
        play.rest.shows(Facts.order("2", "CANCELED", "0", play.time()));
        play.waits(Duration.ofSeconds(20));
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING);
        play.tell(new SessionInput.SinkReady()).isRepaired();
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING, GapReason.OVERFLOW);
        assertThat(play.said().opened()).hasSize(2);
        assertThat(play.said().orders()).hasSize(2);
    }

    @Test
    void a_message_that_cannot_be_decoded_is_not_quarantined_into_a_full_sink_but_is_a_gap() {
        play.goesLive().tell(new SessionInput.SinkFull()).forgets().hears(new Signal.Rejected("no JSON", 1, ""));
        assertThat(play.said().notices(StreamNotice.Quarantined.class)).isEmpty();
        assertThat(play.said().opened()).containsExactly(GapReason.UNDECODABLE);
        assertThat(play.state().tally().quarantined()).isEqualTo(1);
    }

    // Much at once.

    @Test
    void a_repair_delivers_a_few_at_a_time() {
        int most = 0;
        lostFills(700);
        for (int i = 0; i < 20 && play.said().closed().isEmpty(); i++) {
            play.waits();
            most = Math.max(
                    most,
                    new Said(play.actions()).all(SessionAction.Deliver.class).size());
        }
        assertThat(play.said().fills()).hasSize(700);
        assertThat(most).isEqualTo(SessionSettings.DELIVERIES_MAX);
    }

    @Test
    void a_repair_stops_when_the_sink_is_full_and_goes_on_where_it_was() {
        lostFills(700);
        while (play.said().fills().isEmpty()) {
            play.waits();
        }
        int told = play.said().fills().size();
        play.tell(new SessionInput.SinkFull()).waits(Duration.ofSeconds(20));
        assertThat(play.said().fills()).hasSize(told);
        assertThat(play.said().closed()).isEmpty();
        play.tell(new SessionInput.SinkReady()).isRepaired();
        assertThat(play.said().fills()).hasSize(700).doesNotHaveDuplicates();
        assertThat(play.said().onlyClosed().repairedFills()).isEqualTo(700);
    }

    @Test
    void what_the_stream_tells_while_a_repair_delivers_is_told_once() {
        lostFills(300);
        while (play.said().fills().isEmpty()) {
            play.waits();
        }
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "30.0", "t299", "0.1", play.time()))
                .isRepaired();
        assertThat(play.said().fills()).hasSize(300).doesNotHaveDuplicates();
        assertThat(play.said().onlyClosed().repairedFills()).isEqualTo(299);
    }

    private void lostFills(int count) {
        play.goesLive().drops();
        for (int i = 0; i < count; i++) {
            play.rest.fills.add(Facts.fill("1", "t" + i, "0.1", play.time().plusMillis(i)));
        }
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", count / 10 + ".0", play.time()));
        play.forgets().comesBack();
    }
}
