package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.domain.UpdateReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountReportTest {

    @Test
    void a_change_of_balances_is_read_to_the_last_digit() {
        assertThat(Messages.event(AccountUpdate.class, Messages.fixture("account-update.json")))
                .isEqualTo(new AccountUpdate(
                        origin(1750000003000L),
                        UpdateReason.of("ORDER"),
                        Optional.of(Instant.ofEpochMilli(1750000003456L)),
                        List.of(
                                new BalanceChange(
                                        new Asset("USDT"),
                                        new BigDecimal("-7.50000000000000000000"),
                                        new BigDecimal("92.50000000000000000001"),
                                        decimal("92.50000000000000000001"),
                                        decimal("3.25"),
                                        RawMembers.NONE),
                                new BalanceChange(
                                        new Asset("FOO"),
                                        new BigDecimal("10"),
                                        new BigDecimal("10"),
                                        decimal("10"),
                                        decimal("0"),
                                        RawMembers.NONE)),
                        RawMembers.NONE));
    }

    @Test
    void the_reason_init_gives_a_snapshot_that_says_nothing_of_orders() {
        assertThat(Messages.event(AccountSnapshot.class, Messages.fixture("account-init.json")))
                .isEqualTo(new AccountSnapshot(
                        origin(1750000004102L),
                        Optional.of(List.of(new Balance(
                                new Asset("USDT"),
                                Optional.empty(),
                                decimal("0"),
                                decimal("92.5"),
                                decimal("92.5"),
                                RawMembers.NONE))),
                        Optional.empty(),
                        RawMembers.NONE));
    }

    @Test
    void members_of_a_snapshot_that_nobody_knows_stay_reachable() {
        AccountSnapshot snapshot = Messages.event(
                AccountSnapshot.class,
                Messages.fixture("account-init.json").replaceFirst("\\{", "{\"T\":1750000004001,\"hint\":[1],"));
        assertThat(snapshot.raw().get("T")).contains("1750000004001");
        assertThat(snapshot.raw().get("hint")).contains("[1]");
    }

    @Test
    void a_change_within_a_snapshot_is_not_lost() {
        AccountSnapshot snapshot = Messages.event(
                AccountSnapshot.class, Messages.fixture("account-init.json").replace("0.00", "4.50"));
        assertThat(snapshot.balances().orElseThrow().get(0).raw().get("bc")).contains("\"4.50\"");
    }

    @Test
    void old_and_sparse_changes_leave_figures_out() {
        AccountUpdate update = Messages.event(
                AccountUpdate.class,
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"B\":[{\"a\":\"USDT\",\"bc\":1,\"wb\":2e0}],\"m\":\"NEW_REASON\"}}");
        assertThat(update.origin().eventTime()).isEmpty();
        assertThat(update.transactionTime()).isEmpty();
        assertThat(update.reason().text()).isEqualTo("NEW_REASON");
        assertThat(update.reason().known()).isEmpty();
        assertThat(update.changes().get(0).crossWalletBalance()).isEmpty();
        assertThat(update.changes().get(0).locked()).isEmpty();
        assertThat(update.changes().get(0).walletBalance()).isEqualTo(new BigDecimal("2"));
    }

    @Test
    void members_nobody_knows_are_kept_where_they_were() {
        AccountUpdate update = Messages.event(
                AccountUpdate.class,
                "{\"e\":\"ACCOUNT_UPDATE\",\"v\":2,\"a\":{\"m\":\"ORDER\",\"v\":\"3\",\"B\":[{\"a\":\"USDT\",\"bc\":1,\"wb\":2,\"v\":[4]}]}}");
        assertThat(update.raw().byName()).containsOnly(Map.entry("v", "2"), Map.entry("a.v", "\"3\""));
        assertThat(update.changes().get(0).raw().byName()).containsOnly(Map.entry("v", "[4]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[],\"P\":[]}}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[],\"P\":null}}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"INIT\",\"B\":[],\"P\":[{\"s\":\"A-B\"}]}}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[]},\"o\":{}}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"ac\":{\"s\":\"A-B\"}}"
            })
    void an_event_of_a_futures_account_is_unrecognized(String text) {
        Unrecognized message = Messages.event(Unrecognized.class, text);
        assertThat(message.kind()).isEqualTo("ACCOUNT_UPDATE");
        assertThat(message.message()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"e\":\"ACCOUNT_UPDATE\"}|member a is missing",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":[]}|member a has an unexpected value",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"B\":[]}}|member m is missing",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\"}}|member B is missing",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[{\"bc\":1,\"wb\":1}]}}|member a is missing",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[{\"a\":\"X\",\"wb\":1}]}}|member bc is missing",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[{\"a\":\"X\",\"bc\":1}]}}|member wb is missing",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[{\"a\":\"X\",\"bc\":1,\"wb\":\"x\"}]}}|member wb has an unexpected value",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":[7]}}|an object was expected at $.a.B[0]"
            })
    void what_a_balance_event_must_say_is_named_when_it_is_missing(String text, String why) {
        assertThat(Messages.rejected(text).why()).isEqualTo(why);
    }

    @Test
    void an_ill_typed_list_of_balances_is_named() {
        assertThat(Messages.rejected("{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"ORDER\",\"B\":\"none\"}}")
                        .why())
                .isEqualTo("member B has an unexpected value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null"})
    void an_empty_list_of_balances_is_a_list(String list) {
        String text = "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"INIT\",\"B\":" + list + "}}";
        assertThat(Messages.event(AccountSnapshot.class, text).balances()).contains(List.of());
    }

    @Test
    void a_balance_event_is_also_read_when_it_comes_wrapped() {
        String bare = Messages.fixture("account-update.json");
        assertThat(Messages.events("{\"dataType\":\"ACCOUNT_UPDATE\",\"data\":" + bare + "}"))
                .isEqualTo(Messages.events(bare));
    }

    private static Origin origin(long eventTime) {
        return new Origin(
                Provenance.STREAM,
                Messages.EPOCH,
                Messages.FINGERPRINT,
                Optional.of(Instant.ofEpochMilli(eventTime)),
                Messages.AT);
    }

    private static Optional<BigDecimal> decimal(String literal) {
        return Optional.of(new BigDecimal(literal));
    }
}
