package io.github.bingxstream.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Draws two flame graphs of a recording of the Java Flight Recorder: of the time in Java methods, and of the bytes allocated.
 *
 * <p>Inflating is not in the first: it is native, and the recorder samples native methods too seldom to compare.
 */
public final class Flames {

    private static final String OURS = "io.github.bingxstream.";

    private Flames() {}

    /**
     * Writes {@code NAME-cpu.svg} and {@code NAME-memory.svg}, and prints how many samples they show.
     *
     * @param arguments a recording, or a directory in which to look for one; what the pictures are called, with their
     *     directory; what was run, for their titles
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        CallTree time = new CallTree();
        CallTree memory = new CallTree();
        try (RecordingFile recording = new RecordingFile(recording(Path.of(arguments[0])))) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> add(time, event, 1, List.of());
                    case "jdk.ObjectAllocationSample" -> {
                        RecordedClass type = event.getClass("objectClass");
                        add(memory, event, event.getLong("weight"), List.of("new " + readable(type.getName())));
                    }
                    default -> {
                        // Of no interest here.
                    }
                }
            }
        }
        write(arguments[1] + "-cpu.svg", arguments[2] + ": time in Java", time);
        write(arguments[1] + "-memory.svg", arguments[2] + ": bytes allocated", memory);
    }

    private static Path recording(Path given) throws IOException {
        if (Files.isRegularFile(given)) {
            return given;
        }
        try (Stream<Path> files = Files.walk(given)) {
            Predicate<Path> recorded = file -> file.toString().endsWith(".jfr");
            return files.filter(recorded)
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no recording (.jfr) in " + given));
        }
    }

    /** Adds the part of the stack that begins with ours; what no method of ours has asked for is none of our business. */
    private static void add(CallTree tree, RecordedEvent event, long weight, List<String> top) {
        if (event.getStackTrace() == null) {
            return;
        }
        List<String> calls = new ArrayList<>();
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            calls.add(frame.getMethod().getType().getName() + "."
                    + frame.getMethod().getName());
        }
        Collections.reverse(calls);
        int first = 0;
        while (first < calls.size() && !isOurs(calls.get(first))) {
            first++;
        }
        boolean inflating = calls.stream().anyMatch(call -> call.startsWith("java.util.zip."));
        if (first < calls.size() && !inflating) {
            List<String> stack = new ArrayList<>(calls.subList(first, calls.size()));
            stack.addAll(top);
            tree.add(stack, weight);
        }
    }

    /** The benchmark itself is what calls, not what is looked at. */
    private static boolean isOurs(String call) {
        return call.startsWith(OURS) && !call.startsWith(OURS + "benchmarks.");
    }

    private static String readable(String type) {
        return switch (type) {
            case "[B" -> "byte[]";
            case "[I" -> "int[]";
            case "[J" -> "long[]";
            case "[C" -> "char[]";
            default ->
                type.startsWith("[L")
                        ? type.substring(2, type.length() - 1) + "[]"
                        : type.substring(type.lastIndexOf('.') + 1);
        };
    }

    private static void write(String file, String title, CallTree tree) throws IOException {
        Files.writeString(Path.of(file), FlameGraph.of(title, tree));
        System.out.println(file + ": " + String.format("%,d", tree.weight()));
    }
}
