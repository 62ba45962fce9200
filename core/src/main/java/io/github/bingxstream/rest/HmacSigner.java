package io.github.bingxstream.rest;

import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.port.Signer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs with a secret key held in memory: HMAC-SHA256 in lower-case hex ("Signature", authentication docs).
 *
 * <p>Safe for use by several threads. It cannot be printed: {@link #toString()} shows a fingerprint of the API key. The
 * secret stays in memory for as long as the signer does; to keep it elsewhere, implement {@link Signer}.
 */
public final class HmacSigner implements Signer {

    private static final String ALGORITHM = "HmacSHA256";

    private final Credentials credentials;
    private final SecretKeySpec key;

    /** Signs in the name of {@code credentials}. */
    public HmacSigner(Credentials credentials) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.key = new SecretKeySpec(credentials.secretKey().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    @Override
    public String apiKey() {
        return credentials.apiKey();
    }

    @Override
    public String sign(String canonical) {
        try {
            // A Mac is not safe to share between threads, and making one is cheap beside the request it signs.
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "HmacSigner[#" + credentials.fingerprint() + "]";
    }
}
