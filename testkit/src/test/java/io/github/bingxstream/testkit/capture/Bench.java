package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** A capture in memory whose clocks and transports the test holds. */
final class Bench {

    static final Instant BEGUN = Instant.parse("2026-11-23T12:00:00Z");

    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<String> troubles = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    long nanos;
    CompletableFuture<HttpTransport.Response> answer = new CompletableFuture<>();

    /** Writes at once, on the thread of the test. */
    Capture begin() {
        return begin(bytes, Runnable::run, builder -> builder);
    }

    Capture begin(OutputStream out, Executor executor, UnaryOperator<Capture.Builder> options) {
        try {
            return options.apply(Capture.to(Path.of("unused"))
                            .executor(executor)
                            .onTrouble(troubles::add)
                            .clocks(() -> new Moment(nanos), () -> BEGUN.plusNanos(nanos)))
                    .begin(out, new Pseudonyms("some salt".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** The transport under the capture: says nothing by itself. */
    FrameTransport frames() {
        return (endpoint, listener) -> new FrameTransport.Connection() {
            @Override
            public void send(String text) {
                sent.add(text);
            }

            @Override
            public void close() {
                sent.add("close");
            }
        };
    }

    HttpTransport http() {
        return request -> {
            sent.add(request.method() + " " + request.uri());
            return answer;
        };
    }

    static HttpTransport.Request request(HttpTransport.Method method, String uri) {
        return new HttpTransport.Request(
                method, URI.create(uri), Map.of("X-BX-APIKEY", "ApiKeyThatNobodyMayKnow"), Duration.ofSeconds(10));
    }

    static ByteBuffer gzip(String text) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(compressed.toByteArray());
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    Recording recording() {
        try {
            return Recording.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Fact> facts() {
        return recording().entries().stream().map(Entry::fact).toList();
    }

    /** Hears nothing. */
    static class Deaf implements FrameTransport.Listener {
        @Override
        public void opened() {}

        @Override
        public void text(String message) {}

        @Override
        public void binary(ByteBuffer message) {}

        @Override
        public void ended(FrameTransport.Ending ending) {}
    }
}
