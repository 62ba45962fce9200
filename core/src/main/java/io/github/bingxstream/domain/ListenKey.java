package io.github.bingxstream.domain;

import java.util.Objects;

/**
 * A short-lived bearer secret that opens one account stream.
 *
 * <p>Whoever has it reads the account, so it cannot be printed: {@link #toString()} shows a fingerprint. Length and
 * alphabet are the exchange's business (64 hex digits today); all that is asked here is that it travels in a URL as it is.
 *
 * @param value the secret; 1 to 512 characters of {@code A-Z a-z 0-9 . _ ~ -}
 */
public record ListenKey(String value) {

    private static final int LENGTH_MAX = 512;

    public ListenKey {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty() || value.length() > LENGTH_MAX || !value.chars().allMatch(ListenKey::isUnreserved)) {
            throw new IllegalArgumentException("a listen key has 1 to " + LENGTH_MAX
                    + " characters of A-Z a-z 0-9 . _ ~ - : pass the text the exchange gave, nothing around it");
        }
    }

    /** Returns eight hex digits that tell keys apart and reveal none. */
    public String fingerprint() {
        return Fingerprint.of(value);
    }

    @Override
    public String toString() {
        return "ListenKey[#" + fingerprint() + "]";
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".-_~".indexOf(c) >= 0;
    }
}
