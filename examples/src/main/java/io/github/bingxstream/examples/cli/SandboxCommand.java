package io.github.bingxstream.examples.cli;

import com.squareup.moshi.JsonWriter;
import io.github.bingxstream.testkit.sandbox.SandboxBuilder;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.faults.Script;
import io.github.bingxstream.testkit.sandbox.faults.ScriptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            "Prints one JSON line with its URLs and the keys of its account.",
            "It misbehaves on request: by a script, or while it runs by POST of such lines to ADMIN/faults, ADMIN being the URL",
            "that it prints. docs/sandbox.md lists all faults."
        })
final class SandboxCommand implements Callable<Integer> {

    /** Lively, and still readable as it scrolls by. */
    static final double EVENTS_PER_SECOND = 4;

    /** A thousand lines of a thousand characters. */
    private static final long SCRIPT_BYTES_MAX = 1_000_000;

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

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = {
                "What is to go wrong, one fault a line:",
                "  withhold next 3 order frames",
                "  after 5s: reset connections",
                "  at 10s for 3s: refuse handshakes with 503",
                "  after 20 frames: corrupt next 2 order frames",
                "  every 30s: drop connections"
            })
    private Optional<Path> script = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Script faults = script.map(SandboxCommand::read).orElseGet(() -> new Script(List.of()));
        try (SandboxExchange exchange = start()) {
            AtExit.run(exchange::close);
            exchange.misbehave(faults);
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

    private static Script read(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > SCRIPT_BYTES_MAX) {
                throw unreadable(file, "it is no script: a script has at most " + SCRIPT_BYTES_MAX + " bytes");
            }
            return Script.parse(Files.readString(file));
        } catch (ScriptException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is no text in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, "it cannot be read");
        }
    }

    private static CommandFailedException unreadable(Path file, String why) {
        return new CommandFailedException(ExitCode.BAD_USAGE, "--script " + file + ": " + why);
    }

    private static String describe(SandboxExchange exchange) {
        Buffer json = new Buffer();
        try (JsonWriter writer = JsonWriter.of(json)) {
            writer.beginObject();
            writer.name("rest").value(exchange.restUrl());
            writer.name("ws").value(exchange.wsUrl());
            writer.name("admin").value(exchange.adminUrl());
            writer.name("apiKey").value(exchange.apiKey());
            writer.name("secretKey").value(exchange.secretKey());
            writer.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory does not fail", e);
        }
        return json.readUtf8();
    }
}
