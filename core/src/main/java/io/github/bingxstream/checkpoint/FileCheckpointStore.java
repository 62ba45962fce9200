package io.github.bingxstream.checkpoint;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.port.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a checkpoint in a file. */
public final class FileCheckpointStore implements CheckpointStore {

    private final Path file;

    private FileCheckpointStore(Path file) {
        this.file = file;
    }

    public static FileCheckpointStore at(Path file) {
        return new FileCheckpointStore(file);
    }

    @Override
    public Optional<Checkpoint> load() throws IOException {
        if (Files.exists(file)) {
            throw new IOException("it is no checkpoint");
        }
        return Optional.empty();
    }

    @Override
    public void save(Checkpoint checkpoint) throws IOException {
        throw new IOException("not saved");
    }
}
