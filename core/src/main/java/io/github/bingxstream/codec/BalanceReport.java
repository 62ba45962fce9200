package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.RawMembers;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The assets of a balance event, one after another ({@code a.B} of "Account balance push"). */
final class BalanceReport {

    private static final MemberNames NAMES = new MemberNames(new String[] {"a", "bc", "wb", "cw", "lk"});

    private final Members members;
    private final Texts texts;

    /** Takes what assets are read from, and the texts that are known. */
    BalanceReport(JsonTokens tokens, Texts texts) {
        this.members = new Members(tokens, NAMES);
        this.texts = texts;
    }

    /** Reads the asset that comes next. */
    Entry read() throws IOException, MalformedException {
        Asset asset = null;
        BigDecimal change = null;
        Optional<BigDecimal> walletBalance = Optional.empty();
        Optional<BigDecimal> crossWalletBalance = Optional.empty();
        Optional<BigDecimal> locked = Optional.empty();
        members.begin();
        for (int i = members.next(); i != Members.END; i = members.next()) {
            switch (i) {
                case 0 -> asset = members.known(texts.assets);
                case 1 -> change = members.decimal(texts.quantities);
                case 2 -> walletBalance = members.given(texts.amounts);
                case 3 -> crossWalletBalance = members.given(texts.amounts);
                case 4 -> locked = members.given(texts.amounts);
                default -> throw new IllegalStateException("no such member: " + i);
            }
        }
        return new Entry(asset, change, walletBalance, crossWalletBalance, locked, members.others());
    }

    /** One asset as it was read. What it must have depends on the reason of the event, which may come after it. */
    record Entry(
            @Nullable Asset asset,
            @Nullable BigDecimal added,
            Optional<BigDecimal> walletBalance,
            Optional<BigDecimal> crossWalletBalance,
            Optional<BigDecimal> locked,
            RawMembers others) {

        /** Returns the asset as part of a change. */
        BalanceChange change() throws MalformedException {
            return new BalanceChange(
                    required(asset, "a"),
                    required(added, "bc"),
                    required(walletBalance.orElse(null), "wb"),
                    crossWalletBalance,
                    locked,
                    others);
        }

        /** Returns the asset as part of a snapshot. */
        Balance balance() throws MalformedException {
            return new Balance(
                    required(asset, "a"),
                    Optional.empty(),
                    locked,
                    walletBalance,
                    crossWalletBalance,
                    othersAndChange());
        }

        /** Nothing has changed, so the change has no accessor; should it not be zero, it is at least not lost. */
        private RawMembers othersAndChange() {
            if (added == null || added.signum() == 0) {
                return others;
            }
            Map<String, String> all = new LinkedHashMap<>(others.byName());
            all.put("bc", JsonText.quoted(added.toString()));
            return new RawMembers(all);
        }

        private <T> T required(@Nullable T value, String member) throws MalformedException {
            if (value == null) {
                throw Members.missing(member, others);
            }
            return value;
        }
    }
}
