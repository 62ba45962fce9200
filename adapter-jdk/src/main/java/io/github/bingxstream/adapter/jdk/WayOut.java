package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.port.support.HttpProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to the exchange: straight, or through a proxy, whose failures must not be taken for the exchange's. The client says
 * these in words and classes only.
 *
 * @param proxy the proxy of the settings; empty when there is none, or when it is the system's and the client's own affair
 */
record WayOut(Optional<HttpProxy> proxy) {

    private static final int PROXY_WANTS_CREDENTIALS = 407;

    /** What the client throws when a proxy answers {@code CONNECT} with anything but 200 and 407, on JDK 17 to 25. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private static final int CAUSES_MAX = 6;

    void lead(HttpClient.Builder client) {
        proxy.ifPresent(way -> client.proxy(ProxySelector.of(
                InetSocketAddress.createUnresolved(way.host().replaceAll("[\\[\\]]", ""), way.port()))));
    }

    /** Adds the header that the client shows to the proxy, and to nobody behind it. */
    void authorize(BiConsumer<String, String> header) {
        proxy.flatMap(HttpProxy::authorization).ifPresent(value -> header.accept("Proxy-Authorization", value));
    }

    /** Returns what the proxy said, if a status can be its own only: to the client it looks like the exchange's. */
    Optional<String> refusal(int status) {
        return status == PROXY_WANTS_CREDENTIALS ? proxy.map(way -> way.refused(status)) : Optional.empty();
    }

    /** Says what went wrong, and on which part of the way if that can be told. */
    String describe(Throwable failure) {
        return proxy.map(way -> describe(way, failure)).orElseGet(() -> Failures.describe(failure));
    }

    private static String describe(HttpProxy way, Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            // The client connects to nobody else.
            if (cause instanceof ConnectException) {
                return way.unreachable();
            }
            Matcher noTunnel = NO_TUNNEL.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof IOException && noTunnel.matches()) {
                return way.refused(Integer.parseInt(noTunnel.group(1)));
            }
            cause = cause.getCause();
        }
        return Failures.describe(failure) + " (through the proxy " + way + ")";
    }
}
