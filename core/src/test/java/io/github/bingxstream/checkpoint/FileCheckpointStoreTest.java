package io.github.bingxstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bingxstream.checkpoint.FileCheckpointStore.Durability;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileCheckpointStoreTest {

    private static final Checkpoint OLD = checkpoint(1);
    private static final Checkpoint NEW = checkpoint(2);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void what_was_saved_is_loaded(Durability durability) throws IOException {
        try (FileCheckpointStore store = FileCheckpointStore.at(file(), durability)) {
            assertThat(store.load()).isEmpty();
            store.save(OLD);
            store.save(NEW);
            assertThat(store.load()).contains(NEW);
            assertThat(store).hasToString("FileCheckpointStore[" + file() + ", " + durability + "]");
        }
        assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }

    @Test
    void only_the_owner_may_read_it() throws IOException {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "SKIPPED: no owners here");
        Files.writeString(file(), "");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));

        save(NEW);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void what_a_process_left_that_was_killed_between_writing_and_moving_is_not_read() throws IOException {
        save(OLD);
        Path temporary = directory.resolve("account.json.tmp");
        for (int length : new int[] {0, 1, 50}) {
            Files.write(temporary, Arrays.copyOf(Files.readAllBytes(file()), length));
            try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
                assertThat(store.load()).contains(OLD);
            }
        }

        save(NEW);
        assertThat(temporary).doesNotExist();
    }

    @Test
    void a_link_where_the_temporary_file_belongs_is_not_followed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Files.createSymbolicLink(directory.resolve("account.json.tmp"), victim);

        save(NEW);

        assertThat(victim).hasContent("precious");
    }

    @Test
    void a_file_that_was_cut_is_a_failure_that_says_what_to_do() throws IOException {
        save(OLD);
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertUnusable();
        }
    }

    @Test
    void a_file_of_something_else_is_a_failure_that_says_what_to_do() throws IOException {
        byte[] noise = new byte[4000];
        new Random(11).nextBytes(noise);
        Files.write(file(), noise);

        assertUnusable();
    }

    @Test
    void a_file_that_is_a_directory_is_a_failure_that_says_what_to_do() throws IOException {
        Files.createDirectory(file());
        Files.writeString(file().resolve("content"), "");
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            assertThatIOException()
                    .isThrownBy(store::load)
                    .withMessageContaining("cannot read the checkpoint " + file())
                    .withMessageContaining("may read");
            assertThatIOException()
                    .isThrownBy(() -> store.save(NEW))
                    .withMessageContaining("cannot save the checkpoint " + file());
        }
    }

    @Test
    void a_directory_that_is_missing_is_told_before_anything_is_delivered() throws IOException {
        Path nowhere = directory.resolve("nowhere");
        try (FileCheckpointStore store = FileCheckpointStore.at(nowhere.resolve("account.json"))) {
            assertThatIOException()
                    .isThrownBy(store::load)
                    .withMessageContaining("no directory " + nowhere)
                    .withMessageContaining("create it first");
            assertThatIOException().isThrownBy(() -> store.save(NEW));

            Files.createDirectory(nowhere);
            store.save(NEW);
            assertThat(store.load()).contains(NEW);
        }
    }

    @Test
    void a_save_that_fails_leaves_the_old_checkpoint_and_the_next_one_works() throws IOException {
        save(OLD);
        Path obstacle = directory.resolve("account.json.tmp");
        Files.createDirectories(obstacle.resolve("full"));
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            assertThatIOException()
                    .isThrownBy(() -> store.save(NEW))
                    .withMessageContaining("cannot save the checkpoint " + file())
                    .withMessageContaining("let this user write to its directory");
            assertThat(store.load()).contains(OLD);

            Files.delete(obstacle.resolve("full"));
            store.save(NEW);
            assertThat(store.load()).contains(NEW);
        }
    }

    @Test
    void a_directory_that_may_only_be_read_is_told() throws IOException {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "SKIPPED: no owners here");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            assumeFalse(Files.isWritable(directory), "SKIPPED: this user may write everywhere");
            assertThatIOException()
                    .isThrownBy(store::load)
                    .withMessageContaining("let this user write to it and its directory");
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void a_save_on_an_interrupted_thread_fails_and_leaves_the_old_checkpoint() throws IOException {
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            store.save(OLD);
            Thread.currentThread().interrupt();
            try {
                assertThatIOException().isThrownBy(() -> store.save(NEW));
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(store.load()).contains(OLD);
            store.save(NEW);
            assertThat(store.load()).contains(NEW);
        }
    }

    @Test
    void a_second_store_in_one_file_is_refused_until_the_first_is_closed() throws IOException {
        Path otherName =
                Files.createSymbolicLink(directory.resolve("link"), directory).resolve("account.json");
        FileCheckpointStore first = FileCheckpointStore.at(file());
        try (FileCheckpointStore second = FileCheckpointStore.at(otherName)) {
            first.save(OLD);
            assertThatIOException()
                    .isThrownBy(second::load)
                    .withMessageContaining("another store in this process")
                    .withMessageContaining("close it");
            assertThatIOException().isThrownBy(() -> second.save(NEW));

            first.close();
            assertThat(second.load()).contains(OLD);
            assertThatIOException().isThrownBy(() -> first.save(NEW)).withMessageContaining("is closed");
            first.close();
            assertThatIOException()
                    .isThrownBy(FileCheckpointStore.at(file())::load)
                    .withMessageContaining("another store in this process");
        }
    }

    @Test
    void a_path_that_names_no_file_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileCheckpointStore.at(directory.getRoot()))
                .withMessageContaining("names no file");
        assertThatIllegalArgumentException().isThrownBy(() -> FileCheckpointStore.at(Path.of("")));
    }

    private void save(Checkpoint checkpoint) throws IOException {
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            store.save(checkpoint);
        }
    }

    private void assertUnusable() throws IOException {
        try (FileCheckpointStore store = FileCheckpointStore.at(file())) {
            assertThatIOException()
                    .isThrownBy(store::load)
                    .withMessageContaining("cannot use the checkpoint " + file())
                    .withMessageContaining("move the file away")
                    .withMessageContaining("missed");
        }
    }

    private Path file() {
        return directory.resolve("account.json");
    }

    private static Checkpoint checkpoint(int number) {
        return new Checkpoint(
                Instant.ofEpochSecond(number),
                List.of(new OrderMark(
                        new Symbol("BTC-USDT"),
                        new OrderId("7"),
                        OrderStatus.of("PARTIALLY_FILLED"),
                        BigDecimal.valueOf(number),
                        BigDecimal.ONE,
                        List.of(new TradeId("1")))));
    }
}
