package io.github.bingxstream.testkit.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which members of a message say what a bug report needs and nobody has to hide, by name and by form. Everything else is
 * replaced, so that what the exchange invents tomorrow is hidden by default.
 *
 * <p>The names are those of the account stream and of the spot REST answers and requests, whichever message they are in: no
 * name means an id in one and an amount in another.
 */
final class Members {

    /** What a kept value looks like. */
    enum Form {
        /** A pair or an asset. It has a letter, for a number would be an id. */
        SYMBOL("(?=.*[\\p{L}$])[\\p{Lu}\\p{Lo}0-9$._()-]{1,40}"),
        /** An event, a status, a side: letters, for an id has digits. */
        WORD("[A-Za-z_.]{1,32}"),
        /** A decimal. More than thirteen digits before the point would be an id. */
        AMOUNT("-?[0-9]{1,13}(\\.[0-9]{0,60})?([eE][+-]?[0-9]{1,3})?"),
        /** Seconds or milliseconds of this century, none, or a date. */
        TIME("0|[1-4][0-9]{9}|[1-4][0-9]{12}|20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(Z|[+-][0-9:]{2,6})?"),
        /** An error code or a count. */
        COUNT("-?[0-9]{1,6}"),
        /** A sentence: see {@link Words}. */
        SENTENCE("");

        private final Pattern pattern;

        Form(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]{1,32}");

    private static final Map<String, Form> FORMS = new HashMap<>();

    static {
        put(Form.SYMBOL, "s symbol a N asset feeAsset commissionAsset displayName disPlayName");
        put(Form.WORD, "e S o x X m status type side orderType dataType reqType");
        put(
                Form.AMOUNT,
                "q p l L z Z Y Q n A bc wb cw lk free locked price StopPrice stopPrice triggerPrice origQty quantity");
        put(Form.AMOUNT, "executedQty cummulativeQuoteQty origQuoteOrderQty avgPrice fee qty quoteQty commission");
        put(Form.TIME, "E T O ws time updateTime transactTime transactionTime timestamp serverTime startTime endTime");
        put(Form.COUNT, "code pageIndex pageSize limit recvWindow total");
        put(Form.SENTENCE, "msg debugMsg message");
    }

    private Members() {}

    private static void put(Form form, String names) {
        for (String name : names.split(" ", -1)) {
            FORMS.put(name, form);
        }
    }

    /** Whether a value may stay as it is. */
    static boolean isKept(String name, String value) {
        Form form = FORMS.get(name);
        return value.isEmpty()
                || value.equals("0")
                || value.equals("-1")
                || (form != null && form.pattern.matcher(value).matches());
    }

    /** Whether a value is a sentence, parts of which may stay. */
    static boolean isSentence(String name) {
        return FORMS.get(name) == Form.SENTENCE;
    }

    /** Whether a name may stay: letters alone, for a list by id has ids for names. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
