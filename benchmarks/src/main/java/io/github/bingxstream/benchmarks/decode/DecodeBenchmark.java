package io.github.bingxstream.benchmarks.decode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.squareup.moshi.JsonAdapter;
import io.github.bingxstream.codec.DecoderLimits;
import io.github.bingxstream.codec.FrameDecoder;
import io.github.bingxstream.codec.RestAnswers;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.session.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a gzip frame to an event. Compare the rows of one run; machines differ and are noisy.
 *
 * <p>Only {@code ours} checks size, ratio, depth, grammar and UTF-8, tells kinds of messages apart, keeps what it does not
 * know, and hides listen keys. The others are told what comes, and believe it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 300, timeUnit = TimeUnit.MILLISECONDS)
// A heap that is all there: what is measured is no system that hands out memory for the first time.
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class DecodeBenchmark {

    private static final int REST_ANSWERS = 20_000;

    @Param
    private Message message = Message.ORDER_UPDATE;

    private final FrameDecoder decoder = new FrameDecoder(1, "benchmark", DecoderLimits.DEFAULTS);
    private final Moment receivedAt = new Moment(0);
    private final ReusedInflater inflater = new ReusedInflater();
    private final JacksonStreaming streaming = new JacksonStreaming();
    private final ObjectMapper jackson =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final Gson gson = new Gson();

    private byte[][] frames = {};
    private ByteBuffer[] buffers = {};
    private Class<?> type = Object.class;
    private JsonAdapter<?> moshi = WireByMoshi.adapter(type);
    private int next;

    /** Measures what JMH says. */
    public DecodeBenchmark() {}

    DecodeBenchmark(Message message) {
        this.message = message;
        makeFrames();
    }

    @Setup
    public final void makeFrames() {
        frames = message.frames();
        buffers = Arrays.stream(frames).map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
        type = Wire.type(message);
        moshi = WireByMoshi.adapter(type);
        // In a process that lives, REST has been asked, and the compiler has seen that values are read in two ways.
        String orders = "{\"code\":0,\"data\":{\"orders\":[{\"symbol\":\"BTC-USDT\",\"orderId\":1,\"side\":\"BUY\","
                + "\"type\":\"LIMIT\",\"status\":\"NEW\",\"price\":\"1.5\",\"origQty\":\"2\",\"executedQty\":0,\"time\":1}]}}";
        for (int i = 0; i < REST_ANSWERS; i++) {
            if (RestAnswers.orders(orders).isLeft()) {
                throw new IllegalStateException("the answer is good");
            }
        }
    }

    @TearDown
    public void release() {
        decoder.close();
        inflater.close();
    }

    /** The floor: inflate only. */
    @Benchmark
    public int inflate() {
        return inflater.inflate(frame());
    }

    @Benchmark
    public Signal ours() {
        return decoder.binary(buffers[following()], receivedAt);
    }

    @Benchmark
    public @Nullable Object jacksonStreaming() throws IOException {
        int length = inflater.inflate(frame());
        return streaming.read(message, inflater.bytes(), length);
    }

    @Benchmark
    public Object jacksonReader() throws IOException {
        try (Reader in = reader()) {
            return jackson.readValue(in, type);
        }
    }

    @Benchmark
    public Object jacksonString() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(frame()))) {
            return jackson.readValue(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
        }
    }

    @Benchmark
    public @Nullable Object moshiString() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(frame()))) {
            return moshi.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Benchmark
    public Object gsonReader() throws IOException {
        try (Reader in = reader()) {
            return gson.fromJson(in, type);
        }
    }

    private Reader reader() throws IOException {
        return new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(frame())), StandardCharsets.UTF_8);
    }

    private byte[] frame() {
        return frames[following()];
    }

    private int following() {
        next = (next + 1) % frames.length;
        return next;
    }
}
