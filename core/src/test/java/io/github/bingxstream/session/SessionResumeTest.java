package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.TradeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a session stands, and how another one goes on from there. */
class SessionResumeTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Play play = saving();

    // Positions.

    @Test
    void a_position_follows_every_delivery_but_only_when_it_is_wanted() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        assertThat(play.actions()).hasSize(2).element(1).isInstanceOf(SessionAction.SaveCheckpoint.class);
        assertThat(play.said().lastPosition().checkpoint().orders())
                .extracting(mark -> mark.orderId().text())
                .containsExactly("1");
        Play other = new Play().goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        assertThat(other.times(SessionAction.SaveCheckpoint.class)).isZero();
    }

    @Test
    void an_audit_that_confirms_all_is_a_position_of_its_own() {
        play.goesLive();
        Instant before = play.said().lastPosition().completeUntil();
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().lastPosition().completeUntil()).isAfter(before.plusSeconds(100));
    }

    @Test
    void a_position_reaches_back_to_where_rest_last_confirmed_all() {
        play.goesLive().staysHealthy(Duration.ofMinutes(1));
        play.tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        assertThat(play.said().lastPosition().completeUntil())
                .isEqualTo(Play.EPOCH.plus(SessionSettings.SUBSCRIBE_SPACING));
    }

    @Test
    void a_position_reaches_back_to_the_oldest_open_gap() {
        play.tell(new SessionInput.Open(Optional.of(new Checkpoint(Play.EPOCH.minus(HOUR), List.of()))));
        play.keyArrives().opens().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        assertThat(play.said().lastPosition().completeUntil()).isEqualTo(Play.EPOCH.minus(HOUR));
    }

    // Going on.

    @Test
    void another_process_delivers_exactly_what_was_missed() {
        play.goesLive().tells(Facts.trade("1", "PARTIALLY_FILLED", "4", "t1", "4", play.time()));
        play.tells(Facts.trade("2", "FILLED", "10", "u1", "10", play.time()));
        Checkpoint saved = play.said().lastPosition().checkpoint();

        Play next = saving().after(HOUR);
        next.rest.fills.add(Facts.fill("1", "t1", "4", play.time()));
        next.rest.fills.add(Facts.fill("2", "u1", "10", play.time()));
        next.rest.fills.add(Facts.fill("1", "t2", "6", play.time().plusSeconds(60)));
        next.rest.shows(Facts.order("1", "FILLED", "10", play.time().plusSeconds(60)));
        next.rest.shows(Facts.order("2", "FILLED", "10", play.time()));
        next.rest.shows(Facts.order("3", "CANCELED", "0", play.time().plusSeconds(90)));
        next.tell(new SessionInput.Open(Optional.of(saved)))
                .keyArrives()
                .opens()
                .subscribes()
                .isRepaired();
        assertThat(next.said().orders()).containsExactly("REST 1 FILLED 10 t2", "REST 3 CANCELED 0");
        assertThat(next.said().opened()).containsExactly(GapReason.RESUMED);
        assertThat(next.said().since(GapReason.RESUMED)).isEqualTo(saved.completeUntil());
        assertThat(next.said().onlyClosed().repairedFills()).isEqualTo(1);
        assertThat(next.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void what_stood_long_before_the_checkpoint_is_no_news() {
        play.after(HOUR);
        Instant saved = play.time().minusSeconds(600);
        play.rest.shows(Facts.order("1", "NEW", "0", saved.minusSeconds(300)));
        play.rest.shows(Facts.order("2", "CANCELED", "0", saved.minusSeconds(61)));
        play.rest.shows(Facts.order("3", "CANCELED", "0", saved.minusSeconds(59)));
        play.tell(new SessionInput.Open(Optional.of(new Checkpoint(saved, List.of()))));
        play.keyArrives().opens().subscribes().isRepaired();
        assertThat(play.said().orders()).containsExactly("REST 3 CANCELED 0");
    }

    @Test
    void an_order_that_was_open_at_the_checkpoint_is_asked_for_even_if_no_list_shows_it() {
        Instant longAgo = Play.EPOCH.minus(HOUR.multipliedBy(100));
        play.rest.shows(Facts.order(Facts.BTC, "1", "CANCELED", "4", longAgo, longAgo));
        play.tell(new SessionInput.Open(Optional.of(checkpoint(Play.EPOCH.minus(HOUR), "4"))));
        play.keyArrives().opens().subscribes().isRepaired();
        assertThat(play.said().orders()).containsExactly("REST 1 CANCELED 4");
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void a_fill_that_was_missing_at_the_checkpoint_is_still_missing() {
        play.tell(new SessionInput.Open(Optional.of(checkpoint(Play.EPOCH.minus(HOUR), "6"))));
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "6", Play.EPOCH.minus(HOUR)));
        play.keyArrives().opens().subscribes().isRepaired();
        assertThat(play.state().trouble()).contains("do not add up");
        play.rest.fills.add(Facts.fill("1", "t2", "2", Play.EPOCH.minus(HOUR)));
        play.staysHealthy(Duration.ofSeconds(30));
        assertThat(play.said().fills()).containsExactly("t2");
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void a_checkpoint_from_the_future_does_not_hide_what_happens_now() {
        play.tell(new SessionInput.Open(Optional.of(new Checkpoint(Play.EPOCH.plus(HOUR), List.of()))));
        assertThat(play.said().since(GapReason.RESUMED)).isEqualTo(Play.EPOCH.plus(HOUR));
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.keyArrives().opens().subscribes().isRepaired();
        assertThat(play.said().orders()).containsExactly("REST 1 CANCELED 0");
        assertThat(play.said().lastPosition().completeUntil()).isBefore(play.time());
    }

    @Test
    void a_clock_that_the_first_answer_corrects_hides_nothing_and_ages_no_key() {
        play.tell(new SessionInput.Open(Optional.empty()));
        play.sleeps(HOUR).keyArrives().opens().subscribes();
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.isRepaired();
        assertThat(play.said().orders()).containsExactly("REST 1 CANCELED 0");
        assertThat(play.epoch()).as("the key lives").isEqualTo(1);
    }

    private static Play saving() {
        return new Play(
                7, Play.settings(EnumSet.allOf(Channel.class), Optional.of(SessionSettings.SILENCE_LIMIT), true));
    }

    /** Order 1 stood at 6 or 4, and 4 of it were delivered. */
    private static Checkpoint checkpoint(Instant until, String filled) {
        return new Checkpoint(
                until,
                List.of(new Checkpoint.OrderMark(
                        Facts.BTC,
                        new OrderId("1"),
                        OrderStatus.of("PARTIALLY_FILLED"),
                        new BigDecimal(filled),
                        new BigDecimal("4"),
                        List.of(new TradeId("t1")))));
    }
}
