package io.github.bingxstream.testkit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.bingxstream.checkpoint.FileCheckpointStore;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.port.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileCheckpointStoreContractTest extends CheckpointStoreContract {

    /** Saves that the other process has done before it is killed within the next ones. */
    private static final int SAVES_MIN = 20;

    @TempDir
    private Path directory;

    private final List<FileCheckpointStore> opened = new ArrayList<>();

    @Override
    protected CheckpointStore afterARestart() throws IOException {
        // A process that dies lets go of its lock; this one lives on, and has to say so.
        release();
        FileCheckpointStore store = FileCheckpointStore.at(file());
        opened.add(store);
        return store;
    }

    @Override
    protected void killWhileSaving(Checkpoint one, Checkpoint other) throws Exception {
        Path first = directory.resolve("one");
        Path second = directory.resolve("other");
        release();
        try (FileCheckpointStore store = FileCheckpointStore.at(first)) {
            store.save(one);
        }
        try (FileCheckpointStore store = FileCheckpointStore.at(second)) {
            store.save(other);
        }
        Process process = another(file(), first, second);
        try {
            for (int i = 0; i < SAVES_MIN; i++) {
                assertThat(process.getInputStream().read())
                        .as("a mark of a save")
                        .isEqualTo('.');
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    protected void damage() throws IOException {
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(), bytes);
    }

    @Test
    void a_file_that_another_process_holds_is_refused_until_it_ends() throws Exception {
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            store.save(new Checkpoint(Instant.EPOCH, List.of()));
        }
        Process process = another(file(), file(), file());
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            assertThat(process.getInputStream().read()).isEqualTo('.');
            assertThatIOException()
                    .isThrownBy(store::load)
                    .withMessageContaining("another process holds " + file() + ".lock")
                    .withMessageContaining("end it first");

            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(store.load()).isPresent();
        } finally {
            process.destroyForcibly();
        }
    }

    @AfterEach
    void release() throws IOException {
        for (FileCheckpointStore store : opened) {
            store.close();
        }
        opened.clear();
    }

    private Path file() {
        return directory.resolve("account.json");
    }

    private static Process another(Path file, Path one, Path other) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SavesForEver.class.getName(),
                        file.toString(),
                        one.toString(),
                        other.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
