package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.UpdateReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is asked while nothing looks wrong, and what becomes of what it finds. */
class SessionAuditTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Play play = new Play();

    // How often.

    @Test
    void an_idle_stream_is_audited_every_two_minutes() {
        play.goesLive().forgets().staysHealthy(SessionSettings.AUDIT_EVERY.minusSeconds(5));
        play.waits(Duration.ofSeconds(5).minusNanos(1));
        assertThat(play.rest.asked).isEmpty();
        play.staysHealthy(Duration.ofSeconds(10));
        assertThat(play.rest.times(SessionAction.QueryOpenOrders.class)).isEqualTo(1);
        assertThat(play.rest.times(SessionAction.QueryFills.class)).isEqualTo(1);
        assertThat(play.rest.times(SessionAction.QueryClosedOrders.class)).isEqualTo(1);
        assertThat(play.rest.times(SessionAction.QueryBalances.class)).isEqualTo(1);
        assertThat(play.state().tally().audits()).isEqualTo(2);
    }

    @Test
    void an_idle_stream_asks_no_more_than_twice_a_minute() {
        play.goesLive().forgets().staysHealthy(Duration.ofMinutes(40));
        assertThat(play.rest.asked).hasSizeBetween(70, 80);
    }

    @Test
    void a_stream_with_an_open_order_is_audited_every_half_minute() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        play.rest.shows(Facts.order("1", "NEW", "0", play.time()));
        play.staysHealthy(Duration.ofMinutes(3)).forgets().staysHealthy(Duration.ofMinutes(10));
        assertThat(play.rest.times(SessionAction.QueryOpenOrders.class)).isBetween(16L, 20L);
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.tells(Facts.update(Facts.order("1", "CANCELED", "0", play.time())));
        play.staysHealthy(MINUTE).forgets().staysHealthy(Duration.ofMinutes(10));
        assertThat(play.rest.times(SessionAction.QueryOpenOrders.class)).isBetween(4L, 5L);
    }

    @Test
    void an_audit_that_confirms_all_moves_the_beginning_of_the_next_gap() {
        play.goesLive().until(() -> play.state().tally().audits() == 2);
        Instant confirmed = play.time();
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "2", "t2", "1", play.time()));
        assertThat(play.said().since(GapReason.FILL_MISSING))
                .isBetween(
                        confirmed
                                .minus(SessionSettings.REST_LAG.multipliedBy(2))
                                .minusMillis(100),
                        confirmed);
    }

    // What it finds.

    @Test
    void a_fill_that_a_healthy_stream_lost_is_a_gap_when_it_is_found_twice() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "FILLED", "10", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "10", play.time()));
        play.until(this::isSuspicious);
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
        assertThat(play.said().fills()).isEmpty();
        play.until(() -> play.said().opened().size() > 1);
        assertThat(play.said().since(GapReason.AUDIT)).isEqualTo(Play.EPOCH.plus(SessionSettings.SUBSCRIBE_SPACING));
        assertThat(play.said().orders()).containsExactly("REST 1 FILLED 10 t1");
        assertThat(play.said().closed()).as("what was found twice was over").endsWith(GapReason.AUDIT);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void what_is_under_way_on_the_stream_is_no_gap() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "FILLED", "10", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "10", play.time()));
        play.until(this::isSuspicious);
        play.tells(Facts.trade("1", "FILLED", "10", "t1", "10", play.time()));
        play.staysHealthy(Duration.ofMinutes(5));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
        assertThat(play.said().fills()).containsExactly("t1");
    }

    @Test
    void an_order_that_is_open_there_and_not_here_is_a_gap() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "NEW", "0", play.time()));
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
        assertThat(play.said().orders()).containsExactly("REST 1 NEW 0");
    }

    @Test
    void an_order_that_is_open_here_and_not_there_is_a_gap() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
        assertThat(play.said().orders()).containsExactly("STREAM 1 NEW 0", "REST 1 CANCELED 0");
    }

    @Test
    void a_balance_told_otherwise_although_no_push_came_is_a_gap() {
        play.rest.balances.add(Facts.balance("BTC", "1"));
        play.goesLive();
        stands("BTC", "2");
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
        assertThat(play.said().lastSnapshot().balances().orElseThrow()).containsExactly(Facts.balance("BTC", "2"));
    }

    @Test
    void a_balance_told_otherwise_after_a_push_is_no_gap() {
        play.rest.balances.add(Facts.balance("BTC", "1"));
        play.goesLive();
        stands("BTC", "2");
        play.tells(Facts.moved(UpdateReason.DEPOSIT, "BTC", "1", play.time()));
        play.staysHealthy(Duration.ofMinutes(5));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
    }

    @Test
    void a_balance_written_otherwise_or_of_nothing_is_no_gap() {
        play.rest.balances.add(Facts.balance("BTC", "1"));
        play.goesLive();
        stands("BTC", "1.000");
        play.rest.balances.add(Facts.balance("ETH", "0.0"));
        play.staysHealthy(Duration.ofMinutes(5));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
        stands("ETH", "1");
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
    }

    @Test
    void a_balance_that_became_nothing_or_is_locked_although_no_push_came_is_a_gap() {
        play.rest.balances.add(Facts.balance("BTC", "1"));
        play.goesLive();
        stands("BTC", "0");
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
        play.rest.balances.add(Facts.balance("ETH", "0", "1"));
        play.staysHealthy(Duration.ofMinutes(3));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT, GapReason.AUDIT);
    }

    @Test
    void only_what_is_told_twice_alike_is_a_gap() {
        play.rest.balances.add(Facts.balance("BTC", "1"));
        play.goesLive();
        stands("BTC", "2");
        play.until(this::isSuspicious);
        stands("BTC", "3");
        play.until(() -> play.state().completeness().inquiry().suspects().exists(each -> each.contains("3")));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
        play.staysHealthy(Duration.ofSeconds(20));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
    }

    @Test
    void an_end_that_rest_does_not_know_of_is_a_doubt_but_what_it_told_itself_is_none() {
        play.goesLive().tells(Facts.update(Facts.order("1", "CANCELED", "0", play.time())));
        play.rest.shows(Facts.order("1", "NEW", "0", play.time()));
        play.until(() -> play.state().trouble().contains("lags"));
        Play other = new Play().goesLive().drops();
        other.rest.shows(Facts.order("1", "CANCELED", "0", other.time()));
        other.comesBack().isRepaired();
        other.rest.shows(Facts.order("1", "NEW", "0", other.time()));
        other.staysHealthy(Duration.ofMinutes(5));
        assertThat(other.state().trouble()).isEmpty();
        assertThat(other.said().orders()).containsExactly("REST 1 CANCELED 0");
    }

    @Test
    void a_balance_that_is_not_listed_any_more_although_no_push_came_is_a_gap() {
        play.rest.balances.add(Facts.balance("BTC", "1"));
        play.goesLive();
        play.rest.balances.clear();
        play.staysHealthy(Duration.ofMinutes(5));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
    }

    @Test
    void audits_without_a_clear_picture_are_a_gap_when_they_come_in_a_row() {
        play.goesLive().tells(Facts.trade("1", "PARTIALLY_FILLED", "4", "t1", "4", play.time()));
        play.rest.shows(Facts.order("1", "NEW", "0", play.time()));
        play.until(() -> !play.state().trouble().isEmpty());
        assertThat(play.said().opened()).as("at first").containsExactly(GapReason.STARTING);
        play.staysHealthy(Duration.ofMinutes(2));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.AUDIT);
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", play.time()));
        play.staysHealthy(MINUTE);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.state().trouble()).isEmpty();
    }

    @Test
    void a_doubt_that_passes_is_no_gap() {
        play.goesLive().tells(Facts.trade("1", "PARTIALLY_FILLED", "4", "t1", "4", play.time()));
        play.rest.shows(Facts.order("1", "NEW", "0", play.time()));
        play.until(() -> !play.state().trouble().isEmpty());
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", play.time()));
        play.staysHealthy(Duration.ofMinutes(2));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
        assertThat(play.state().trouble()).isEmpty();
    }

    private boolean isSuspicious() {
        return !play.state().completeness().inquiry().suspects().isEmpty();
    }

    private void stands(String asset, String free) {
        play.rest.balances.removeIf(balance -> balance.asset().text().equals(asset));
        play.rest.balances.add(Facts.balance(asset, free));
    }
}
