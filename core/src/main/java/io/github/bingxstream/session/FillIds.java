package io.github.bingxstream.session;

import io.github.bingxstream.domain.Fill;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What tells one fill of an order from another: its trade id; and for one that came without, how far it filled the order, or
 * when. Such an id is spelt as no exchange spells a trade id.
 */
final class FillIds {

    private static final String UP_TO = "up-to:";
    private static final String AT = "at:";
    private static final int LENGTH_MAX = 64;

    private FillIds() {}

    /** Returns the id of a fill that was told by itself. */
    static String of(Fill fill) {
        return fill.tradeId()
                .map(Object::toString)
                .orElseGet(() -> AT + fill.time().map(Instant::toString).orElse("unknown"));
    }

    /** Returns the id of a fill that was told together with how far the order is filled. */
    static String of(Fill fill, BigDecimal upTo) {
        return fill.tradeId()
                .map(Object::toString)
                .orElseGet(() -> shortened(UP_TO + upTo.stripTrailingZeros().toPlainString()));
    }

    private static String shortened(String id) {
        return id.length() > LENGTH_MAX ? id.substring(0, LENGTH_MAX) : id;
    }

    static boolean isMadeUp(String id) {
        return id.startsWith(UP_TO) || id.startsWith(AT);
    }
}
