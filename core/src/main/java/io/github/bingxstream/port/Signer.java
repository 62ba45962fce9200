package io.github.bingxstream.port;

/**
 * Signs requests in the name of one API key. Implement it to keep the secret elsewhere (a vault, a hardware module); for a
 * secret in memory there is {@code HmacSigner} in {@code rest}.
 *
 * <ul>
 *   <li><b>SG-1</b> The signature is the HMAC-SHA256 of the canonical text's UTF-8 bytes under the secret key's UTF-8
 *       bytes, as 64 lower-case hex digits ("Signature", authentication docs).
 *   <li><b>SG-2</b> The same text gives the same signature.
 *   <li><b>SG-3</b> Both methods may be called by several threads at once.
 *   <li><b>SG-4</b> {@link #sign} is called on the thread that makes the call: one of the scheduler of the stream's runtime, or
 *       one of the transport's when a message or an answer leads to the call. It returns within milliseconds: while it runs, no
 *       stream that this thread serves answers a heartbeat. Keep a remote signer's answers off this path.
 *   <li><b>SG-5</b> {@link #sign} may throw an unchecked exception when it cannot sign. The call then fails as
 *       {@code LOCAL} with the exception's class name, never with its message, which might quote a secret.
 *   <li><b>SG-6</b> {@code toString()} reveals neither key.
 * </ul>
 */
public interface Signer {

    /** Returns the API key, which travels in the header {@code X-BX-APIKEY}. */
    String apiKey();

    /** Returns the signature of a canonical text. */
    String sign(String canonical);
}
