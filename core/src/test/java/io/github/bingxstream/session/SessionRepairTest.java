package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What REST is asked in a gap, and what of its answers is news. */
class SessionRepairTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant LONG_AGO = Play.EPOCH.minusSeconds(7200);

    private final Play play = new Play();

    // When a gap closes.

    @Test
    void
            the_first_gap_closes_by_a_round_that_begins_when_rest_knows_all_that_the_acknowledged_stream_may_have_missed() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens().subscribes();
        play.waits(SessionSettings.REST_LAG.minusNanos(1));
        assertThat(play.rest.times(SessionAction.QueryOpenOrders.class)).isEqualTo(1);
        play.waits(Duration.ofNanos(1));
        assertThat(play.rest.times(SessionAction.QueryOpenOrders.class)).isEqualTo(2);
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
        play.waits(SessionSettings.REST_LAG);
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void an_order_that_ends_while_a_last_round_is_asked_is_in_one_of_its_lists_for_the_second_one_waits() {
        play.goesLive().drops().comesBack();
        play.waits(SessionSettings.REST_LAG).forgets();
        play.waits(SessionSettings.REST_LAG.minusNanos(1));
        assertThat(play.rest.times(SessionAction.QueryClosedOrders.class)).isZero();
        play.waits(Duration.ofNanos(1));
        assertThat(play.rest.times(SessionAction.QueryClosedOrders.class)).isEqualTo(1);
        assertThat(play.said().closed()).containsExactly(GapReason.CONNECTION_LOST);
    }

    @Test
    void a_round_that_is_too_early_to_be_the_last_does_not_wait() {
        play.goesLive().drops().forgets().comesBack().tell(new SessionInput.Tick());
        assertThat(play.rest.times(SessionAction.QueryClosedOrders.class)).isEqualTo(1);
    }

    @Test
    void the_end_of_a_gap_says_what_was_repaired_and_how_long_it_took() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        play.forgets().drops();
        Instant opened = play.time();
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "3", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "1", play.time()));
        play.rest.fills.add(Facts.fill("1", "t2", "2", play.time()));
        play.rest.shows(Facts.order("2", "NEW", "0", play.time()));
        play.after(SECOND).comesBack().isRepaired();
        assertThat(play.said().onlyClosed())
                .isEqualTo(new StreamNotice.GapClosed(
                        2, GapReason.CONNECTION_LOST, 2, 1, Duration.between(opened, play.time())));
        assertThat(play.state().tally().repairedFills()).isEqualTo(2);
        assertThat(play.state().tally().gapsClosed()).isEqualTo(2);
    }

    // What is found.

    @Test
    void a_lost_fill_is_found_among_the_fills() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        play.drops();
        play.rest.shows(Facts.order("1", "FILLED", "10", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "10", play.time()));
        play.comesBack().isRepaired();
        assertThat(play.said().orders()).containsExactly("STREAM 1 NEW 0", "REST 1 FILLED 10 t1");
        assertThat(play.rest.times(SessionAction.QueryOrderFills.class)).isZero();
    }

    @Test
    void a_fill_from_before_the_page_is_found_among_the_fills_of_its_order() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        play.rest.shows(Facts.order("1", "NEW", "0", play.time()));
        Instant early = play.time();
        play.staysHealthy(Duration.ofMinutes(5)).forgets();
        play.rest.fills.add(Facts.fill("1", "t1", "6", early));
        play.rest.fills.add(Facts.fill("1", "t2", "4", play.time()));
        play.rest.shows(Facts.order(Facts.BTC, "1", "FILLED", "10", early, play.time()));
        play.tells(Facts.trade("1", "FILLED", "10", "t2", "4", play.time())).isRepaired();
        assertThat(play.said().fills()).containsExactly("t2", "t1");
        assertThat(play.rest.times(SessionAction.QueryOrderFills.class)).isPositive();
        assertThat(play.said().onlyClosed().repairedFills()).isEqualTo(1);
    }

    @Test
    void an_order_placed_and_cancelled_inside_a_gap_is_found_among_the_closed_ones() {
        play.goesLive().drops();
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.comesBack().forgets().isRepaired();
        assertThat(play.said().onlyClosed().repairedOrders()).isEqualTo(1);
        assertThat(play.said().onlyClosed().repairedFills()).isZero();
    }

    @Test
    void an_order_that_no_list_shows_any_more_is_asked_for_by_itself() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        play.waits(Duration.ofSeconds(10)).drops();
        play.rest.shows(Facts.order(Facts.BTC, "1", "CANCELED", "0", LONG_AGO, LONG_AGO));
        play.comesBack().isRepaired();
        assertThat(play.said().orders()).containsExactly("STREAM 1 NEW 0", "REST 1 CANCELED 0");
        assertThat(play.rest.times(SessionAction.QueryOrder.class)).isPositive();
    }

    @Test
    void orders_that_the_stream_tells_while_rest_is_asked_are_not_asked_for_so_that_a_busy_account_is_repaired() {
        play.goesLive().drops().comesBack();
        play.waits(SessionSettings.REST_LAG).forgets();
        for (int i = 0; i < 20; i++) {
            play.tells(Facts.update(Facts.order("busy" + i, "NEW", "0", play.time())));
        }
        play.waits(SessionSettings.REST_LAG);
        assertThat(play.rest.times(SessionAction.QueryOrder.class)).isZero();
        assertThat(play.said().closed()).containsExactly(GapReason.CONNECTION_LOST);
    }

    @Test
    void an_order_of_which_only_a_fill_tells_is_asked_for_by_itself() {
        play.goesLive().drops();
        play.rest.shows(Facts.order(Facts.BTC, "1", "FILLED", "10", LONG_AGO, LONG_AGO));
        play.rest.fills.add(Facts.fill("1", "t1", "10", play.time()));
        play.comesBack().isRepaired();
        assertThat(play.said().orders()).containsExactly("REST 1 FILLED 10 t1");
    }

    @Test
    void the_last_fill_of_a_cancelled_order_is_told_as_a_fill_and_then_its_end() {
        play.goesLive().drops();
        play.rest.shows(Facts.order("1", "CANCELED", "4", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "1", play.time()));
        play.rest.fills.add(Facts.fill("1", "t2", "3", play.time().plusMillis(5)));
        play.comesBack().isRepaired();
        assertThat(play.said().orders())
                .containsExactly("REST 1 PARTIALLY_FILLED 1 t1", "REST 1 PARTIALLY_FILLED 4 t2", "REST 1 CANCELED 4");
    }

    @Test
    void a_fill_that_rest_tells_without_a_trade_id_is_told_once() {
        play.goesLive().drops();
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", play.time()));
        play.rest.fills.add(Facts.fill(Facts.BTC, "1", Optional.empty(), "1", play.time()));
        play.rest.fills.add(
                Facts.fill(Facts.BTC, "1", Optional.empty(), "3", play.time().plusMillis(1)));
        play.comesBack().isRepaired().staysHealthy(Duration.ofMinutes(2));
        assertThat(play.said().orders()).containsExactly("REST 1 PARTIALLY_FILLED 1 ?", "REST 1 PARTIALLY_FILLED 4 ?");
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    // What is no news.

    @Test
    void fills_of_the_overlap_that_the_stream_has_told_are_not_told_again() {
        play.goesLive().tells(Facts.trade("1", "PARTIALLY_FILLED", "4", "t1", "4", play.time()));
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "4", play.time()));
        play.waits(Duration.ofSeconds(5)).drops().comesBack().forgets().isRepaired();
        assertThat(play.said().orders()).isEmpty();
        assertThat(play.said().onlyClosed().repairedFills()).isZero();
        assertThat(play.rest.times(SessionAction.QueryOrderFills.class)).isZero();
    }

    @Test
    void a_fill_that_the_stream_told_without_a_trade_id_is_not_told_again_by_rest() {
        play.goesLive();
        Order order = Facts.order("1", "PARTIALLY_FILLED", "4", play.time());
        play.tells(Facts.trade(order, Facts.fill(Facts.BTC, "1", Optional.empty(), "4", play.time())));
        play.rest.shows(order);
        play.rest.fills.add(Facts.fill("1", "t1", "4", play.time()));
        play.waits(Duration.ofSeconds(5)).drops().comesBack().isRepaired();
        assertThat(play.said().fills()).containsExactly("?");
    }

    @Test
    void orders_from_before_the_stream_are_no_news_but_the_snapshot_shows_what_is_open() {
        Order open = Facts.order("1", "NEW", "0", LONG_AGO);
        play.rest.shows(open);
        play.rest.shows(Facts.order("2", "CANCELED", "0", Play.EPOCH.minusSeconds(30)));
        play.rest.shows(Facts.order("3", "FILLED", "10", Play.EPOCH.minusSeconds(30)));
        play.rest.fills.add(Facts.fill("3", "t3", "10", Play.EPOCH.minusSeconds(30)));
        play.goesLive();
        assertThat(play.said().orders()).isEmpty();
        assertThat(play.said().lastSnapshot().openOrders()).contains(List.of(open));
    }

    @Test
    void an_order_that_was_filled_in_part_before_the_stream_goes_on_from_there() {
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", LONG_AGO));
        play.rest.fills.add(Facts.fill("1", "t1", "4", LONG_AGO));
        play.goesLive().tells(Facts.trade("1", "PARTIALLY_FILLED", "6", "t2", "2", play.time()));
        assertThat(play.said().fills()).containsExactly("t2");
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void an_old_order_whose_fills_the_exchange_has_forgotten_does_not_keep_the_gap_open_for_ever() {
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", LONG_AGO));
        play.goesLive();
        assertThat(play.state().trouble()).contains("do not add up");
        play.staysHealthy(Duration.ofSeconds(40));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.said().orders()).isEmpty();
    }

    // More than one page.

    @Test
    void a_page_of_fills_that_is_full_is_followed_by_the_next_and_what_both_show_is_told_once() {
        play.goesLive().drops();
        fillsOf("1", 700);
        play.forgets().comesBack().isRepaired();
        assertThat(play.said().fills()).hasSize(700).doesNotHaveDuplicates();
        assertThat(play.said().onlyClosed().repairedFills()).isEqualTo(700);
        assertThat(play.rest.times(SessionAction.QueryOrderFills.class)).isZero();
    }

    @Test
    void a_page_full_of_one_millisecond_does_not_stop_the_round() {
        play.goesLive().drops();
        Instant time = play.time();
        IntStream.range(0, 500).forEach(i -> play.rest.fills.add(Facts.fill("1", "t" + i, "0.01", time)));
        play.rest.fills.add(Facts.fill("1", "last", "5", time.plusMillis(1)));
        play.rest.shows(Facts.order("1", "FILLED", "10", time));
        play.comesBack().isRepaired();
        assertThat(play.said().fills()).hasSize(501).contains("last");
    }

    @Test
    void closed_orders_are_asked_for_page_by_page() {
        play.goesLive().drops();
        IntStream.range(0, 250).forEach(i -> play.rest.shows(Facts.order("o" + i, "CANCELED", "0", play.time())));
        play.comesBack().isRepaired();
        assertThat(play.said().orders()).hasSize(250);
        assertThat(play.rest.asked).anyMatch(ask -> ask instanceof SessionAction.QueryClosedOrders q && q.page() == 3);
        assertThat(play.rest.asked).noneMatch(ask -> ask instanceof SessionAction.QueryClosedOrders q && q.page() == 4);
    }

    @Test
    void more_fills_than_one_round_takes_are_told_in_several() {
        play.goesLive().drops();
        fillsOf("1", SessionSettings.ROUND_FILLS_MAX + 600);
        play.forgets().comesBack();
        play.staysHealthy(Duration.ofSeconds(30));
        assertThat(play.said().fills())
                .hasSize(SessionSettings.ROUND_FILLS_MAX + 600)
                .doesNotHaveDuplicates();
        assertThat(play.said().closed()).containsExactly(GapReason.CONNECTION_LOST);
        assertThat(play.rest.times(SessionAction.QueryFills.class)).isLessThan(30);
    }

    /** Three fills a millisecond, so that some share theirs with the edge of a page. */
    private void fillsOf(String id, int count) {
        for (int i = 0; i < count; i++) {
            play.rest.fills.add(Facts.fill(id, "t" + i, "0.1", play.time().plusMillis(i / 3)));
        }
        String filled = Facts.fill(id, "t", "0.1", play.time())
                .quantity()
                .multiply(java.math.BigDecimal.valueOf(count))
                .toPlainString();
        play.rest.shows(Facts.order(id, "PARTIALLY_FILLED", filled, play.time()));
    }
}
