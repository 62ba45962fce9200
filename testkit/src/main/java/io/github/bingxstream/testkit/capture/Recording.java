package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.port.HttpTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a {@link Capture} wrote, read back. Immutable; {@link Replay#of} plays it, as often as wanted. */
public final class Recording {

    /** A capture of the largest size that is written by default, four times over. */
    private static final long CHARACTERS_MAX = 4 * Capture.BYTES_MAX;

    private final Header header;
    private final List<Entry> entries;
    private final boolean whole;

    private Recording(Header header, List<Entry> entries, boolean whole) {
        this.header = header;
        this.entries = entries;
        this.whole = whole;
    }

    /**
     * Reads a capture from a file.
     *
     * @throws IOException if it cannot be read, or is no capture; the message says what to do
     */
    public static Recording read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * Reads a capture, such as a resource of a test, to its end. A last line that was cut when the process was killed is
     * passed over.
     *
     * @throws IOException if it cannot be read, or is no capture; the message says what to do
     */
    public static Recording read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (first == null) {
            throw new IOException("this is no capture: it is empty");
        }
        Header header = header(first);
        List<Entry> entries = new ArrayList<>();
        boolean cut = false;
        long characters = first.length();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            characters += line.length();
            if (cut || characters > CHARACTERS_MAX) {
                throw new IOException(
                        cut
                                ? "line " + (number - 1) + " of the capture is damaged: have it captured again"
                                : "the capture is longer than " + CHARACTERS_MAX + " characters");
            }
            try {
                Lines.read(line).ifPresent(entries::add);
            } catch (IllegalArgumentException e) {
                cut = true;
            }
        }
        boolean lost = entries.stream().anyMatch(entry -> entry.fact() instanceof Fact.Lost);
        boolean closed = !entries.isEmpty()
                && entries.get(entries.size() - 1).fact() instanceof Fact.Finished finished
                && finished.why() == Fact.Finished.Why.CLOSED;
        return new Recording(header, Collections.unmodifiableList(entries), closed && !lost && !cut);
    }

    private static Header header(String line) throws IOException {
        try {
            return Header.read(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Returns when it was begun, by the clock of the machine that captured. */
    public Instant begun() {
        return header.begun();
    }

    /** Returns the version of the library that captured. */
    public String sdk() {
        return header.sdk();
    }

    /** Returns how long it is. */
    public Duration length() {
        return Duration.ofNanos(
                entries.isEmpty() ? 0 : entries.get(entries.size() - 1).nanos());
    }

    /** Whether it has everything up to when it was closed: no limit was reached, the process not killed, nothing left out. */
    public boolean isWhole() {
        return whole;
    }

    /** Returns what was noted, by name. */
    public Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.fact() instanceof Fact.Noted note) {
                notes.put(note.name(), note.value());
            }
        }
        return notes;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Returns the seed of the stream's jitter; empty when it was not captured. */
    OptionalLong seed() {
        return entries.stream()
                .filter(entry -> entry.fact() instanceof Fact.Seeded)
                .mapToLong(entry -> ((Fact.Seeded) entry.fact()).seed())
                .findFirst();
    }

    /** Returns what the stream loaded when it opened; empty when it kept no checkpoints, or they were not captured. */
    Optional<Optional<Checkpoint>> resumed() {
        return entries.stream()
                .filter(entry -> entry.fact() instanceof Fact.Resumed)
                .map(entry -> ((Fact.Resumed) entry.fact()).checkpoint())
                .findFirst();
    }

    /**
     * Returns when the stream was opened: when it drew its seed, or else when it first asked for anything. A machine that is busy
     * may take a while from one to the other, and what happened in between is asked for by time.
     */
    long openedAt() {
        return first(Fact.Seeded.class)
                .or(() -> first(Fact.Asked.class))
                .or(() -> first(Fact.Opening.class))
                .map(Entry::nanos)
                .orElse(0L);
    }

    private Optional<Entry> first(Class<? extends Fact> kind) {
        return entries.stream().filter(entry -> kind.isInstance(entry.fact())).findFirst();
    }

    /**
     * Returns when the stream was closed, or when the recording ends. What its user told a stream is not recorded. But when
     * it closes every connection that it has and asks for nothing more, then it was told to close.
     */
    long closedAt() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Fact fact = entries.get(i).fact();
            if (fact instanceof Fact.Opening || (fact instanceof Fact.Asked asked && !isDeletion(asked))) {
                break;
            }
            if (fact instanceof Fact.Closing) {
                return isAnyLeftOpen() ? length().toNanos() : entries.get(i).nanos();
            }
        }
        return length().toNanos();
    }

    private boolean isAnyLeftOpen() {
        Set<Integer> open = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.fact() instanceof Fact.Opening opening) {
                open.add(opening.connection());
            } else if (entry.fact() instanceof Fact.Closing closing) {
                open.remove(closing.connection());
            } else if (entry.fact() instanceof Fact.Ended ended) {
                open.remove(ended.connection());
            }
        }
        return !open.isEmpty();
    }

    private static boolean isDeletion(Fact.Asked asked) {
        return asked.method() == HttpTransport.Method.DELETE;
    }

    @Override
    public String toString() {
        return "Recording[" + begun() + ", " + length() + ", " + entries.size() + " facts]";
    }
}
