package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.domain.UpdateReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gap stays open as long as REST fails, lags or contradicts itself; and how it is asked meanwhile. */
class SessionDoubtTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Play play = new Play();

    // What cannot be believed.

    @Test
    void fills_that_do_not_add_up_keep_the_gap_open_until_they_do() {
        play.goesLive().drops();
        play.rest.shows(Facts.order("1", "FILLED", "10", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "4", play.time()));
        play.comesBack().staysHealthy(Duration.ofMinutes(5));
        assertThat(play.state().trouble()).contains("do not add up");
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
        assertThat(play.said().orders())
                .as("what is known is told")
                .containsExactly("REST 1 PARTIALLY_FILLED 4 t1", "REST 1 FILLED 10");
        play.rest.fills.add(Facts.fill("1", "t2", "6", play.time()));
        play.staysHealthy(MINUTE);
        assertThat(play.said().fills()).containsExactly("t1", "t2");
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.state().trouble()).isEmpty();
    }

    @Test
    void an_order_older_than_the_stream_told_it_long_ago_keeps_the_gap_open() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "NEW", "0", play.time()));
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "4", "t1", "4", play.time()));
        play.waits(Duration.ofSeconds(5)).drops().comesBack().staysHealthy(Duration.ofMinutes(2));
        assertThat(play.state().trouble()).contains("lags");
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", play.time()));
        play.staysHealthy(MINUTE);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void an_order_that_rest_does_not_know_keeps_the_gap_open_for_a_while_and_is_then_given_up() {
        play.goesLive().tells(Facts.update(Facts.order("1", "NEW", "0", play.time())));
        play.waits(Duration.ofSeconds(5)).drops().comesBack().staysHealthy(Duration.ofSeconds(5));
        assertThat(play.state().trouble()).contains("does not know the order 1 of BTC-USDT");
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
        play.staysHealthy(MINUTE);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.state().completeness().ledger().size()).isZero();
    }

    @Test
    void an_order_that_the_stream_has_only_just_told_need_not_be_known_to_rest() {
        play.goesLive().drops().comesBack().waits(SessionSettings.REST_LAG.minus(SECOND));
        Order old =
                Facts.order(Facts.BTC, "1", "PARTIALLY_FILLED", "4", play.time().minusSeconds(7200), play.time());
        play.tells(Facts.trade(old, Facts.fill("1", "t1", "4", play.time()))).isRepaired();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.rest.times(SessionAction.QueryOrder.class))
                .as("it may have been told late")
                .isPositive();
    }

    // What fails.

    @Test
    void a_question_that_failed_is_asked_again_and_again_and_the_gap_stays_open() {
        play.goesLive().drops();
        play.rest.instead = Optional.of(new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "no route")));
        play.comesBack().forgets().staysHealthy(Duration.ofMinutes(10));
        assertThat(play.state().name()).isEqualTo(StreamState.REPAIRING);
        assertThat(play.state().trouble()).isEqualTo("no route");
        assertThat(play.rest.asked).as("half of 30 s at last").hasSizeBetween(25, 80);
        assertThat(play.rest.asked).allMatch(SessionAction.QueryOpenOrders.class::isInstance);
        play.rest.instead = Optional.empty();
        play.staysHealthy(MINUTE);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void what_was_answered_before_a_failure_is_not_asked_again() {
        play.goesLive().drops().answersNothing().forgets().comesBack().tell(new SessionInput.Tick());
        play.answersOne();
        SessionAction.QueryFills fills = (SessionAction.QueryFills) play.rest.asked.get(1);
        play.tell(new SessionInput.FillsTold(
                fills.query(), new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "")), Duration.ZERO));
        play.waits(Duration.ofSeconds(4));
        assertThat(play.rest.asked.get(2))
                .isEqualTo(new SessionAction.QueryFills(fills.query() + 1, fills.from(), fills.to()));
    }

    @Test
    void rest_is_left_alone_as_long_as_it_wants_but_no_longer_than_a_quarter_of_an_hour() {
        play.goesLive().drops();
        play.rest.instead = Optional.of(new Outcome.Refused<>(Play.refusal(Treatment.BACK_OFF, 100410)));
        play.rest.retryAfter = Duration.ofMinutes(5);
        play.comesBack().tell(new SessionInput.Tick()).forgets();
        play.staysHealthy(Duration.ofMinutes(5).minus(SECOND));
        assertThat(play.rest.asked).isEmpty();
        play.rest.retryAfter = Duration.ofDays(1);
        play.staysHealthy(Duration.ofSeconds(10)).forgets();
        play.staysHealthy(Duration.ofMinutes(14));
        assertThat(play.rest.asked).isEmpty();
        play.staysHealthy(Duration.ofMinutes(2));
        assertThat(play.rest.asked).hasSize(1);
    }

    @Test
    void a_refusal_that_trying_again_cannot_help_ends_the_stream() {
        play.goesLive().drops();
        Refusal refusal = Play.refusal(Treatment.FATAL, 100413);
        play.rest.instead = Optional.of(new Outcome.Refused<>(refusal));
        play.comesBack().tell(new SessionInput.Tick());
        assertThat(play.said().notices(StreamNotice.Closed.class))
                .containsExactly(StreamNotice.Closed.refused(refusal));
        assertThat(play.state().deadline()).isEmpty();
    }

    @Test
    void a_question_that_is_never_answered_is_asked_again() {
        play.goesLive().drops().answersNothing().forgets().comesBack();
        play.staysHealthy(SessionSettings.QUERY_ANSWER_LIMIT.minus(Duration.ofSeconds(5)));
        assertThat(play.rest.asked).hasSize(1);
        play.staysHealthy(Duration.ofSeconds(15));
        assertThat(play.rest.asked).hasSize(2);
        assertThat(play.state().trouble()).isEqualTo("REST did not answer");
    }

    // One at a time.

    @Test
    void one_question_is_asked_at_a_time_whatever_becomes_of_the_connection() {
        play.goesLive().drops().answersNothing().forgets().comesBack().tell(new SessionInput.Tick());
        play.drops().comesBack().waits(Duration.ofSeconds(30));
        assertThat(play.rest.asked).hasSize(1);
        play.answersOne();
        assertThat(play.said().opened()).isEmpty();
        play.waits(SessionSettings.REST_LAG);
        assertThat(play.rest.asked).as("the answer was to another round").hasSize(2);
        assertThat(play.rest.asked.get(1)).isInstanceOf(SessionAction.QueryOpenOrders.class);
    }

    @Test
    void a_question_of_a_round_given_up_is_waited_for_but_not_for_ever() {
        play.goesLive().drops().answersNothing().forgets().comesBack().tell(new SessionInput.Tick());
        play.drops().comesBack().staysHealthy(SessionSettings.QUERY_ANSWER_LIMIT.plus(Duration.ofSeconds(10)));
        assertThat(play.rest.asked).hasSize(2);
    }

    @Test
    void an_answer_to_another_question_changes_nothing() {
        play.goesLive().drops().answersNothing().comesBack().tell(new SessionInput.Tick());
        SessionState before = play.state();
        play.tell(new SessionInput.OrdersTold(1, new Outcome.Answered<>(List.of()), Duration.ZERO));
        play.tell(new SessionInput.FillsTold(2, new Outcome.Answered<>(List.of()), Duration.ZERO));
        play.tell(new SessionInput.OrderTold(999, new Outcome.Answered<>(Optional.empty()), Duration.ZERO));
        play.tell(new SessionInput.BalancesTold(999, new Outcome.Answered<>(List.of()), Duration.ZERO));
        assertThat(play.state()).isEqualTo(before);
        assertThat(play.actions()).isEmpty();
    }

    // The snapshot.

    @Test
    void the_snapshot_at_the_end_leaves_out_what_was_pushed_since_it_was_asked_for() {
        Balance btc = Facts.balance("BTC", "1");
        play.rest.balances.addAll(List.of(btc, Facts.balance("USDT", "2")));
        play.goesLive();
        assertThat(play.said().lastSnapshot().balances().orElseThrow()).hasSize(2);
        play.tells(Facts.moved(UpdateReason.DEPOSIT, "BTC", "1", play.time()));
        play.hears(new Signal.Rejected("no JSON", 1, "")).tell(new SessionInput.Tick());
        play.answersNothing().forgets().waits(SessionSettings.REST_LAG);
        play.answersOne().answersOne().waits(SessionSettings.REST_LAG);
        play.answersOne();
        assertThat(play.rest.asked.get(3)).isInstanceOf(SessionAction.QueryBalances.class);
        play.tells(Facts.moved(UpdateReason.DEPOSIT, "USDT", "3", play.time())).answersOne();
        assertThat(play.said().closed()).containsExactly(GapReason.UNDECODABLE);
        assertThat(play.said().lastSnapshot().balances()).contains(List.of(btc));
    }
}
