package io.github.bingxstream.testkit.checkpoint;

import io.github.bingxstream.checkpoint.FileCheckpointStore;
import io.github.bingxstream.domain.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;

/** A process to kill: saves two checkpoints in turn, with a dot on standard output after each, for half a minute at most. */
final class SavesForEver {

    private static final long NANOS_MAX = 30_000_000_000L;

    private SavesForEver() {}

    /** Takes the file to save to, and the files to take the two checkpoints from. */
    public static void main(String[] arguments) throws IOException {
        Checkpoint[] checkpoints = {loaded(arguments[1]), loaded(arguments[2])};
        long start = System.nanoTime();
        try (FileCheckpointStore store = FileCheckpointStore.at(Path.of(arguments[0]))) {
            for (int i = 0; System.nanoTime() - start < NANOS_MAX; i++) {
                store.save(checkpoints[i % checkpoints.length]);
                System.out.write('.');
                System.out.flush();
            }
        }
    }

    private static Checkpoint loaded(String file) throws IOException {
        try (FileCheckpointStore store = FileCheckpointStore.at(Path.of(file))) {
            return store.load().orElseThrow();
        }
    }
}
