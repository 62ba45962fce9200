package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.UpdateReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A balance event. Follows "Account balance push" ({@code ACCOUNT_UPDATE}) of the account stream documentation.
 *
 * <p>Futures accounts push events of the same name, and some have reached the spot socket. They are told by what spot never
 * has: positions ({@code a.P}, even when empty), an order ({@code o}) or a configuration ({@code ac}).
 */
final class AccountReport {

    private static final String EVENT = "ACCOUNT_UPDATE";
    private static final Members.Names NAMES = new Members.Names(new String[] {"e", "E", "T", "a", "o", "ac"});
    private static final Members.Names ACCOUNT_NAMES = new Members.Names(new String[] {"m", "B", "P"});
    private static final Members.Names BALANCE_NAMES = new Members.Names(new String[] {"a", "bc", "wb", "cw", "lk"});

    private final JsonReader reader;
    private final Texts texts;
    private boolean foreign;
    private @Nullable Instant eventTime;
    private @Nullable Instant transactionTime;
    private @Nullable OpenEnum<UpdateReason> reason;
    private @Nullable List<Entry> entries;

    private AccountReport(JsonReader reader, Texts texts) {
        this.reader = reader;
        this.texts = texts;
    }

    /** Reads one balance event; empty when it is one of a futures account. */
    static Optional<AccountEvent> read(JsonReader reader, Texts texts, Witness witness)
            throws IOException, MalformedException {
        return new AccountReport(reader, texts).event(witness);
    }

    private Optional<AccountEvent> event(Witness witness) throws IOException, MalformedException {
        Members members = new Members(reader, NAMES);
        Members account = null;
        for (int i = members.next(); i != Members.END; i = members.next()) {
            switch (i) {
                case 0 -> members.expect(EVENT);
                case 1 -> eventTime = members.time();
                case 2 -> transactionTime = members.time();
                case 3 -> {
                    if (members.begins(JsonReader.Token.BEGIN_OBJECT)) {
                        account = account(members);
                    }
                }
                case 4 -> {
                    foreign |= reader.peek() == JsonReader.Token.BEGIN_OBJECT;
                    members.keep();
                }
                case 5 -> {
                    foreign = true;
                    members.skip();
                }
                default -> throw new IllegalStateException("no such member: " + i);
            }
        }
        if (foreign) {
            return Optional.empty();
        }
        return Optional.of(event(witness, members, members.required(account, "a")));
    }

    private AccountEvent event(Witness witness, Members members, Members account) throws MalformedException {
        OpenEnum<UpdateReason> why = account.required(reason, "m");
        List<Entry> assets = account.required(entries, "B");
        if (why.is(UpdateReason.INIT)) {
            List<Balance> balances = new ArrayList<>(assets.size());
            for (Entry entry : assets) {
                balances.add(entry.balance());
            }
            if (transactionTime != null) {
                members.keepAll("", new RawMembers(Map.of("T", Long.toString(transactionTime.toEpochMilli()))));
            }
            return new AccountSnapshot(
                    witness.origin(eventTime), Optional.of(balances), Optional.empty(), members.others());
        }
        List<BalanceChange> changes = new ArrayList<>(assets.size());
        for (Entry entry : assets) {
            changes.add(entry.change());
        }
        return new AccountUpdate(
                witness.origin(eventTime), why, Optional.ofNullable(transactionTime), changes, members.others());
    }

    private Members account(Members outer) throws IOException, MalformedException {
        Members members = new Members(reader, ACCOUNT_NAMES);
        for (int i = members.next(); i != Members.END; i = members.next()) {
            switch (i) {
                case 0 -> reason = members.known(texts.reasons);
                case 1 -> entries = entries(members);
                case 2 -> {
                    foreign = true;
                    members.skip();
                }
                default -> throw new IllegalStateException("no such member: " + i);
            }
        }
        outer.keepAll("a.", members.others());
        return members;
    }

    private @Nullable List<Entry> entries(Members members) throws IOException, MalformedException {
        if (reader.peek() == JsonReader.Token.NULL) {
            // How Go writes an empty list.
            reader.nextNull();
            return List.of();
        }
        if (!members.begins(JsonReader.Token.BEGIN_ARRAY)) {
            return null;
        }
        List<Entry> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            list.add(new Entry(reader, texts));
        }
        reader.endArray();
        return list;
    }

    /** One asset. What it must have depends on the reason, which may come after it. */
    private static final class Entry {

        private final Members members;
        private @Nullable Asset asset;
        private @Nullable BigDecimal change;
        private @Nullable BigDecimal walletBalance;
        private @Nullable BigDecimal crossWalletBalance;
        private @Nullable BigDecimal locked;

        Entry(JsonReader reader, Texts texts) throws IOException, MalformedException {
            members = new Members(reader, BALANCE_NAMES);
            for (int i = members.next(); i != Members.END; i = members.next()) {
                switch (i) {
                    case 0 -> asset = members.known(texts.assets);
                    case 1 -> change = members.decimal();
                    case 2 -> walletBalance = members.decimal();
                    case 3 -> crossWalletBalance = members.decimal();
                    case 4 -> locked = members.decimal();
                    default -> throw new IllegalStateException("no such member: " + i);
                }
            }
        }

        BalanceChange change() throws MalformedException {
            return new BalanceChange(
                    members.required(asset, "a"),
                    members.required(change, "bc"),
                    members.required(walletBalance, "wb"),
                    Optional.ofNullable(crossWalletBalance),
                    Optional.ofNullable(locked),
                    members.others());
        }

        /** Nothing has changed, so the change has no accessor; should it not be zero, it is at least not lost. */
        Balance balance() throws MalformedException {
            if (change != null && change.signum() != 0) {
                members.keepAll("", new RawMembers(Map.of("bc", JsonText.quoted(change.toString()))));
            }
            return new Balance(
                    members.required(asset, "a"),
                    Optional.empty(),
                    Optional.ofNullable(locked),
                    Optional.ofNullable(walletBalance),
                    Optional.ofNullable(crossWalletBalance),
                    members.others());
        }
    }
}
