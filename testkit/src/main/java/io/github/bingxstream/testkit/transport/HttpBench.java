package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What one test of an {@link HttpTransportContract} works with: a transport and a peer. */
public final class HttpBench implements AutoCloseable {

    static final String SIGNATURE = "PLANTEDsignature0123456789";
    static final String KEY = "PLANTEDkey0123456789abcdef";

    /** Stands in requests, and may stand nowhere else. */
    static final String QUERY = "?listenKey=" + KEY + "&signature=" + SIGNATURE;

    private final HttpTransport transport;
    private final Duration patience;
    private final Duration afterwards;
    private final int bodyBytesMax;
    private final ScriptedPeer peer;
    private final AbsentPeer absent = AbsentPeer.absent();
    private @Nullable LogTrap log;

    HttpBench(HttpTransport transport, Duration patience, Duration afterwards, int bodyBytesMax) {
        this.transport = transport;
        this.patience = patience;
        this.afterwards = afterwards;
        this.bodyBytesMax = bodyBytesMax;
        peer = ScriptedPeer.listening(patience);
    }

    HttpTransport transport() {
        return transport;
    }

    ScriptedPeer peer() {
        return peer;
    }

    /** Returns the address of a resource where nobody listens. */
    URI deserted(String rawPathAndQuery) {
        return absent.resource(rawPathAndQuery);
    }

    Duration patience() {
        return patience;
    }

    Duration afterwards() {
        return afterwards;
    }

    int bodyBytesMax() {
        return bodyBytesMax;
    }

    /** Begins to read everything that is logged, or returns what does so already. */
    LogTrap log() {
        if (log == null) {
            log = LogTrap.set();
        }
        return log;
    }

    CompletionStage<Response> get(String rawPathAndQuery) {
        return send(Method.GET, rawPathAndQuery, patience);
    }

    CompletionStage<Response> send(Method method, String rawPathAndQuery, Duration timeout) {
        return send(method, peer.resource(rawPathAndQuery), timeout);
    }

    CompletionStage<Response> send(Method method, URI uri, Duration timeout) {
        return transport.send(new Request(method, uri, Map.of(), timeout));
    }

    /** Waits for the answer. */
    Response answered(CompletionStage<Response> answer) {
        try {
            return answer.toCompletableFuture().get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException none) {
            throw new AssertionError("no answer", none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Waits for a failure that is an IOException, and returns what a caller would see of it. */
    Throwable failed(CompletionStage<Response> answer) {
        try {
            Response response = answer.toCompletableFuture().get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
            throw new AssertionError("an answer came: " + response);
        } catch (ExecutionException failure) {
            assertThat(failure).hasCauseInstanceOf(IOException.class);
            return failure;
        } catch (TimeoutException never) {
            throw new AssertionError("neither an answer nor a failure came", never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
        peer.close();
        absent.close();
    }
}
