package io.github.bingxstream.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.UpdateReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs that people copy from do what they say. */
class RecipesTest {

    private static final Asset USDT = new Asset("USDT");
    private static final Asset BTC = new Asset("BTC");
    private static final Origin ORIGIN = new Origin(Provenance.STREAM, 1, "f", Optional.empty(), new Moment(0));

    @Test
    @Timeout(60)
    void code_can_be_tested_against_an_exchange_in_the_same_process() throws Exception {
        TestAgainstSandbox.main(new String[0]);
    }

    @Test
    void balances_are_replaced_by_a_snapshot_and_changed_by_an_update() {
        KeepBalances balances = new KeepBalances();
        assertThat(balances.isComplete()).as("before the first snapshot").isFalse();

        balances.event(snapshot(USDT, "100"));
        balances.event(update(BTC, "0.5"));
        assertThat(balances.walletBalance(USDT)).contains(new BigDecimal("100"));
        assertThat(balances.walletBalance(BTC)).contains(new BigDecimal("0.5"));
        assertThat(balances.isComplete()).isTrue();

        balances.notice(new StreamNotice.GapOpened(1, GapReason.SILENCE, new Moment(0)));
        assertThat(balances.isComplete()).as("while something may be missing").isFalse();

        balances.event(snapshot(USDT, "90"));
        assertThat(balances.walletBalance(USDT)).contains(new BigDecimal("90"));
        assertThat(balances.walletBalance(BTC)).as("no longer on the account").isEmpty();
        assertThat(balances.isComplete()).isTrue();
    }

    private static AccountSnapshot snapshot(Asset asset, String amount) {
        Balance balance = new Balance(
                asset,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal(amount)),
                Optional.empty(),
                RawMembers.NONE);
        return new AccountSnapshot(ORIGIN, Optional.of(List.of(balance)), Optional.empty(), RawMembers.NONE);
    }

    private static AccountUpdate update(Asset asset, String amount) {
        BalanceChange change = new BalanceChange(
                asset, BigDecimal.ONE, new BigDecimal(amount), Optional.empty(), Optional.empty(), RawMembers.NONE);
        return new AccountUpdate(ORIGIN, UpdateReason.of("ORDER"), Optional.empty(), List.of(change), RawMembers.NONE);
    }
}
