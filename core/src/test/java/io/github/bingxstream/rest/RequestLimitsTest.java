package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.domain.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

    private static final Moment START = new Moment(0);

    @Test
    void one_group_may_be_wider_than_published() {
        RequestLimits limits = RequestLimits.published().with(LimitGroup.ORDERS, 20, 8);
        assertThat(limits.perKey(LimitGroup.ORDERS)).isEqualTo(20);
        assertThat(limits.perAddress(LimitGroup.ORDERS)).isEqualTo(8);
        assertThat(limits.perAddress(LimitGroup.FILLS)).isEqualTo(2);
        assertThat(new RequestBudget(limits).spacing(LimitGroup.ORDERS)).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void an_address_may_be_allowed_more_while_keys_are_not() {
        RequestLimits limits = RequestLimits.published().addressesTimes(100);
        RequestBudget budget = new RequestBudget(limits);
        for (int i = 0; i < 5; i++) {
            assertThat(budget.admit("one", LimitGroup.FILLS, START).at()).isEqualTo(START);
        }
        assertThat(budget.admit("one", LimitGroup.FILLS, START).at()).isGreaterThan(START);
        assertThat(limits.perAddress(LimitGroup.FILLS)).isEqualTo(200);
    }

    @Test
    void a_limit_of_nothing_is_none() {
        assertThatThrownBy(() -> RequestLimits.published().with(LimitGroup.FILLS, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FILLS");
        assertThatThrownBy(() -> RequestLimits.published().addressesTimes(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_earliest_turn_is_told_without_being_taken() {
        RequestBudget budget = new RequestBudget();
        assertThat(budget.earliest(LimitGroup.KEEPALIVE, START)).isEqualTo(START);
        assertThat(budget.earliest(LimitGroup.KEEPALIVE, START)).isEqualTo(START);
        budget.admit("one", LimitGroup.KEEPALIVE, START);
        assertThat(budget.earliest(LimitGroup.KEEPALIVE, START)).isEqualTo(START.plus(RequestBudget.WINDOW));
        Moment end = START.plus(Duration.ofMinutes(5));
        budget.pauseUntil(end);
        assertThat(budget.earliest(LimitGroup.KEEPALIVE, START)).isEqualTo(end);
    }
}
