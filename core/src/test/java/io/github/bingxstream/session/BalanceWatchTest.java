package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.UpdateReason;
import org.junit.jupiter.api.Test;

/** What is remembered of balances has limits. */
class BalanceWatchTest {

    private static final Moment NOW = new Moment(0);

    private BalanceWatch watch = BalanceWatch.EMPTY;

    @Test
    void the_last_256_account_updates_are_recognised_when_they_are_told_again() {
        for (int i = 0; i < 1_000; i++) {
            watch = watch.hearing(update("BTC", i), NOW, true);
            assertThat(watch.hasHeard(update("BTC", i))).isTrue();
            assertThat(watch.hasHeard(update("BTC", Math.max(0, i - 255)))).isTrue();
        }
    }

    @Test
    void no_more_than_twice_as_many_account_updates_are_remembered() {
        for (int i = 0; i <= 2 * 256; i++) {
            watch = watch.hearing(update("BTC", i), NOW, true);
            assertThat(watch.recent().late().size() + watch.recent().early().size())
                    .isLessThanOrEqualTo(2 * 256);
        }
        assertThat(watch.hasHeard(update("BTC", 0))).isFalse();
    }

    @Test
    void of_moves_without_an_order_the_first_thousand_are_more_than_enough() {
        for (int i = 0; i < 1_001; i++) {
            watch = watch.hearing(update("BTC", i), new Moment(i), true);
        }
        assertThat(watch.unexplained()).hasSize(1_000);
        assertThat(watch.unexplained().head().at()).isEqualTo(new Moment(1));
    }

    @Test
    void more_assets_than_an_exchange_lists_are_forgotten() {
        for (int i = 0; i < 10_000; i++) {
            watch = watch.hearing(update("A" + i, i), NOW, false);
        }
        assertThat(watch.isPushedSince(new Asset("A0"), NOW)).isTrue();
        watch = watch.hearing(update("ONE-MORE", 0), NOW, false);
        assertThat(watch.pushed()).isEmpty();
    }

    @Test
    void what_a_push_told_before_a_moment_it_did_not_tell_since() {
        watch = watch.hearing(update("BTC", 0), NOW, false);
        assertThat(watch.isPushedSince(new Asset("BTC"), NOW)).isTrue();
        assertThat(watch.isPushedSince(new Asset("BTC"), new Moment(1))).isFalse();
        assertThat(watch.isPushedSince(new Asset("ETH"), NOW)).isFalse();
    }

    private static AccountUpdate update(String asset, int millis) {
        return Facts.moved(UpdateReason.ORDER, asset, "1", Play.EPOCH.plusMillis(millis));
    }
}
