package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.UpdateReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What on a healthy connection betrays that something did not come. */
class SessionLossTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Play play = new Play();

    // Fills.

    @Test
    void more_filled_than_this_fill_explains_is_a_gap_since_rest_last_confirmed_all() {
        play.goesLive();
        Instant acknowledged = Play.EPOCH.plus(SessionSettings.SUBSCRIBE_SPACING);
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "2", "t1", "2", play.time()));
        assertThat(play.actions()).noneMatch(Play::opensGap);
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "6", "t3", "3", play.time()));
        assertThat(play.actions()).anyMatch(Play::opensGap);
        assertThat(play.said().since(GapReason.FILL_MISSING)).isEqualTo(acknowledged);
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "6", play.time()));
        play.rest.fills.add(Facts.fill("1", "t2", "1", play.time()));
        play.isRepaired();
        assertThat(play.said().fills()).containsExactly("t1", "t3", "t2");
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING, GapReason.FILL_MISSING);
    }

    @Test
    void a_later_confirmation_makes_a_later_beginning() {
        play.goesLive().staysHealthy(Duration.ofMinutes(10));
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "2", "t2", "1", play.time()));
        assertThat(play.said().since(GapReason.FILL_MISSING))
                .isBetween(play.time().minus(SessionSettings.AUDIT_EVERY).minusSeconds(20), play.time());
    }

    @Test
    void while_a_gap_is_open_a_missing_fill_is_part_of_it() {
        play.goesLive().drops().comesBack();
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "2", "t2", "1", play.time()));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.CONNECTION_LOST);
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "2", play.time()));
        play.staysHealthy(Duration.ofSeconds(20));
        assertThat(play.said().closed()).as("not before it has come").containsExactly(GapReason.STARTING);
        play.rest.fills.add(Facts.fill("1", "t1", "1", play.time()));
        play.staysHealthy(Duration.ofSeconds(40));
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING, GapReason.CONNECTION_LOST);
    }

    // Balances.

    @Test
    void a_balance_moved_by_an_order_of_which_nothing_is_told_is_a_gap() {
        play.goesLive().tells(Facts.moved(UpdateReason.ORDER, "BTC", "1", play.time()));
        play.waits(SessionSettings.EXPLAIN_LIMIT.minusNanos(1));
        assertThat(play.said().opened()).doesNotContain(GapReason.ORDER_MISSING);
        play.waits(Duration.ofNanos(1));
        assertThat(play.said().opened()).contains(GapReason.ORDER_MISSING);
        assertThat(play.said().since(GapReason.ORDER_MISSING))
                .isEqualTo(Play.EPOCH.plus(SessionSettings.SUBSCRIBE_SPACING));
    }

    @Test
    void a_balance_moved_by_an_order_told_a_little_later_or_earlier_is_explained() {
        play.goesLive().tells(Facts.moved(UpdateReason.ORDER, "USDT", "-1", play.time()));
        play.waits(Duration.ofSeconds(9)).tells(Facts.trade("1", "PARTIALLY_FILLED", "1", "t1", "1", play.time()));
        play.waits(Duration.ofSeconds(9)).tells(Facts.moved(UpdateReason.ORDER, "BTC", "1", play.time()));
        play.tells(Facts.moved(UpdateReason.ORDER, "BNB", "-0.1", play.time()));
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "1", play.time()));
        play.staysHealthy(Duration.ofSeconds(20));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
    }

    @Test
    void an_order_told_long_before_explains_nothing() {
        play.goesLive().tells(Facts.trade("1", "PARTIALLY_FILLED", "1", "t1", "1", play.time()));
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "1", play.time()));
        play.waits(Duration.ofSeconds(11)).tells(Facts.moved(UpdateReason.ORDER, "BTC", "1", play.time()));
        play.waits(SessionSettings.EXPLAIN_LIMIT);
        assertThat(play.said().opened()).contains(GapReason.ORDER_MISSING);
    }

    @Test
    void an_order_of_other_assets_explains_nothing() {
        play.goesLive().tells(Facts.moved(UpdateReason.ORDER, "ETH", "1", play.time()));
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "1", "t1", "1", play.time()));
        play.waits(SessionSettings.EXPLAIN_LIMIT);
        assertThat(play.said().opened()).contains(GapReason.ORDER_MISSING);
    }

    @Test
    void a_balance_that_did_not_move_or_moved_for_another_reason_needs_no_order() {
        play.goesLive().tells(Facts.moved(UpdateReason.ORDER, "BTC", "0.00", play.time()));
        play.tells(Facts.moved(UpdateReason.DEPOSIT, "BTC", "1", play.time()));
        play.staysHealthy(Duration.ofSeconds(20));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
    }

    @Test
    void who_wants_no_orders_needs_none_for_a_balance_that_moved() {
        Play balances = new Play(7, EnumSet.of(Channel.BALANCES));
        balances.tell(new SessionInput.Open(java.util.Optional.empty()))
                .keyArrives()
                .opens()
                .acknowledges();
        balances.isRepaired().tells(Facts.moved(UpdateReason.ORDER, "BTC", "1", balances.time()));
        balances.staysHealthy(Duration.ofSeconds(20));
        assertThat(balances.said().opened()).containsExactly(GapReason.STARTING);
        assertThat(balances.said().closed()).containsExactly(GapReason.STARTING);
    }

    @Test
    void a_move_from_inside_a_gap_opens_no_gap_after_it() {
        play.goesLive().drops().comesBack().tells(Facts.moved(UpdateReason.ORDER, "BTC", "1", play.time()));
        play.waits(SECOND).isRepaired().staysHealthy(Duration.ofSeconds(20));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.CONNECTION_LOST);
    }

    @Test
    void an_account_update_told_twice_is_delivered_once() {
        play.goesLive().forgets();
        var update = Facts.moved(UpdateReason.DEPOSIT, "BTC", "1", play.time());
        play.tells(
                update,
                update,
                Facts.moved(UpdateReason.DEPOSIT, "BTC", "1", play.time().plusMillis(1)));
        assertThat(play.said().all(SessionAction.Deliver.class)).hasSize(2);
        assertThat(play.state().tally().repeated()).isEqualTo(1);
    }

    // Gaps side by side.

    @Test
    void each_reason_has_a_gap_of_its_own_with_a_beginning_of_its_own() {
        play.goesLive();
        Instant word = play.time();
        play.answersNothing().after(SECOND).hears(new Signal.Rejected("no JSON", 1, ""));
        Instant overflow = play.time();
        play.tell(new SessionInput.Overflowed(play.now())).after(SECOND).drops();
        Instant last = overflow;
        assertThat(play.said().since(GapReason.UNDECODABLE)).isEqualTo(word);
        assertThat(play.said().since(GapReason.OVERFLOW)).isEqualTo(overflow);
        assertThat(play.said().since(GapReason.CONNECTION_LOST)).isEqualTo(last);
        play.answersAgain().answersOne().comesBack().isRepaired().isRepaired();
        assertThat(play.said().closed())
                .containsExactlyInAnyOrder(
                        GapReason.STARTING, GapReason.UNDECODABLE, GapReason.OVERFLOW, GapReason.CONNECTION_LOST);
    }

    @Test
    void a_cause_that_comes_again_makes_the_gap_last() {
        play.goesLive().hears(new Signal.Rejected("one", 1, ""));
        play.waits(Duration.ofSeconds(2)).hears(new Signal.Rejected("two", 1, ""));
        play.waits(Duration.ofSeconds(5).minusNanos(1));
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING);
        play.waits(Duration.ofSeconds(4));
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING, GapReason.UNDECODABLE);
        assertThat(play.said().opened()).hasSize(2);
    }
}
