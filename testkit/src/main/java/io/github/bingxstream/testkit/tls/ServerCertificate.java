package io.github.bingxstream.testkit.tls;

/** What a server shows. All but two are signed by the authority of {@link TestCertificates}. */
public enum ServerCertificate {
    /** For {@code 127.0.0.1}, today. */
    GOOD,
    /** For {@code 192.0.2.1}, an address that is nobody's (RFC 5737). */
    WRONG_HOST,
    /** Until yesterday. */
    EXPIRED,
    /** From tomorrow on. */
    NOT_YET_VALID,
    /** Signed with its own key. */
    SELF_SIGNED,
    /** Signed by an authority of which nobody has heard, {@link TestCertificates#UNKNOWN_AUTHORITY}. */
    UNKNOWN_AUTHORITY
}
