package io.github.bingxstream.codec;

import io.github.bingxstream.codec.JsonTokens.Kind;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.UpdateReason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One balance event after another. Follows "Account balance push" ({@code ACCOUNT_UPDATE}) of the account stream
 * documentation.
 *
 * <p>Futures accounts push events of the same name, and some have reached the spot socket. They are told by what spot never
 * has: positions ({@code a.P}, even when empty), an order ({@code o}) or a configuration ({@code ac}).
 */
final class AccountReport {

    private static final KnownTexts<String> EVENT = KnownTexts.only("ACCOUNT_UPDATE");
    private static final MemberNames NAMES = new MemberNames(new String[] {"e", "E", "T", "a", "o", "ac"});
    private static final MemberNames ACCOUNT_NAMES = new MemberNames(new String[] {"m", "B", "P"});

    private final JsonTokens tokens;
    private final Witness witness;
    private final Members members;
    private final Members account;
    private final BalanceReport balance;

    private boolean foreign;
    private boolean hasAccount;
    private @Nullable Instant eventTime;
    private @Nullable Instant transactionTime;
    private @Nullable OpenEnum<UpdateReason> reason;
    private @Nullable List<BalanceReport.Entry> entries;

    /** Takes what events are read from, the texts that are known, and the connection that they come in by. */
    AccountReport(JsonTokens tokens, Texts texts, Witness witness) {
        this.tokens = tokens;
        this.witness = witness;
        this.members = new Members(tokens, NAMES);
        this.account = new Members(tokens, ACCOUNT_NAMES);
        this.balance = new BalanceReport(tokens, texts);
    }

    /** Reads the event that comes next; null when it is one of a futures account. */
    @Nullable
    AccountEvent read(Moment receivedAt) throws IOException, MalformedException {
        try {
            members.begin();
            for (int i = members.next(); i != Members.END; i = members.next()) {
                take(i);
            }
            return foreign ? null : event(receivedAt);
        } finally {
            forget();
        }
    }

    private void take(int index) throws IOException, MalformedException {
        switch (index) {
            case 0 -> members.expect(EVENT);
            case 1 -> eventTime = members.time();
            case 2 -> transactionTime = members.time();
            case 3 -> {
                if (members.begins(Kind.OBJECT)) {
                    readAccount();
                }
            }
            case 4 -> {
                foreign |= tokens.kind() == Kind.OBJECT;
                members.keep();
            }
            case 5 -> {
                foreign = true;
                members.skip();
            }
            default -> throw new IllegalStateException("no such member: " + index);
        }
    }

    private void readAccount() throws IOException, MalformedException {
        hasAccount = true;
        account.begin();
        for (int i = account.next(); i != Members.END; i = account.next()) {
            switch (i) {
                case 0 -> reason = account.known(Texts.REASONS);
                case 1 -> entries = entries();
                case 2 -> {
                    foreign = true;
                    account.skip();
                }
                default -> throw new IllegalStateException("no such member: " + i);
            }
        }
        members.keepAll("a.", account.others());
    }

    private @Nullable List<BalanceReport.Entry> entries() throws IOException, MalformedException {
        if (tokens.kind() == Kind.NULL) {
            // How Go writes an empty list.
            tokens.skip();
            return List.of();
        }
        if (!account.begins(Kind.ARRAY)) {
            return null;
        }
        List<BalanceReport.Entry> list = new ArrayList<>();
        tokens.beginArray();
        while (tokens.nextElement()) {
            list.add(balance.read());
        }
        return list;
    }

    private AccountEvent event(Moment receivedAt) throws MalformedException {
        if (!hasAccount) {
            throw members.missing("a");
        }
        OpenEnum<UpdateReason> why = account.required(reason, "m");
        List<BalanceReport.Entry> assets = account.required(entries, "B");
        if (why.is(UpdateReason.INIT)) {
            return snapshot(assets, receivedAt);
        }
        List<BalanceChange> changes = new ArrayList<>(assets.size());
        for (BalanceReport.Entry entry : assets) {
            changes.add(entry.change());
        }
        return new AccountUpdate(
                witness.origin(eventTime, receivedAt),
                why,
                Optional.ofNullable(transactionTime),
                changes,
                members.others());
    }

    private AccountEvent snapshot(List<BalanceReport.Entry> assets, Moment receivedAt) throws MalformedException {
        List<Balance> balances = new ArrayList<>(assets.size());
        for (BalanceReport.Entry entry : assets) {
            balances.add(entry.balance());
        }
        if (transactionTime != null) {
            members.keepAll("", new RawMembers(Map.of("T", Long.toString(transactionTime.toEpochMilli()))));
        }
        return new AccountSnapshot(
                witness.origin(eventTime, receivedAt), Optional.of(balances), Optional.empty(), members.others());
    }

    private void forget() {
        foreign = false;
        hasAccount = false;
        eventTime = null;
        transactionTime = null;
        reason = null;
        entries = null;
    }
}
