package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** A balance as REST tells it. Follows the page "Query Assets" of the spot REST documentation. */
final class RestBalance {

    private static final MemberNames NAMES =
            new MemberNames(new String[] {"asset", "free", "locked"}, "displayName", "disPlayName");

    private RestBalance() {}

    /** Reads one balance. */
    static Balance read(JsonTokens tokens, Texts texts) throws IOException, MalformedException {
        Members members = new Members(tokens, NAMES);
        members.begin();
        Asset asset = null;
        BigDecimal free = null;
        BigDecimal locked = null;
        for (int i = members.next(); i != Members.END; i = members.next()) {
            switch (i) {
                case 0 -> asset = members.known(texts.assets);
                case 1 -> free = members.decimal();
                case 2 -> locked = members.decimal();
                default -> throw new IllegalStateException("no such member: " + i);
            }
        }
        return new Balance(
                members.required(asset, "asset"),
                Optional.ofNullable(free),
                Optional.ofNullable(locked),
                Optional.empty(),
                Optional.empty(),
                members.others());
    }
}
