package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command line as a process of its own, on a JVM with the launcher's options. What it says is kept, and looked at for secrets. */
final class CliProcess implements AutoCloseable {

    private static final Pattern JVM_WARNING = Pattern.compile("\\[\\d+[.,]\\d+s]\\[(warning|error)].*");

    private final Process process;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Thread> readers = new ArrayList<>();
    private final boolean printsSecrets;

    private CliProcess(List<String> jvmOptions, Map<String, String> environment, List<String> args) {
        printsSecrets = args.get(0).equals("sandbox");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("jvm.options").toAbsolutePath());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BingxStream.class.getName()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of(Venue.API_KEY, Venue.SECRET_KEY));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read(process.getErrorStream(), err);
    }

    /** Nobody reads its output until {@link #reading} is called. */
    static CliProcess unread(String... args) {
        return new CliProcess(List.of(), Map.of(), List.of(args));
    }

    static CliProcess start(String... args) {
        return unread(args).reading();
    }

    static CliProcess start(List<String> jvmOptions, Map<String, String> environment, String... args) {
        return new CliProcess(jvmOptions, environment, List.of(args)).reading();
    }

    static CliProcess unread(SandboxExchange exchange, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--rest-url", exchange.restUrl(), "--ws-url", exchange.wsUrl()));
        return new CliProcess(
                List.of(), Map.of(Venue.API_KEY, exchange.apiKey(), Venue.SECRET_KEY, exchange.secretKey()), all);
    }

    CliProcess reading() {
        read(process.getInputStream(), out);
        return this;
    }

    private void read(InputStream from, ByteArrayOutputStream to) {
        Thread reader = new Thread(
                () -> {
                    byte[] bytes = new byte[8192];
                    try {
                        for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
                            to.write(bytes, 0, n);
                        }
                    } catch (IOException ended) {
                        // Whoever closes the stream has read enough.
                        return;
                    }
                },
                "reader");
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    void awaitLines(int count) {
        Patience.await(() -> !process.isAlive() || out().lines().count() > count, () -> "it said " + this);
        assertThat(process.isAlive()).describedAs(toString()).isTrue();
    }

    /** By {@code kill}: {@link Process#destroy} would close the pipes too. */
    void signal(String name) {
        try {
            int sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(sent).describedAs("kill -" + name).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while sending a signal", e);
        }
    }

    int exitCode(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .describedAs("ended within " + patience + "; it said " + this)
                    .isTrue();
            for (Thread reader : readers) {
                reader.join(Patience.LIMIT.toMillis());
            }
            Leaks.OF_THIS_PROCESS.look("standard error of the process", err());
            if (!printsSecrets) {
                Leaks.OF_THIS_PROCESS.look("standard output of the process", out());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a process", e);
        }
    }

    InputStream stdout() {
        return process.getInputStream();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the command said on standard error; what its JVM warns of depends on the machine, see {@link #jvmWarnings}. */
    String err() {
        return errLines(false);
    }

    /** What its JVM said on standard error, beside the command. */
    String jvmWarnings() {
        return errLines(true);
    }

    private String errLines(boolean ofJvm) {
        return err.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> JVM_WARNING.matcher(line).matches() == ofJvm)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return out() + "\nand on standard error\n" + err() + jvmWarnings();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
