package io.github.bingxstream.port.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that makes tunnels for whoever asks with {@code CONNECT}, and carries plain {@code http} itself.
 *
 * <p>It sees the host and the port of the exchange. It sees neither listen key nor signature of what goes through TLS.
 * Immutable; the password appears in no text of this class.
 */
public final class HttpProxy {

    private final String host;
    private final int port;
    private final @Nullable String authorization;

    private HttpProxy(String host, int port, @Nullable String authorization) {
        this.host = host;
        this.port = port;
        this.authorization = authorization;
    }

    /**
     * Returns a proxy that asks for no credentials.
     *
     * @param host a name or an address, without scheme; an IPv6 address in brackets
     * @param port 1 to 65535
     */
    public static HttpProxy at(String host, int port) {
        Objects.requireNonNull(host, "host");
        if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
            throw new IllegalArgumentException("the proxy's host must be a name or an address, without scheme or port");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the proxy's port must be 1 to 65535");
        }
        return new HttpProxy(host, port, null);
    }

    /**
     * Returns the same proxy with credentials, which are shown to it from the first request on (RFC 7617, as UTF-8): in the
     * clear, as everything that is said to such a proxy.
     *
     * @param user without a colon
     * @param password a secret
     */
    public HttpProxy withCredentials(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a proxy's user may have no colon");
        }
        if ((user + password).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a proxy's credentials may have no control characters");
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HttpProxy(host, port, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Returns the host. */
    public String host() {
        return host;
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns the value of {@code Proxy-Authorization}: a secret, for the proxy alone. Empty without credentials. */
    public Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    /**
     * Says that the proxy did not let a connection through, in words for {@code Ending.detail} and exceptions, which cannot be
     * taken for an answer of the exchange.
     *
     * @param status what it answered to {@code CONNECT}
     */
    public String refused(int status) {
        return "the proxy " + this
                + (status == 407
                        ? (authorization == null ? " asks for credentials" : " does not accept the credentials")
                                + " (status 407)"
                        : " made no tunnel (status " + status + ")");
    }

    /** Says that the proxy was not there, in words for {@code Ending.detail} and exceptions. */
    public String unreachable() {
        return "the proxy " + this + " cannot be reached";
    }

    /** Returns host and port, for people. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
