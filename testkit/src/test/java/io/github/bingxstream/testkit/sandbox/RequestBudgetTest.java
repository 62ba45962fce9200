package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    private final RequestBudget budget = new RequestBudget(Duration.ofSeconds(3));

    @Test
    void the_window_slides() {
        assertThat(take(1, "a", 0)).isZero();
        assertThat(take(1, "a", SECOND / 2)).isZero();
        assertThat(take(1, "a", SECOND)).as("the first call is a second old").isZero();
        assertThat(take(1, "a", SECOND + 1)).isEqualTo(3 * SECOND);
    }

    @Test
    void a_block_lasts_as_long_as_the_penalty_however_often_one_knocks() {
        take(1, "a", 0);
        take(1, "a", 0);
        assertThat(take(1, "a", 0)).isEqualTo(3 * SECOND);
        assertThat(take(1, "a", 2 * SECOND)).isEqualTo(SECOND);
        assertThat(take(1, "a", 3 * SECOND)).isZero();
    }

    @Test
    void the_address_is_limited_across_accounts_and_the_account_across_addresses() {
        take(1, "a", 0);
        take(2, "a", 0);
        assertThat(take(3, "a", 0)).as("third call from this address").isPositive();
        take(4, "b", 0);
        take(4, "c", 0);
        assertThat(take(4, "d", 0)).as("third call of this account").isPositive();
    }

    private long take(long uid, String address, long now) {
        return budget.take(RequestLimit.LISTEN_KEY, uid, address, now).blockedNanos();
    }
}
