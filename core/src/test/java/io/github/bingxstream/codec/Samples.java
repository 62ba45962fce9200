package io.github.bingxstream.codec;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Payloads of the real exchange, which are not part of this repository. They are looked for in {@code shared/samples}
 * beside it, or where the property {@code samples.dir} says.
 */
final class Samples {

    private Samples() {}

    /** Returns where they are; where they are not, the test is skipped, and says so. */
    static Path folder() {
        String told = System.getProperty("samples.dir");
        Path samples = told != null
                ? Path.of(told)
                : repository().resolveSibling("shared").resolve("samples");
        if (!Files.isDirectory(samples)) {
            String skipped = "SKIPPED: no sample payloads in " + samples + "; set -Dsamples.dir to where they are";
            System.out.println(skipped);
            assumeTrue(false, skipped);
        }
        return samples;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return here;
    }
}
