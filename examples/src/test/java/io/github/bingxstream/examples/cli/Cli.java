package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.examples.cli.BingxStream.Surroundings;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.transport.AbsentPeer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The command line within this process. What it says is kept, and looked at for secrets. */
final class Cli {

    private final Map<String, String> environment = new HashMap<>();
    private Questions questions = Questions.unanswered();
    private String[] urls = {};
    private boolean mayPrintSecrets;

    /** Nobody is at the terminal, and the environment is empty. */
    static Cli bare() {
        return new Cli();
    }

    /** With the credentials of the exchange's first account. */
    static Cli of(SandboxExchange exchange) {
        return bare().credentials(exchange.apiKey(), exchange.secretKey()).at(exchange);
    }

    Cli credentials(String apiKey, String secretKey) {
        environment.put(Venue.API_KEY, apiKey);
        environment.put(Venue.SECRET_KEY, secretKey);
        return this;
    }

    Cli environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Cli questions(Questions asked) {
        questions = asked;
        return this;
    }

    /** For a command whose very purpose it is. */
    Cli mayPrintSecrets() {
        mayPrintSecrets = true;
        return this;
    }

    /** Adds {@code --rest-url}, and for {@code watch} {@code --ws-url}. */
    Cli at(SandboxExchange exchange) {
        return at(exchange.restUrl(), exchange.wsUrl());
    }

    Cli at(AbsentPeer nobody) {
        return at("http://127.0.0.1:" + nobody.port(), "ws://127.0.0.1:" + nobody.port() + "/market");
    }

    Cli at(String rest, String webSocket) {
        urls = new String[] {"--rest-url", rest, "--ws-url", webSocket};
        return this;
    }

    /** Runs a command to its end. */
    Running run(String... args) {
        Running running = start(args);
        running.end();
        return running;
    }

    Running start(String... args) {
        int count = urls.length == 0 ? 0 : args[0].equals("watch") ? 4 : 2;
        String[] all =
                Stream.concat(Stream.of(args), Stream.of(urls).limit(count)).toArray(String[]::new);
        return new Running(all);
    }

    /** A command that runs, or has run. */
    final class Running {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final FutureTask<Integer> run;
        private final boolean printsSecrets;

        private Running(String[] args) {
            Surroundings surroundings = new Surroundings(
                    Map.copyOf(environment),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    questions);
            run = new FutureTask<>(() -> BingxStream.run(surroundings, args));
            printsSecrets = mayPrintSecrets || List.of(args).containsAll(List.of("listen-key", "generate"));
            Thread thread = new Thread(run, "command-line");
            thread.setDaemon(true);
            thread.start();
        }

        /** Waits for the end and returns the exit code. */
        int end() {
            try {
                int exitCode = run.get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                if (!printsSecrets) {
                    Leaks.OF_THIS_PROCESS.look("standard output of the command", out());
                }
                Leaks.OF_THIS_PROCESS.look("standard error of the command", err());
                return exitCode;
            } catch (TimeoutException e) {
                run.cancel(true);
                throw new AssertionError("the command does not end; it said " + this, e);
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError("the command broke; it said " + this, e);
            }
        }

        void awaitOut(String text, int times) {
            Patience.await(() -> times(out(), text) >= times, () -> "it said " + this);
        }

        void awaitErr(String text, int times) {
            Patience.await(() -> times(err(), text) >= times, () -> "it said " + this);
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }

        List<String> lines() {
            assertThat(out())
                    .satisfiesAnyOf(
                            all -> assertThat(all).isEmpty(),
                            all -> assertThat(all).endsWith("\n"));
            return out().lines().toList();
        }

        List<JsonObject> json() {
            return lines().stream().map(Cli::object).toList();
        }

        List<JsonObject> json(String type) {
            return json().stream()
                    .filter(line -> line.get("type").getAsString().equals(type))
                    .toList();
        }

        /** The one line that tells people what went wrong. */
        String complaint() {
            assertThat(err().lines()).describedAs("standard error").hasSize(1);
            assertThat(err()).startsWith("bingx-stream: ").endsWith(System.lineSeparator());
            return err().strip();
        }

        @Override
        public String toString() {
            return out() + "\nand on standard error\n" + err();
        }
    }

    /** Parses one line strictly, with a parser that is not the one it was written with. */
    static JsonObject object(String line) {
        assertThat(line).doesNotContain("\n");
        JsonReader reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        return JsonParser.parseReader(reader).getAsJsonObject();
    }

    private static int times(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
