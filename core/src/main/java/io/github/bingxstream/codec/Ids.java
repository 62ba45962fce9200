package io.github.bingxstream.codec;

import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.TradeId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ids from their texts. */
final class Ids {

    private Ids() {}

    /** Returns the order id that the member's text is. */
    static OrderId order(String text, String member) throws MalformedException {
        try {
            return new OrderId(text);
        } catch (IllegalArgumentException e) {
            throw unusable(member);
        }
    }

    /** Returns the trade id that the member's text is, or empty for none, as which 0 and -1 count too. */
    static Optional<TradeId> trade(@Nullable String text, String member) throws MalformedException {
        if (text == null || text.equals("0") || text.equals("-1")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TradeId(text));
        } catch (IllegalArgumentException e) {
            throw unusable(member);
        }
    }

    private static MalformedException unusable(String member) {
        return new MalformedException("member " + member + " has an unexpected value");
    }
}
