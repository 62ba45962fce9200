package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merging: nothing twice, nothing backwards, and no fill too late. */
class LedgerTest {

    private static final Instant TIME = Play.EPOCH;
    private static final Now NOW = new Now(new Moment(0), TIME);
    private static final Ledger.Key KEY = Ledger.Key.of(Facts.order("1", "NEW", "0", TIME));

    private Ledger ledger = Ledger.EMPTY;
    private final List<OrderUpdate> news = new ArrayList<>();

    // States.

    @Test
    void what_is_told_twice_is_news_once() {
        assertThat(isNews(state("NEW", "0"))).isTrue();
        assertThat(isNews(state("NEW", "0"))).isFalse();
        assertThat(isNews(trade("FILLED", "10", "t1", "10"))).isTrue();
        assertThat(isNews(trade("FILLED", "10", "t1", "10"))).isFalse();
    }

    @Test
    void a_status_that_nobody_knows_is_news_once_and_does_not_stick() {
        assertThat(isNews(state("PENDING", "5"))).isTrue();
        assertThat(isNews(state("SOMETHING_NEW", "5"))).isTrue();
        assertThat(isNews(state("SOMETHING_NEW", "5"))).isFalse();
        assertThat(isNews(state("PENDING", "5"))).isFalse();
        assertThat(isNews(state("CANCELED", "5"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, NEW",
        "WORKING, NEW",
        "PARTIALLY_FILLED, PENDING",
        "PENDING_CANCEL, PARTIALLY_FILLED",
        "CANCELED, PENDING_CANCEL",
        "CANCELED, SOMETHING_NEW",
        "FILLED, CANCELED",
        "CANCELED, FILLED"
    })
    void an_earlier_status_after_a_later_one_is_no_news(String later, String earlier) {
        assertThat(isNews(state(later, "5"))).isTrue();
        assertThat(isNews(state(earlier, "5"))).isFalse();
        assertThat(isNews(state(earlier, "4"))).isFalse();
    }

    @Test
    void more_filled_is_later_whatever_the_status_says_but_an_order_that_is_done_stays_done() {
        isNews(state("CANCELED", "4"));
        assertThat(isNews(state("PARTIALLY_FILLED", "5"))).isTrue();
        assertThat(last().status().text()).isEqualTo("CANCELED");
        assertThat(last().cumulativeFilledQuantity()).isEqualByComparingTo("5");
    }

    @Test
    void a_status_that_nobody_knows_is_told_and_is_not_the_end() {
        isNews(state("NEW", "0"));
        assertThat(isNews(state("ON_HOLIDAY", "0"))).isTrue();
        assertThat(ledger.hasLiveOrders()).isTrue();
        assertThat(isNews(state("CANCELED", "0"))).isTrue();
        assertThat(ledger.hasLiveOrders()).isFalse();
    }

    // Fills.

    @Test
    void a_fill_after_the_end_is_told_once_with_the_order_as_it_is_known_to_stand() {
        isNews(trade("PARTIALLY_FILLED", "2", "t1", "2"));
        isNews(state("CANCELED", "5"));
        assertThat(ledger.isWhole()).isFalse();
        assertThat(isNews(trade("PARTIALLY_FILLED", "5", "t2", "3"))).isTrue();
        assertThat(last().status().text()).isEqualTo("CANCELED");
        assertThat(ledger.isWhole()).isTrue();
        assertThat(isNews(trade("PARTIALLY_FILLED", "5", "t2", "3"))).isFalse();
    }

    @Test
    void a_fill_told_again_beside_a_later_state_is_left_out() {
        isNews(trade("PARTIALLY_FILLED", "2", "t1", "2"));
        assertThat(isNews(trade("FILLED", "10", "t1", "2"))).isTrue();
        assertThat(last().fill()).isEmpty();
        assertThat(last().status().text()).isEqualTo("FILLED");
    }

    @Test
    void fills_without_a_trade_id_are_told_by_how_far_they_filled_the_order() {
        assertThat(isNews(nameless("PARTIALLY_FILLED", "2", "2"))).isTrue();
        assertThat(isNews(nameless("PARTIALLY_FILLED", "2.0", "2"))).isFalse();
        assertThat(isNews(nameless("PARTIALLY_FILLED", "4", "2"))).isTrue();
        assertThat(last().fill()).isPresent();
        assertThat(ledger.isWhole()).isTrue();
    }

    @Test
    void one_trade_id_on_two_symbols_is_two_fills() {
        isNews(trade("FILLED", "10", "t1", "10"));
        Symbol other = new Symbol("ETH-USDT");
        assertThat(isNews(Facts.trade(
                        Facts.order(other, "1", "FILLED", "10", TIME, TIME),
                        Facts.fill(other, "1", Optional.of(new TradeId("t1")), "10", TIME))))
                .isTrue();
        assertThat(last().fill()).isPresent();
    }

    @Test
    void the_fills_remembered_of_one_order_are_bounded() {
        for (int i = 1; i <= Entry.FILLS_MAX + 10; i++) {
            isNews(trade("PARTIALLY_FILLED", Integer.toString(i), "t" + i, "1"));
        }
        assertThat(entry().fills()).hasSize(Entry.FILLS_MAX);
        assertThat(ledger.isWhole()).isTrue();
        assertThat(isNews(trade("PARTIALLY_FILLED", "1", "t1", "1"))).isFalse();
    }

    @Test
    void a_fill_beyond_those_remembered_that_would_fill_the_order_beyond_its_quantity_is_a_repetition() {
        for (int i = 1; i <= Entry.FILLS_MAX + 1; i++) {
            isNews(trade("PARTIALLY_FILLED", Integer.toString(i), "t" + i, "1"));
        }
        String last = Integer.toString(Entry.FILLS_MAX + 1);
        assertThat(isNews(trade("PARTIALLY_FILLED", last, "t" + last, "1"))).isFalse();
    }

    @Test
    void a_checkpoint_can_be_made_of_fills_without_a_trade_id() {
        isNews(nameless("PARTIALLY_FILLED", "2", "2"));
        ledger = Ledger.resumed(new Checkpoint(TIME, ledger.marks(TIME)), NOW);
        assertThat(isNews(nameless("PARTIALLY_FILLED", "2", "2"))).isFalse();
        assertThat(ledger.isWhole()).isTrue();
    }

    // Numbers.

    @ParameterizedTest
    @CsvSource({"5, 5.000", "5, 0.5E1", "500, 5E2", "0.3, 0.30000000000000004"})
    void quantities_are_compared_as_numbers_with_a_tolerance_for_sums_of_doubles(String one, String other) {
        isNews(state("PARTIALLY_FILLED", one));
        assertThat(isNews(state("PARTIALLY_FILLED", other))).isFalse();
        assertThat(isNews(state("PENDING", other))).isFalse();
        assertThat(isNews(state("CANCELED", other))).isTrue();
    }

    @Test
    void fills_that_add_up_but_for_noise_are_whole_and_a_small_fill_is_no_noise() {
        isNews(trade("PARTIALLY_FILLED", "0.1", "t1", "0.1"));
        isNews(trade("PARTIALLY_FILLED", "0.30000000000000004", "t2", "0.2"));
        assertThat(ledger.isWhole()).isTrue();
        isNews(state("PARTIALLY_FILLED", "0.30000001"));
        assertThat(ledger.isWhole()).isFalse();
    }

    // Who told it.

    @Test
    void an_order_that_is_shown_as_it_was_told_is_the_one_that_was_told() {
        OrderUpdate update = trade("FILLED", "10", "t1", "10");
        isNews(update);
        assertThat(last().order()).isSameAs(update.order());
    }

    @Test
    void what_only_rest_told_the_stream_did_not() {
        ledger = ledger.merge(trade("PARTIALLY_FILLED", "4", "t1", "4"), NOW, false)
                .ledger();
        assertThat(entry().streamedAt()).isEmpty();
        isNews(state("CANCELED", "5"));
        assertThat(entry().streamedAt()).containsExactly(NOW);
    }

    @Test
    void a_late_fill_is_a_word_of_the_stream_too() {
        ledger = ledger.merge(state("CANCELED", "4"), NOW, false).ledger();
        isNews(trade("PARTIALLY_FILLED", "4", "t1", "4"));
        assertThat(entry().streamedAt()).containsExactly(NOW);
    }

    // What is remembered.

    @Test
    void the_orders_remembered_are_bounded_and_the_first_settled_is_forgotten_first() {
        isNews(state("NEW", "0"));
        for (int i = 0; i < Ledger.ORDERS_MAX + 5; i++) {
            isNews(Facts.update(Facts.order("o" + i, "CANCELED", "0", TIME)));
        }
        assertThat(ledger.size()).isEqualTo(Ledger.ORDERS_MAX);
        assertThat(ledger.settled()).hasSize(Ledger.ORDERS_MAX - 1);
        assertThat(ledger.entry(KEY)).as("a live order stays").isNotEmpty();
        assertThat(ledger.entry(keyOf("o5"))).isEmpty();
        assertThat(ledger.entry(keyOf("o6"))).isNotEmpty();
    }

    @Test
    void more_live_orders_than_there_is_room_for_are_bounded_too() {
        for (int i = 0; i < Ledger.ORDERS_MAX + 5; i++) {
            isNews(Facts.update(Facts.order("o" + i, "NEW", "0", TIME)));
        }
        assertThat(ledger.size()).isEqualTo(Ledger.ORDERS_MAX);
        assertThat(ledger.unsettled()).hasSize(Ledger.ORDERS_MAX);
    }

    @Test
    void an_order_that_is_done_but_lacks_a_fill_is_not_settled() {
        isNews(state("FILLED", "10"));
        assertThat(ledger.unsettled().keySet()).containsExactly(KEY);
        assertThat(ledger.hasLiveOrders()).isFalse();
        isNews(trade("FILLED", "10", "t1", "10"));
        assertThat(ledger.unsettled()).isEmpty();
    }

    @Test
    void marks_hold_what_is_not_settled_and_what_changed_lately_in_the_order_of_settling() {
        isNews(state("NEW", "0"));
        settles("old", -100);
        settles("first", 0);
        settles("second", 1);
        assertThat(ledger.marks(TIME.minusSeconds(10)))
                .extracting(mark -> mark.orderId().text())
                .containsExactly("first", "second", "1");
    }

    @Test
    void a_ledger_made_of_marks_knows_what_was_told() {
        isNews(trade("PARTIALLY_FILLED", "4", "t1", "4"));
        isNews(state("PARTIALLY_FILLED", "6"));
        List<Checkpoint.OrderMark> marks = ledger.marks(TIME);
        ledger = Ledger.resumed(new Checkpoint(TIME, marks), NOW);
        assertThat(isNews(trade("PARTIALLY_FILLED", "4", "t1", "4"))).isFalse();
        assertThat(isNews(state("PARTIALLY_FILLED", "6"))).isFalse();
        assertThat(ledger.isWhole()).isFalse();
        assertThat(isNews(trade("PARTIALLY_FILLED", "6", "t2", "2"))).isTrue();
        assertThat(ledger.isWhole()).isTrue();
    }

    private void settles(String id, long seconds) {
        Now then = new Now(new Moment(0), TIME.plusSeconds(seconds));
        ledger = ledger.merge(Facts.update(Facts.order(id, "CANCELED", "0", TIME)), then, true)
                .ledger();
    }

    private boolean isNews(OrderUpdate update) {
        Ledger.Merged merged = ledger.merge(update, NOW, true);
        ledger = merged.ledger();
        merged.news().forEach(news::add);
        return merged.news().isDefined();
    }

    private OrderUpdate last() {
        return news.get(news.size() - 1);
    }

    private Entry entry() {
        return ledger.entry(KEY).get();
    }

    private static Ledger.Key keyOf(String id) {
        return Ledger.Key.of(Facts.order(id, "NEW", "0", TIME));
    }

    private static OrderUpdate state(String status, String filled) {
        return Facts.update(Facts.order("1", status, filled, TIME));
    }

    private static OrderUpdate trade(String status, String filled, String trade, String quantity) {
        return Facts.trade("1", status, filled, trade, quantity, TIME);
    }

    private static OrderUpdate nameless(String status, String filled, String quantity) {
        return Facts.trade(
                Facts.order("1", status, filled, TIME), Facts.fill(Facts.BTC, "1", Optional.empty(), quantity, TIME));
    }
}
