package io.github.bingxstream.examples.cli;

import com.squareup.moshi.JsonWriter;
import io.github.bingxstream.testkit.sandbox.SandboxBuilder;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import okio.Buffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the sandbox exchange until the process is stopped. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Runs an exchange with made-up orders on this machine until it is stopped.",
            "Prints one JSON line with its URLs and the keys of its account."
        })
final class SandboxCommand implements Callable<Integer> {

    /** Lively, and still readable as it scrolls by. */
    static final double EVENTS_PER_SECOND = 4;

    @ParentCommand
    private BingxStream root;

    @Option(names = "--port", paramLabel = "N", description = "Port on 127.0.0.1. Default: any that is free.")
    private int port;

    @Option(names = "--seed", paramLabel = "N", description = "Makes the same orders again. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--rate",
            paramLabel = "EVENTS_PER_SECOND",
            description = "How often something happens; 0 for never. Default: ${DEFAULT-VALUE}.")
    private double rate = EVENTS_PER_SECOND;

    @Override
    public Integer call() throws InterruptedException {
        try (SandboxExchange exchange = start()) {
            AtExit.run(exchange::close);
            root.surroundings().out().println(describe(exchange));
            root.surroundings().out().flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }

    private SandboxExchange start() {
        SandboxBuilder builder = SandboxExchange.builder();
        try {
            builder.port(port).seed(seed).eventsPerSecond(rate);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.BAD_USAGE, "--port or --rate: " + e.getMessage());
        }
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw new CommandFailedException(
                    ExitCode.BAD_USAGE, "port " + port + " cannot be had: choose another one, or leave out --port");
        }
    }

    private static String describe(SandboxExchange exchange) {
        Buffer json = new Buffer();
        try (JsonWriter writer = JsonWriter.of(json)) {
            writer.beginObject();
            writer.name("rest").value(exchange.restUrl());
            writer.name("ws").value(exchange.wsUrl());
            writer.name("apiKey").value(exchange.apiKey());
            writer.name("secretKey").value(exchange.secretKey());
            writer.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory does not fail", e);
        }
        return json.readUtf8();
    }
}
