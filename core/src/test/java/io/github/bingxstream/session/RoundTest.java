package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows a page. */
class RoundTest {

    private static final Instant TIME = Play.EPOCH;
    private static final Ledger.Key KEY = Ledger.Key.of(Facts.order("1", "NEW", "0", TIME));

    private final Round round = Round.begin(new Now(new Moment(0), TIME), TIME);

    @Test
    void a_full_page_of_fills_is_followed_by_one_that_begins_with_its_last_millisecond() {
        assertThat(round.after(new Ask.Fills(TIME), fills(499)).next()).containsExactly(Ask.ClosedOrders.FIRST);
        assertThat(round.after(new Ask.Fills(TIME), fills(500)).next())
                .containsExactly(new Ask.Fills(TIME.plusMillis(499)));
    }

    @Test
    void a_round_that_has_all_the_fills_it_takes_ends_with_the_last_and_says_so() {
        Round.Step step = new Round.Step(round, io.vavr.control.Option.none());
        for (int i = 0; i < SessionSettings.ROUND_FILLS_MAX / 500; i++) {
            assertThat(step.round().cut()).isFalse();
            step = step.round().after(new Ask.Fills(TIME), fills(500));
        }
        assertThat(step.round().cut()).isTrue();
        assertThat(step.round().to()).isEqualTo(TIME.plusMillis(499));
        assertThat(step.next()).containsExactly(Ask.ClosedOrders.FIRST);
    }

    @Test
    void a_full_page_of_the_fills_of_an_order_is_followed_by_the_next() {
        assertThat(round.after(new Ask.FillsOf(KEY, TIME), fills(500)).next())
                .containsExactly(new Ask.FillsOf(KEY, TIME.plusMillis(499)));
        Round.Step last = round.after(new Ask.FillsOf(KEY, TIME), fills(499));
        assertThat(last.next()).isEmpty();
        assertThat(last.round().summed()).containsExactly(KEY);
    }

    @Test
    void a_full_page_of_closed_orders_is_followed_by_the_next_as_far_as_the_exchange_goes() {
        assertThat(round.after(new Ask.ClosedOrders(1), orders(99)).next()).isEmpty();
        assertThat(round.after(new Ask.ClosedOrders(1), orders(100)).next()).containsExactly(new Ask.ClosedOrders(2));
        assertThat(round.after(new Ask.ClosedOrders(99), orders(100)).next())
                .containsExactly(new Ask.ClosedOrders(100));
    }

    @Test
    void more_closed_orders_than_the_exchange_shows_are_asked_for_in_halves_of_the_span() {
        Round.Step step = round.after(new Ask.ClosedOrders(100), orders(100));
        assertThat(step.next()).containsExactly(Ask.ClosedOrders.FIRST);
        assertThat(step.round().cut()).isTrue();
        assertThat(step.round().closed()).isEmpty();
        assertThat(Duration.between(round.from(), step.round().to()))
                .isEqualTo(Duration.between(round.from(), round.to()).dividedBy(2));
    }

    private static List<Fill> fills(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Facts.fill("1", "t" + i, "1", TIME.plusMillis(i)))
                .toList();
    }

    private static List<Order> orders(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Facts.order("o" + i, "CANCELED", "0", TIME))
                .toList();
    }
}
