package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.TradeId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a fill of an order. */
class OrderFillTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"0\"", "\"-1\"", "\"\"", "null"})
    void a_trade_id_that_means_none_is_empty(String literal) {
        assertThat(fill(order().with("t", literal)).orElseThrow().tradeId()).isEmpty();
    }

    @Test
    void a_trade_of_nothing_is_no_fill() {
        assertThat(fill(order().with("l", "0"))).isEmpty();
    }

    @Test
    void a_quantity_with_a_trade_id_is_a_fill_whatever_the_execution_is_called() {
        for (String execution : new String[] {"\"CANCELED\"", "\"PARTIAL_FILL_OF_2030\""}) {
            Fill fill = fill(order().with("x", execution)).orElseThrow();
            assertThat(fill.quantity()).isEqualByComparingTo("1");
            assertThat(fill.tradeId()).contains(new TradeId("555"));
        }
    }

    @Test
    void a_quantity_without_a_trade_id_is_a_leftover_unless_the_execution_is_a_trade() {
        assertThat(fill(order().with("x", "\"CANCELED\"").with("t", "0"))).isEmpty();
        assertThat(fill(order().with("x", "\"TRADE\"").with("t", "0"))).isPresent();
    }

    @Test
    void a_change_that_is_no_trade_needs_no_last_fill() {
        OrderJson json = order().with("x", "\"NEW\"").without("l").without("L").without("t");
        assertThat(fill(json)).isEmpty();
    }

    private static OrderJson order() {
        return new OrderJson();
    }

    private static Optional<Fill> fill(OrderJson json) {
        return Messages.event(OrderUpdate.class, json.message()).fill();
    }
}
