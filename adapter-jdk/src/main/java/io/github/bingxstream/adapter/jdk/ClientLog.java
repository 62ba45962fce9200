package io.github.bingxstream.adapter.jdk;

import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Keeps {@code java.net.http} from logging URIs (FT-74, HT-27). It does so below INFO, without being asked by any system
 * property: an application that logs everything logs listen keys and signatures.
 */
final class ClientLog {

    private ClientLog() {}

    /** Silences the client's debug loggers, where there is a {@code java.util.logging} for them to write to. */
    static void silence() {
        if (ModuleLayer.boot().findModule("java.logging").isPresent()) {
            Silenced.hold();
        }
    }

    /** A class of its own, which is not loaded where {@code java.util.logging} does not exist. */
    private static final class Silenced {

        /** Held here, because a logger that nobody holds is forgotten, its filter with it. */
        private static final List<Logger> LOGGERS = Stream.of(
                        "jdk.internal.httpclient.debug",
                        "jdk.internal.httpclient.hpack.debug",
                        "jdk.internal.httpclient.websocket.debug")
                .map(Logger::getLogger)
                .toList();

        static void hold() {
            LOGGERS.forEach(logger -> logger.setFilter(message -> false));
        }
    }
}
