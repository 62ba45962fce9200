package io.github.bingxstream.benchmarks.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Times that one process hands another: big-endian longs in a file, one after the other. */
final class Nanos {

    private Nanos() {}

    static void write(Path file, long[] times) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(times.length * Long.BYTES);
        bytes.asLongBuffer().put(times);
        Files.write(file, bytes.array());
    }

    static long[] read(Path file) throws IOException {
        LongBuffer times = ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer();
        long[] array = new long[times.remaining()];
        times.get(array);
        return array;
    }
}
