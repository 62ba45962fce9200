package io.github.bingxstream.benchmarks;

import static java.util.Objects.requireNonNull;

import com.squareup.moshi.JsonReader;
import io.github.bingxstream.codec.DecoderLimits;
import io.github.bingxstream.codec.FrameDecoder;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.session.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import okio.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to turn a gzip frame with an order into an event, against the plainest code that does so.
 *
 * <p>{@code plain} inflates with {@link GZIPInputStream}, makes a text of it and reads it into maps: no check of size, ratio,
 * grammar, depth or secrets, and no domain values. Compare the rows of one run; machines differ and are noisy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecodeBenchmark {

    private static final int FRAMES = 64;

    private final byte[][] frames = new byte[FRAMES][];
    private final FrameDecoder decoder = new FrameDecoder(1, "benchmark", DecoderLimits.DEFAULTS);
    private final Moment receivedAt = new Moment(0);
    private int next;

    /** Makes frames whose orders differ, so that no cache of values helps. */
    @Setup
    public void makeFrames() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = gzip(order(random));
        }
    }

    @TearDown
    public void release() {
        decoder.close();
    }

    @Benchmark
    public Signal decode() {
        return decoder.binary(ByteBuffer.wrap(frame()), receivedAt);
    }

    @Benchmark
    public Object plain() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(frame()))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text));
            Object message = reader.readJsonValue();
            Object data = ((Map<?, ?>) requireNonNull(message)).get("data");
            return new BigDecimal(String.valueOf(((Map<?, ?>) requireNonNull(data)).get("z")));
        }
    }

    @Benchmark
    public int inflate() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(frame()))) {
            return in.readAllBytes().length;
        }
    }

    private byte[] frame() {
        next = (next + 1) % FRAMES;
        return frames[next];
    }

    private static String order(SplittableRandom random) {
        long id = 1_800_000_000_000_000_000L + random.nextLong(1_000_000_000_000L);
        long time = 1_700_000_000_000L + random.nextLong(10_000_000_000L);
        String quantity = String.format(Locale.ROOT, "%.8f", random.nextDouble(1, 100));
        return String.format(
                Locale.ROOT,
                "{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":{\"e\":\"executionReport\",\"E\":%d,"
                        + "\"s\":\"BTC-USDT\",\"S\":\"BUY\",\"o\":\"LIMIT\",\"q\":%s,\"p\":64000.12,\"x\":\"TRADE\","
                        + "\"X\":\"PARTIALLY_FILLED\",\"i\":%d,\"l\":0.04,\"z\":%s,\"L\":64000.1,\"n\":-0.00004,"
                        + "\"C\":\"bench-%d\",\"N\":\"BTC\",\"T\":%d,\"t\":%d,\"O\":%d,\"Z\":2560.004,\"Y\":2560.004,"
                        + "\"Q\":0,\"m\":true}}",
                time,
                quantity,
                id,
                quantity,
                random.nextInt(1_000_000),
                time,
                random.nextInt(1, 100_000_000),
                time);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
