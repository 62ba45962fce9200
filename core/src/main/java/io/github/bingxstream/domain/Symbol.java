package io.github.bingxstream.domain;

/**
 * A trading pair in the exchange's spelling, such as {@code BTC-USDT}.
 *
 * <p>Symbols are not {@code [A-Z0-9]+-[A-Z0-9]+}: {@code $U-USDT}, {@code ATOM(ARC20)-USDT}, {@code MØTH-USDT} and
 * {@code STRK-OLD-USDT} are all real. So everything is accepted that cannot do harm: only blank text, control and space
 * characters, and the characters that could smuggle a second parameter into a signed request
 * ({@code & = ? #}, "Signature", authentication docs) are refused.
 *
 * @param text the symbol as the exchange writes it, case-sensitive, at most 64 characters
 */
public record Symbol(String text) {

    private static final int LENGTH_MAX = 64;

    public Symbol {
        Texts.requireName("symbol", text, LENGTH_MAX);
    }

    /** Returns what stands before the last hyphen: the asset that is traded. The whole text when there is no hyphen. */
    public String base() {
        int hyphen = text.lastIndexOf('-');
        return hyphen < 0 ? text : text.substring(0, hyphen);
    }

    /** Returns what stands after the last hyphen: the asset that is paid with. Empty when there is no hyphen. */
    public String quote() {
        int hyphen = text.lastIndexOf('-');
        return hyphen < 0 ? "" : text.substring(hyphen + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
