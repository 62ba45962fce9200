package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.port.support.HttpProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.tyrus.client.ClientProperties;

/**
 * The way to the exchange: straight, or through a proxy, whose failures must not be taken for the exchange's.
 *
 * @param proxy the proxy of the settings; empty when the JVM's {@code ProxySelector} decides
 */
record WayOut(Optional<HttpProxy> proxy) {

    private static final int PROXY_WANTS_CREDENTIALS = 407;

    /** What Tyrus throws when a proxy answers {@code CONNECT} with anything but 200; it has no exception for that. */
    private static final Pattern NO_TUNNEL = Pattern.compile(".*proxy returned the following status code: (\\d{3})");

    private static final int CAUSES_MAX = 6;

    /** Leads sessions this way. */
    void lead(Map<String, Object> clientProperties) {
        proxy.ifPresent(way -> {
            clientProperties.put(ClientProperties.PROXY_URI, "http://" + way);
            way.authorization()
                    .ifPresent(value ->
                            clientProperties.put(ClientProperties.PROXY_HEADERS, Map.of("Proxy-Authorization", value)));
        });
    }

    /**
     * Opens the way for a request. One over TLS goes through a {@link TunnelSocket}, since {@code HttpURLConnection} itself
     * shows no credentials to a proxy for a tunnel; and so it must not look for a proxy of its own.
     */
    URLConnection open(URI uri) throws IOException {
        if (proxy.isEmpty()) {
            return uri.toURL().openConnection();
        }
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            return uri.toURL().openConnection(Proxy.NO_PROXY);
        }
        HttpProxy way = proxy.get();
        URLConnection connection = uri.toURL().openConnection(new Proxy(Proxy.Type.HTTP, address(way)));
        way.authorization().ifPresent(value -> connection.setRequestProperty("Proxy-Authorization", value));
        return connection;
    }

    static InetSocketAddress address(HttpProxy way) {
        return InetSocketAddress.createUnresolved(way.host().replaceAll("[\\[\\]]", ""), way.port());
    }

    /** Fails if a status can be the proxy's only: to {@link HttpURLConnection} it looks like the exchange's. */
    void requireExchanges(int status) throws ProxyRefusedException {
        if (status == PROXY_WANTS_CREDENTIALS && proxy.isPresent()) {
            throw new ProxyRefusedException(status);
        }
    }

    /** Says what went wrong, and on which part of the way if that can be told. */
    String describe(Throwable failure) {
        return proxy.map(way -> describe(way, failure)).orElseGet(() -> Failures.describe(failure));
    }

    private static String describe(HttpProxy way, Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            // Nobody else is connected to, and no other name is looked up.
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException) {
                return way.unreachable();
            }
            if (cause instanceof ProxyRefusedException refusal) {
                return way.refused(refusal.status());
            }
            Matcher noTunnel = NO_TUNNEL.matcher(String.valueOf(cause.getMessage()));
            if (noTunnel.matches()) {
                return way.refused(Integer.parseInt(noTunnel.group(1)));
            }
            cause = cause.getCause();
        }
        return Failures.describe(failure) + " (through the proxy " + way + ")";
    }

    /** The proxy did not let a request through. */
    static final class ProxyRefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        ProxyRefusedException(int status) {
            super("the proxy answered with status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
