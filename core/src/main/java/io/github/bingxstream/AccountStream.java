package io.github.bingxstream;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.StreamStatus;
import io.github.bingxstream.driver.SessionDriver;
import io.github.bingxstream.rest.BingxRest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The account stream of one BingX spot account: order updates and balance changes as they happen.
 *
 * <p>It generates a listen key, connects, subscribes, answers heartbeats, extends the key, and connects anew whenever the
 * connection is lost, until it is closed or the exchange refuses in a way that trying again cannot help. Whatever may have
 * been missed is announced in the stream itself as a {@link StreamNotice.GapOpened}, asked for over REST and delivered, and
 * only then followed by a {@link StreamNotice.GapClosed}. What was delivered is complete whenever no gap is open; the first
 * one is opened with the stream.
 *
 * <pre>{@code
 * try (JdkTransport jdk = JdkTransport.create();
 *         AccountStream stream = AccountStream.builder()
 *                 .signer(new HmacSigner(credentials))
 *                 .http(jdk.http())
 *                 .frames(jdk.frames())
 *                 .sink(sink)
 *                 .open()) {
 *     stream.awaitClosed();
 * }
 * }</pre>
 *
 * <p>Streams of the same account over the same transport share key and connection: open as many as your program has parts
 * that listen, each with its own sink, channels and pace.
 *
 * <p>Safe for use by several threads. The caller owes a {@link #close()}.
 */
public final class AccountStream implements AutoCloseable {

    /** How long {@link #close()} waits for the sink: enough for one that works, short enough for a shutdown. */
    static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final SessionDriver driver;
    private final @Nullable BingxRest rest;
    private final StreamRuntime runtime;
    private final boolean ownsRuntime;
    private final Duration closePatience;

    AccountStream(
            SessionDriver driver,
            @Nullable BingxRest rest,
            StreamRuntime runtime,
            boolean ownsRuntime,
            Duration closePatience) {
        this.driver = driver;
        this.rest = rest;
        this.runtime = runtime;
        this.ownsRuntime = ownsRuntime;
        this.closePatience = closePatience;
    }

    /** Returns where a stream is put together. */
    public static AccountStreamBuilder builder() {
        return new AccountStreamBuilder();
    }

    /** Returns where the stream stands at this moment. */
    public StreamState state() {
        return driver.state();
    }

    /** Returns where the stream stands at this moment, which gaps are open, and what it has counted. */
    public StreamStatus status() {
        return driver.status();
    }

    /** Subscribes a channel, too. What is known of it is asked for as at the beginning, within a gap. */
    public void subscribe(Channel channel) {
        driver.subscribe(Objects.requireNonNull(channel, "channel"));
    }

    /** Gives a channel up: nothing more of it is delivered. The last one stays; close the stream instead. */
    public void unsubscribe(Channel channel) {
        driver.unsubscribe(Objects.requireNonNull(channel, "channel"));
    }

    /**
     * Replaces listen key and connection, new before old, for all streams of the account; a {@link StreamNotice.Rotated} tells
     * when it is done. If the stream is not connected and subscribed, it happens as soon as it is.
     */
    public void rotate() {
        driver.rotate();
    }

    /**
     * Gives the connection up, for all streams of the account, and makes another at once, with a gap in between; ends the wait
     * for the next attempt.
     */
    public void reconnect() {
        driver.reconnect();
    }

    /**
     * Returns how far the exchange's clock is ahead of this machine's, negative when it is behind; zero as long as no
     * request was refused for its timestamp, and when the listen keys come from a port of the caller's.
     */
    public Duration clockOffset() {
        return rest == null ? Duration.ZERO : rest.clockOffset();
    }

    /** Returns what the wall clock of this stream's runtime shows for a moment, such as that at which an event was received. */
    public Instant timeOf(Moment moment) {
        return runtime.clock().instant().minus(runtime.ticker().now().since(moment));
    }

    /**
     * Returns a stage that completes when the stream has ended for good, with the notice that says why. What depends on it
     * runs on a thread of the runtime and must not block.
     */
    public CompletionStage<StreamNotice.Closed> closed() {
        return driver.closed();
    }

    /** Waits until the stream has ended for good. Closing it from another thread ends the wait. */
    public StreamNotice.Closed awaitClosed() throws InterruptedException {
        try {
            return driver.closed().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a future that is never failed has failed", e);
        }
    }

    /**
     * Ends the stream: the connection begins to close, what was queued still reaches the sink if it takes it within a second,
     * and {@link StreamNotice.Closed} comes last. Once this has returned, no call to the sink begins. The listen key is left
     * to expire, unless {@link AccountStreamBuilder#deleteKeyOnClose} says otherwise. Idempotent. Called from within the sink,
     * it does not wait, and nothing more reaches the sink.
     */
    @Override
    public void close() {
        if (driver.isTurningHere()) {
            driver.hush();
            closeElsewhere();
            return;
        }
        driver.close(closePatience);
        if (rest != null) {
            rest.close();
        }
        if (ownsRuntime) {
            runtime.close();
        }
    }

    /** On a thread that may wait for the turn that this is called from. */
    private void closeElsewhere() {
        try {
            runtime.deliveries().execute(this::close);
        } catch (RejectedExecutionException e) {
            driver.cut("the sink closed the stream, and the delivery executor takes no task that would wait for it");
        }
    }
}
