package io.github.bingxstream.adapter.tyrus;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Tyrus and {@code HttpURLConnection} from logging what they may not or need not. Below INFO they log URIs and messages,
 * with the secrets in them (FT-74, HT-27); at SEVERE Tyrus logs a stack trace for every connection that breaks, which the
 * listener hears of anyway.
 */
final class LibraryLog {

    /** Held here, because a logger that nobody holds is forgotten, its filter with it. */
    private static final List<Logger> SILENCED = Stream.of(
                    "org.glassfish.tyrus.client.ClientManager",
                    "org.glassfish.tyrus.client.TyrusClientEngine",
                    "org.glassfish.tyrus.container.jdk.client.ClientFilter",
                    "org.glassfish.tyrus.container.jdk.client.JdkClientContainer",
                    "org.glassfish.tyrus.container.jdk.client.TransportFilter",
                    "org.glassfish.tyrus.core.BaseContainer",
                    "org.glassfish.tyrus.core.ProtocolHandler",
                    "org.glassfish.tyrus.core.TyrusEndpointWrapper",
                    "org.glassfish.tyrus.core.TyrusRemoteEndpoint",
                    "org.glassfish.tyrus.core.TyrusSession",
                    "org.glassfish.tyrus.core.TyrusWebSocketEngine",
                    "org.glassfish.tyrus.core.Utils",
                    "sun.net.www.protocol.http.HttpURLConnection")
            .map(Logger::getLogger)
            .toList();

    private static boolean silenced;

    private LibraryLog() {}

    /** Puts the filters in place, before those that are there. Loggers are the JVM's, so this is done once. */
    static synchronized void silence() {
        if (!silenced) {
            silenced = true;
            SILENCED.forEach(logger -> logger.setFilter(harmlessAnd(logger.getFilter())));
        }
    }

    private static Filter harmlessAnd(@Nullable Filter other) {
        return message -> isHarmless(message) && (other == null || other.isLoggable(message));
    }

    private static boolean isHarmless(LogRecord message) {
        return message.getLevel().intValue() >= Level.INFO.intValue() && message.getThrown() == null;
    }
}
