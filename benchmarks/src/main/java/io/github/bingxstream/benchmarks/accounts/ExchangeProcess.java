package io.github.bingxstream.benchmarks.accounts;

import io.github.bingxstream.testkit.sandbox.Permission;
import io.github.bingxstream.testkit.sandbox.SandboxBuilder;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The sandbox in a process of its own, with so many accounts; it ends with its standard input. */
public final class ExchangeProcess {

    /** The password of the store of authorities, which holds no secret. */
    static final String PASSWORD = "authorities";

    private ExchangeProcess() {}

    static String apiKey(int account) {
        return "benchmark-api-key-" + account;
    }

    static String secretKey(int account) {
        return "benchmark-secret-key-" + account;
    }

    /**
     * Starts it, and prints its two URLs.
     *
     * @param arguments how many accounts; and, for TLS, the file that the authority goes to
     * @throws Exception if it cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        // No limit of its own: the client's are what is looked at. Nobody who answers no heartbeat is cut.
        SandboxBuilder builder = SandboxExchange.builder()
                .rateLimits(false)
                .socketsMax(20_000)
                .heartbeatInterval(Duration.ofSeconds(5))
                .heartbeatDeadline(Duration.ofHours(1));
        if (arguments.length > 1) {
            builder.tls(TestCertificates.ofThisJvm().server(ServerCertificate.GOOD));
            try (OutputStream file = Files.newOutputStream(Path.of(arguments[1]))) {
                TestCertificates.ofThisJvm().authorities().store(file, PASSWORD.toCharArray());
            }
        }
        try (SandboxExchange exchange = builder.start()) {
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                exchange.addAccount(apiKey(i), secretKey(i), Permission.values());
            }
            System.out.println(exchange.restUrl() + " " + exchange.wsUrl());
            awaitEndOfInput();
        }
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Nobody says anything.
        }
    }
}
