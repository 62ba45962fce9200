package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fill as REST tells it. Follows the page "Query transaction details" ({@code myTrades}) of the spot REST documentation. */
final class RestFill {

    private static final MemberNames NAMES = new MemberNames(new String[] {
        "symbol", "id", "orderId", "price", "qty", "quoteQty", "commission", "commissionAsset", "time", "isMaker"
    });

    private RestFill() {}

    /** Reads one fill. */
    static Fill read(JsonTokens tokens, Texts texts) throws IOException, MalformedException {
        Members members = new Members(tokens, NAMES);
        members.begin();
        Symbol symbol = null;
        String id = null;
        String orderId = null;
        BigDecimal price = null;
        BigDecimal quantity = null;
        BigDecimal quoteQuantity = null;
        BigDecimal commission = null;
        Asset commissionAsset = null;
        Instant time = null;
        Boolean maker = null;
        for (int i = members.next(); i != Members.END; i = members.next()) {
            switch (i) {
                case 0 -> symbol = members.known(texts.symbols);
                case 1 -> id = members.id();
                case 2 -> orderId = members.id();
                case 3 -> price = members.decimal();
                case 4 -> quantity = members.decimal();
                case 5 -> quoteQuantity = members.decimal();
                case 6 -> commission = members.decimal();
                case 7 -> commissionAsset = members.known(texts.assets);
                case 8 -> time = members.time();
                case 9 -> maker = members.truth();
                default -> throw new IllegalStateException("no such member: " + i);
            }
        }
        return new Fill(
                members.required(symbol, "symbol"),
                Ids.order(members.required(orderId, "orderId"), "orderId"),
                Ids.trade(id, "id"),
                members.required(price, "price"),
                aboveZero(members.notNegative(quantity, "qty")),
                Optional.ofNullable(quoteQuantity),
                fee(commission, commissionAsset),
                Optional.ofNullable(time),
                Optional.ofNullable(maker),
                members.others());
    }

    private static BigDecimal aboveZero(BigDecimal quantity) throws MalformedException {
        if (quantity.signum() == 0) {
            throw new MalformedException("member qty is zero, and nothing was filled");
        }
        return quantity;
    }

    private static Optional<Fee> fee(@Nullable BigDecimal amount, @Nullable Asset asset) {
        return amount == null ? Optional.empty() : Optional.of(new Fee(amount, Optional.ofNullable(asset)));
    }
}
