package io.github.bingxstream.examples.proof;

import io.github.bingxstream.examples.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with little memory; what it says, on either output, is kept line by line. */
final class Child implements AutoCloseable {

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();

    private Child(ProcessBuilder builder) throws IOException {
        process = builder.redirectErrorStream(true).start();
        reader = new Thread(this::read, "child-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** An OutOfMemoryError anywhere in it ends it with exit code 3, so that none can pass unseen. */
    static Child withHeap(String heap, Map<String, String> environment, Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xmx" + heap));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return new Child(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException ended) {
            // Whoever ended it has read enough.
            return;
        }
    }

    /** The lines so far that begin with a word, without it. */
    List<String> said(String word) {
        synchronized (lines) {
            return lines.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .toList();
        }
    }

    /** Waits for a line that begins with a word; a child that has ended says no more. */
    void await(String word, int times) {
        Patience.await(() -> said(word).size() >= times || !process.isAlive(), this::toString);
        if (said(word).size() < times) {
            awaitReader();
        }
        if (said(word).size() < times) {
            throw new AssertionError(
                    "the child ended with " + process.exitValue() + " before it said " + word + "; it said " + this);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end by closing its input, and returns its exit code. */
    int end() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // Then it has ended already.
        }
        if (!process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the child does not end; it said " + this);
        }
        awaitReader();
        return process.exitValue();
    }

    private void awaitReader() {
        try {
            reader.join(Patience.LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All but the fills, which are too many to read. */
    @Override
    public String toString() {
        synchronized (lines) {
            return lines.stream().filter(line -> !line.startsWith("fill ")).toList() + " and "
                    + lines.stream().filter(line -> line.startsWith("fill ")).count() + " fills";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
