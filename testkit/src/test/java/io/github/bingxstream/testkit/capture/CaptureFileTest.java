package io.github.bingxstream.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.testkit.capture.Fact.Finished.Why;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CaptureFileTest {

    private final Bench bench = new Bench();

    @TempDir
    private Path folder;

    @Test
    void a_line_is_in_the_file_before_the_next_is_taken() throws IOException {
        Path file = folder.resolve("capture.jsonl");
        try (Capture capture = Capture.to(file).executor(Runnable::run).begin()) {
            capture.note("a", "b");

            assertThat(Recording.read(file).notes()).containsEntry("a", "b");
            assertThat(Recording.read(file).isWhole()).isFalse();
        }
        assertThat(Recording.read(file).isWhole()).isTrue();
    }

    @Test
    void a_capture_is_for_its_owner_alone_and_overwrites_nothing_unless_told() throws IOException {
        Path file = folder.resolve("capture.jsonl");
        Capture.to(file).begin().close();
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        String first = Files.readString(file);

        assertThatThrownBy(() -> Capture.to(file).begin()).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent(first);

        try (Capture capture =
                Capture.to(file).replaceExisting(true).executor(Runnable::run).begin()) {
            capture.note("second", "");
        }
        assertThat(Recording.read(file).notes()).containsOnlyKeys("second");
    }

    @Test
    void at_its_limit_a_capture_ends_says_so_once_and_passes_everything_on() {
        Capture capture = bench.begin(bench.bytes, Runnable::run, builder -> builder.bytesMax(4096));
        var connection = capture.frames(bench.frames()).open(URI.create("ws://host/market"), new Bench.Deaf());
        for (int i = 0; i < 100; i++) {
            connection.send("{\"reqType\":\"sub\"}");
        }
        capture.close();

        assertThat(bench.sent).hasSize(100);
        assertThat(bench.bytes.size()).isBetween(3000, 4096);
        assertThat(bench.facts()).last().isEqualTo(new Fact.Finished(Why.FULL));
        assertThat(bench.recording().isWhole()).isFalse();
        assertThat(bench.troubles).hasSize(1).first().asString().contains("limit of 4096 bytes");
        assertThatThrownBy(() -> Capture.to(folder).bytesMax(4095)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_disk_that_is_full_is_told_once_and_breaks_nothing() {
        OutputStream full = new OutputStream() {
            private boolean begun;

            @Override
            public void write(int b) throws IOException {
                throw new IOException("unused");
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (begun) {
                    throw new IOException("no space left");
                }
                begun = true;
            }
        };
        Capture capture = bench.begin(full, Runnable::run, builder -> builder);
        var connection = capture.frames(bench.frames()).open(URI.create("ws://host/market"), new Bench.Deaf());
        connection.send("{}");
        connection.close();
        capture.close();

        assertThat(bench.sent).containsExactly("{}", "close");
        assertThat(bench.troubles).hasSize(1).first().asString().contains("no space left");
    }

    @Test
    void what_finds_no_room_while_the_disk_is_slow_is_counted_in_its_place() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Capture capture = bench.begin(bench.bytes, tasks::add, builder -> builder);
        for (int i = 0; i < CaptureFile.FACTS_MAX + 5; i++) {
            capture.note("early", "");
        }
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        capture.note("late", "");
        tasks.remove().run();

        assertThat(bench.facts()).hasSize(CaptureFile.FACTS_MAX + 2);
        assertThat(bench.facts().subList(CaptureFile.FACTS_MAX, CaptureFile.FACTS_MAX + 2))
                .containsExactly(new Fact.Lost(5), new Fact.Noted("late", ""));
        assertThat(bench.recording().isWhole()).isFalse();
    }

    @Test
    void what_waits_is_bounded_in_bytes_too() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Capture capture = bench.begin(bench.bytes, tasks::add, builder -> builder);
        var connection = capture.frames(bench.frames()).open(URI.create("ws://host/market"), new Bench.Deaf());
        char[] large = new char[(int) CaptureFile.BYTES_MAX / 8];
        Arrays.fill(large, ' ');
        for (int i = 0; i < 10; i++) {
            connection.send(new String(large));
        }
        tasks.remove().run();
        capture.note("late", "");
        tasks.remove().run();

        assertThat(bench.facts()).filteredOn(Fact.Sent.class::isInstance).hasSize(3);
        assertThat(bench.facts()).contains(new Fact.Lost(7));
    }

    @Test
    void nothing_follows_the_line_that_closes_a_capture() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        // A connection may tell how it ended at the very moment at which the last line is handed over.
        Executor busy = task -> {
            meanwhile.get().run();
            task.run();
        };
        Capture capture = bench.begin(bench.bytes, busy, builder -> builder);
        meanwhile.set(() -> capture.note("late", ""));
        capture.close();

        assertThat(bench.facts()).containsExactly(new Fact.Finished(Why.CLOSED));
        assertThat(bench.recording().isWhole()).isTrue();
    }

    @Test
    @Timeout(60)
    void whoever_closes_a_capture_that_another_is_closing_returns_when_the_file_is_closed() throws Exception {
        AtomicBoolean fileIsClosed = new AtomicBoolean();
        OutputStream file = new FilterOutputStream(bench.bytes) {
            @Override
            public void close() {
                fileIsClosed.set(true);
            }
        };
        BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
        Capture capture = bench.begin(file, held::add, builder -> builder);
        Thread first = new Thread(capture::close, "first");
        first.start();
        // Handed over, so that the first is in the midst of closing.
        Runnable lastLine = held.take();

        CompletableFuture<Boolean> seenBySecond = new CompletableFuture<>();
        Thread second = new Thread(
                () -> {
                    capture.close();
                    seenBySecond.complete(fileIsClosed.get());
                },
                "second");
        second.start();
        while (second.getState() == Thread.State.NEW || second.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        lastLine.run();

        assertThat(seenBySecond.get(20, TimeUnit.SECONDS)).isTrue();
        first.join();
        assertThat(bench.recording().isWhole()).isTrue();
    }

    @Test
    void a_capture_whose_queue_is_full_still_says_what_it_lost_and_that_it_was_closed() {
        AtomicBoolean stuck = new AtomicBoolean(true);
        Executor disk = task -> {
            if (stuck.get()) {
                throw new RejectedExecutionException();
            }
            task.run();
        };
        Capture capture = bench.begin(bench.bytes, disk, builder -> builder);
        for (int i = 0; i < CaptureFile.FACTS_MAX + 5; i++) {
            capture.note("early", "");
        }
        stuck.set(false);
        capture.close();

        assertThat(bench.facts())
                .hasSize(CaptureFile.FACTS_MAX + 2)
                .endsWith(new Fact.Lost(5), new Fact.Finished(Why.CLOSED));
        assertThat(bench.recording().isWhole()).isFalse();
    }

    @Test
    void a_last_line_that_was_cut_is_passed_over_and_one_in_the_middle_is_not() throws IOException {
        Capture capture = bench.begin();
        capture.note("first", "");
        capture.note("second", "");
        String text = bench.text();
        String cut = text.substring(0, text.length() - 10);

        assertThat(read(cut).notes()).containsOnlyKeys("first");
        assertThat(read(cut).isWhole()).isFalse();
        assertThatThrownBy(() -> read(cut + "\n" + text.lines().toList().get(1) + "\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void what_is_no_capture_or_one_of_a_later_format_is_refused_with_the_remedy() throws IOException {
        bench.begin();

        assertThatThrownBy(() -> read("")).hasMessage("this is no capture: it is empty");
        assertThatThrownBy(() -> read("{}")).hasMessage("this is no capture");
        assertThatThrownBy(() -> read("hello\n")).hasMessage("this is no capture");
        assertThatThrownBy(() -> read(bench.text().replace("\"version\":1", "\"version\":2")))
                .hasMessageContaining("use the version that captured");
        assertThat(read(bench.text() + "{\"t\":1,\"at\":\"2026-11-23T12:00:00Z\",\"type\":\"invented later\"}\n")
                        .entries())
                .isEmpty();
    }

    private static Recording read(String text) throws IOException {
        return Recording.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
