package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A stream and a request to the same place, and what became of them: for what both must do alike. */
final class Attempts {

    /** Stands in every query, and may be told to nobody. */
    static final String KEY = "PLANTEDkey0123456789abcdef";

    private static final String QUERY = "listenKey=" + KEY;

    private final TransportPair transports;
    private final Duration patience;
    private final Duration requestTimeout;

    Attempts(TransportPair transports, Duration patience) {
        this(transports, patience, underway(patience));
    }

    /**
     * @param requestTimeout for requests that fail; a short one where nothing but it ends them
     */
    Attempts(TransportPair transports, Duration patience, Duration requestTimeout) {
        this.transports = transports;
        this.patience = patience;
        this.requestTimeout = requestTimeout;
    }

    /** Returns a timeout that a busy machine does not reach, and that a test waits for. */
    static Duration underway(Duration patience) {
        return patience.multipliedBy(3).dividedBy(4);
    }

    /** Opens a stream, and has it carry a message and end. Returns the peer's end, which has seen the handshake. */
    Visitor stream(ScriptedPeer peer) {
        RecordingListener listener = new RecordingListener();
        transports.frames().open(peer.endpoint(QUERY), listener);
        Visitor visitor = come(peer);
        visitor.acceptHandshake();
        visitor.text("hello");
        assertThat(listener.hasMessagesWithin(patience, 1)).as("a message came").isTrue();
        visitor.closeFrame(1000, "");
        assertThat(listener.hasEndedWithin(patience)).as("ended").isTrue();
        assertThat(listener.ending().cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        assertThat(listener.violations()).isEmpty();
        return visitor;
    }

    /** Makes a request that is answered. Returns the peer's end, which has seen it. */
    Visitor request(ScriptedPeer peer) {
        CompletableFuture<Response> answer = send(peer.resource("/?" + QUERY), patience);
        Visitor visitor = come(peer);
        visitor.answer(200, Map.of(), "{}");
        // As the answer said it would: some libraries wait for it.
        visitor.finish();
        try {
            assertThat(answer.get(patience.toSeconds(), TimeUnit.SECONDS).body())
                    .isEqualTo("{}");
        } catch (ExecutionException | TimeoutException none) {
            throw new AssertionError("no answer", none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        return visitor;
    }

    /** Opens a stream that must come to nothing. Returns what the listener is told. */
    String streamFails(URI endpoint, Runnable meanwhile) {
        Supplier<String> failing = failingStream(endpoint);
        meanwhile.run();
        return failing.get();
    }

    String streamFails(ScriptedPeer peer, Runnable meanwhile) {
        return streamFails(peer.endpoint(QUERY), meanwhile);
    }

    /** Begins to open a stream that must come to nothing. Returns what waits for that. */
    Supplier<String> failingStream(URI endpoint) {
        RecordingListener listener = new RecordingListener();
        transports.frames().open(endpoint, listener);
        return () -> {
            assertThat(listener.hasEndedWithin(patience)).as("ended").isTrue();
            assertThat(listener.openings()).as("openings").isZero();
            assertThat(listener.ending().cause()).as(listener.ending().detail()).isEqualTo(Cause.UNREACHABLE);
            assertThat(listener.ending().code()).as("a code, with UNREACHABLE").isEmpty();
            return discreet(listener.ending().detail());
        };
    }

    /** Makes a request that must not be answered. Returns what the caller is told. */
    String requestFails(URI resource, Runnable meanwhile) {
        Supplier<String> failing = failingRequest(resource);
        meanwhile.run();
        return failing.get();
    }

    String requestFails(ScriptedPeer peer, Runnable meanwhile) {
        return requestFails(peer.resource("/?" + QUERY), meanwhile);
    }

    /** Makes a request that must not be answered. Returns what waits for its failure. */
    Supplier<String> failingRequest(URI resource) {
        CompletableFuture<Response> answer = send(resource, requestTimeout);
        return () -> {
            try {
                throw new AssertionError("an answer came: " + answer.get(patience.toSeconds(), TimeUnit.SECONDS));
            } catch (ExecutionException failure) {
                assertThat(failure).hasCauseInstanceOf(IOException.class);
                discreet(LogTrap.print(failure));
                return discreet(String.valueOf(failure.getMessage()));
            } catch (TimeoutException never) {
                throw new AssertionError("neither an answer nor a failure came", never);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        };
    }

    private static Visitor come(ScriptedPeer peer) {
        try {
            return peer.next();
        } catch (UncheckedIOException brokenOff) {
            throw new AssertionError("whoever came broke it off", brokenOff);
        }
    }

    private CompletableFuture<Response> send(URI resource, Duration timeout) {
        return transports
                .http()
                .send(new Request(Method.GET, resource, Map.of(), timeout))
                .toCompletableFuture();
    }

    private static String discreet(String words) {
        assertThat(words).doesNotContain(KEY);
        return words;
    }
}
