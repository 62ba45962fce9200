package io.github.bingxstream.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that is told one line and answers with one. What it says on standard error is ours to say. */
final class Child implements AutoCloseable {

    private static final int END_SECONDS = 5;

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    Child(String name, List<String> command) throws IOException {
        this.name = name;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a JVM like this one. */
    static Child java(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new Child(main.getSimpleName() + " " + arguments[0], command);
    }

    /** Tells it something, and returns what it answers, without the first word, which must be the one that is given. */
    String ask(String order, String answer) throws IOException {
        tell(order);
        return hear(answer);
    }

    void tell(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
    }

    String hear(String answer) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if ((line + " ").startsWith(answer + " ")) {
                return line.substring(answer.length()).strip();
            }
            // What a JVM says by itself, of a flight recording for example.
            System.err.println(name + ": " + line);
        }
        throw new IOException(name + " ended, and was to say " + answer);
    }

    /** Lets a child end with its parent, however that ends. Called in the child. */
    static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        });
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
