package io.github.bingxstream.adapter.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.util.Optional;

/** {@code HttpClient.shutdownNow()}, which JDK 21 brought and this code, compiled for 17, cannot name. */
final class ClientShutdown {

    private static final Optional<MethodHandle> SHUTDOWN_NOW = find();

    private ClientShutdown() {}

    /** Ends a client's threads at once where that is possible. Nothing waits. */
    static void now(HttpClient client) {
        SHUTDOWN_NOW.ifPresent(shutdown -> {
            try {
                shutdown.invoke(client);
            } catch (Throwable failure) {
                throw new LinkageError("HttpClient.shutdownNow() failed", failure);
            }
        });
    }

    private static Optional<MethodHandle> find() {
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class)));
        } catch (NoSuchMethodException | IllegalAccessException before21) {
            return Optional.empty();
        }
    }
}
