package io.github.bingxstream.domain;

import java.util.Objects;

/**
 * An API key and its secret. Neither can be printed by accident: {@link #toString()} shows a fingerprint of the API key.
 *
 * <p>Permission to read is enough for everything this library does.
 *
 * @param apiKey sent with every private call; printable ASCII without spaces, because it travels in a header
 * @param secretKey signs every private call and is never sent
 */
public record Credentials(String apiKey, String secretKey) {

    public Credentials {
        requireToken("API key", apiKey);
        requireToken("secret key", secretKey);
    }

    /** Returns eight hex digits that tell API keys apart and reveal none. */
    public String fingerprint() {
        return Fingerprint.of(apiKey);
    }

    @Override
    public String toString() {
        return "Credentials[#" + fingerprint() + "]";
    }

    private static void requireToken(String what, String value) {
        Objects.requireNonNull(value, what);
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "the " + what + " is empty or has characters other than printable ASCII: copy it again, without"
                            + " quotes, spaces or line ends");
        }
    }
}
