package io.github.bingxstream.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void an_open_enumeration_keeps_the_text_of_a_value_that_nobody_knew() {
        OpenEnum<OrderStatus> status = OrderStatus.of("Unknown");
        assertThat(status.known()).isEmpty();
        assertThat(status).hasToString("Unknown");
        assertThat(status.is(OrderStatus.NEW)).isFalse();
    }

    @Test
    void both_spellings_of_a_cancel_are_one_constant_and_keep_their_text() {
        assertThat(OrderStatus.of("CANCELLED").is(OrderStatus.CANCELED)).isTrue();
        assertThat(OrderStatus.of("CANCELLED").text()).isEqualTo("CANCELLED");
        assertThat(OrderStatus.of("CANCELED")).isSameAs(OrderStatus.of("CANCELED"));
        assertThat(OrderType.of("ocoLimit").is(OrderType.OCO_LIMIT)).isTrue();
    }

    @Test
    void an_order_is_done_only_if_its_status_is_known_to_be() {
        assertThat(order("PENDING", "0", Optional.empty()).isTerminal()).isFalse();
        assertThat(order("FAILED", "0", Optional.empty()).isTerminal()).isTrue();
        assertThat(order("Unknown", "0", Optional.empty()).isTerminal()).isFalse();
    }

    @Test
    void there_is_no_average_price_before_the_first_fill() {
        assertThat(order("NEW", "0", Optional.of("0")).averagePrice(MathContext.DECIMAL64))
                .isEmpty();
        assertThat(order("FILLED", "4", Optional.of("10")).averagePrice(MathContext.DECIMAL64))
                .contains(new BigDecimal("2.5"));
        assertThat(order("FILLED", "4", Optional.empty()).averagePrice(MathContext.DECIMAL64))
                .isEmpty();
    }

    @Test
    void raw_members_do_not_change_with_the_map_they_were_made_of() {
        Map<String, String> map = new LinkedHashMap<>(Map.of("m", "true"));
        RawMembers members = new RawMembers(map);
        map.put("u", "1");
        assertThat(members.get("m")).contains("true");
        assertThat(members.get("u")).isEmpty();
    }

    @Test
    void moments_are_compared_and_measured() {
        Moment start = new Moment(-5);
        Moment later = start.plus(Duration.ofMillis(3));
        assertThat(later.minus(Duration.ofMillis(3))).isEqualTo(start);
        assertThat(later.since(start)).isEqualTo(Duration.ofMillis(3));
        assertThat(start.since(later)).isEqualTo(Duration.ofMillis(-3));
        assertThat(later.hasReached(start)).isTrue();
        assertThat(later.hasReached(later)).isTrue();
        assertThat(start.hasReached(later)).isFalse();
        assertThat(start).isLessThan(later);
    }

    private static Order order(String status, String filled, Optional<String> filledQuote) {
        return new Order(
                new Symbol("BTC-USDT"),
                new OrderId("1"),
                Optional.empty(),
                Side.of("BUY"),
                OrderType.of("LIMIT"),
                OrderStatus.of(status),
                Optional.empty(),
                Optional.empty(),
                new BigDecimal("4"),
                Optional.empty(),
                new BigDecimal(filled),
                filledQuote.map(BigDecimal::new),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
    }
}
