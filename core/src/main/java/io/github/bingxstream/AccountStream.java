package io.github.bingxstream;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.StreamStatus;
import io.github.bingxstream.driver.KeysInUse;
import io.github.bingxstream.driver.Parts;
import io.github.bingxstream.driver.SessionDriver;
import io.github.bingxstream.port.AccountApi;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.port.Signer;
import io.github.bingxstream.rest.BingxRest;
import io.github.bingxstream.session.Jitter;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionSettings;
import io.github.bingxstream.session.SessionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
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
 * <p>Safe for use by several threads. The caller owes a {@link #close()}.
 */
public final class AccountStream implements AutoCloseable {

    /** How long {@link #close()} waits for the sink: enough for one that works, short enough for a shutdown. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private static final KeysInUse KEYS_IN_USE = new KeysInUse();

    private final SessionDriver driver;
    private final @Nullable BingxRest rest;
    private final StreamRuntime runtime;
    private final boolean ownsRuntime;

    private AccountStream(SessionDriver driver, @Nullable BingxRest rest, StreamRuntime runtime, boolean ownsRuntime) {
        this.driver = driver;
        this.rest = rest;
        this.runtime = runtime;
        this.ownsRuntime = ownsRuntime;
    }

    public static Builder builder() {
        return new Builder();
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
     * Replaces listen key and connection, new before old; a {@link StreamNotice.Rotated} tells when it is done. If the stream is
     * not connected and subscribed, it happens as soon as it is.
     */
    public void rotate() {
        driver.rotate();
    }

    /** Gives the connection up and makes another at once, with a gap in between; ends the wait for the next attempt. */
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
     * to expire, unless {@link Builder#deleteKeyOnClose} says otherwise. Idempotent. Called from within the sink, it does not wait, and
     * nothing more reaches the sink.
     */
    @Override
    public void close() {
        driver.close(CLOSE_PATIENCE);
        if (rest != null) {
            rest.close();
        }
        if (ownsRuntime) {
            runtime.close();
        }
    }

    /** Collects what a stream needs: a signer and an HTTP transport (or a listen key port), a frame transport, a sink. */
    public static final class Builder {

        private static final URI LIVE = URI.create("wss://open-api-ws.bingx.com/market");

        private @Nullable Signer signer;
        private @Nullable HttpTransport http;
        private @Nullable ListenKeyApi listenKeys;
        private @Nullable FrameTransport frames;
        private @Nullable EventSink sink;
        private @Nullable StreamRuntime runtime;
        private List<URI> restHosts = List.of();
        private URI webSocket = LIVE;
        private Set<Channel> channels = EnumSet.allOf(Channel.class);
        private Optional<Duration> silenceLimit = Optional.empty();
        private int eventsMax = 10_000;
        private @Nullable AccountApi account;
        private @Nullable CheckpointStore checkpoints;
        private Duration auditEvery = SessionSettings.AUDIT_EVERY;
        private Optional<Duration> rotateEvery = Optional.empty();
        private boolean deletesKey;

        private Builder() {}

        /** Signs the listen key calls. Required, unless {@link #listenKeys} is given. */
        public Builder signer(Signer signer) {
            this.signer = Objects.requireNonNull(signer, "signer");
            return this;
        }

        /** Carries the listen key calls. Required, unless {@link #listenKeys} is given. */
        public Builder http(HttpTransport http) {
            this.http = Objects.requireNonNull(http, "http");
            return this;
        }

        /** Manages listen keys in place of {@link #signer} and {@link #http}, for those who have it done elsewhere. */
        public Builder listenKeys(ListenKeyApi listenKeys) {
            this.listenKeys = Objects.requireNonNull(listenKeys, "listenKeys");
            return this;
        }

        /** Is asked what the stream may have missed; required with {@link #listenKeys}, and only then. */
        public Builder account(AccountApi account) {
            this.account = Objects.requireNonNull(account, "account");
            return this;
        }

        /** Carries the stream. Required. */
        public Builder frames(FrameTransport frames) {
            this.frames = Objects.requireNonNull(frames, "frames");
            return this;
        }

        /** Receives what happens. Required. */
        public Builder sink(EventSink sink) {
            this.sink = Objects.requireNonNull(sink, "sink");
            return this;
        }

        /** Threads, clocks and budget. Default: a runtime of the stream's own, closed with it. */
        public Builder runtime(StreamRuntime runtime) {
            this.runtime = Objects.requireNonNull(runtime, "runtime");
            return this;
        }

        /**
         * The REST hosts, the primary first; the others are tried only when it cannot be reached. Default:
         * {@code https://open-api.bingx.com}, then {@code https://open-api.bingx.pro}, as documented.
         */
        public Builder restHosts(URI... hosts) {
            if (hosts.length == 0) {
                throw new IllegalArgumentException("no REST host: name at least one, or leave the call out");
            }
            this.restHosts = List.of(hosts);
            return this;
        }

        /**
         * The WebSocket URL up to and including {@code /market}. It must belong to the same environment as the REST hosts: a
         * key of another one connects and stays silent. Default: {@code wss://open-api-ws.bingx.com/market}, the live spot
         * market; no fallback is documented.
         */
        public Builder webSocket(URI url) {
            this.webSocket = Objects.requireNonNull(url, "url");
            return this;
        }

        /** What to subscribe. Default: every channel. */
        public Builder channels(Channel... channels) {
            this.channels = new HashSet<>(List.of(channels));
            return this;
        }

        /**
         * How long the server may say nothing before the connection counts as dead, between 10 s and 10 min. Default: six times
         * the interval of its heartbeats, but no less than 30 s and no more than 2 min; 45 s before it is known, and longer on a
         * server that sends none.
         */
        public Builder silenceLimit(Duration limit) {
            this.silenceLimit = Optional.of(limit);
            return this;
        }

        /**
         * How often REST is asked whether anything is missing although nothing looks wrong, between 5 s and 1 h; at least every
         * 30 s while an order is open. Each time takes four requests. Default: 2 min, so that an idle stream makes no more than
         * two requests a minute. A frame that was lost without any trace is found by the next one.
         */
        public Builder auditEvery(Duration interval) {
            this.auditEvery = Objects.requireNonNull(interval, "interval");
            return this;
        }

        /**
         * How often key and connection are replaced, new before old, between 10 s and 7 days. Default: only when needed, for the
         * exchange does not end connections on purpose and a key can be extended for ever.
         */
        public Builder rotateEvery(Duration interval) {
            this.rotateEvery = Optional.of(interval);
            return this;
        }

        /**
         * Where to continue: the stream begins with what was missed since the last checkpoint in the store, and saves one
         * when the sink has taken everything that waited, and every few milliseconds while it has not. What a process delivers
         * after its last save is delivered again by the next one. One store belongs to one account; close it after the stream. Default: every stream begins afresh.
         */
        public Builder checkpoints(CheckpointStore store) {
            this.checkpoints = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Whether {@link AccountStream#close()} deletes the listen key, so that it cannot be used any more. The exchange may hand
         * the same key to every program of the account: deleting it silences them all. So it is only deleted when no other
         * stream of this process uses it. Default: {@code false}, it expires within the hour.
         */
        public Builder deleteKeyOnClose(boolean delete) {
            this.deletesKey = delete;
            return this;
        }

        /**
         * How many events may wait for the sink before further ones become an announced gap. Default: 10 000, some 10 MB
         * and some seconds of the busiest account. Large messages count for more: the queue never holds more than 32 MiB.
         */
        public Builder eventsMax(int events) {
            if (events < 1) {
                throw new IllegalArgumentException("eventsMax is " + events + ": at least one event must find room");
            }
            this.eventsMax = events;
            return this;
        }

        /**
         * Opens the stream and returns at once; what happens next reaches the sink.
         *
         * @throws IllegalStateException when something required is missing, or hosts of two environments are mixed
         * @throws UncheckedIOException when there is a checkpoint that cannot be loaded
         * @throws IllegalArgumentException when a limit, a host or the channels are not usable
         */
        public AccountStream open() {
            FrameTransport givenFrames = required(frames, "frames(…)");
            EventSink givenSink = required(sink, "sink(…)");
            requireWebSocket(webSocket);
            SessionSettings settings = new SessionSettings(
                    channels,
                    silenceLimit,
                    SessionSettings.BACKOFF,
                    auditEvery,
                    rotateEvery,
                    checkpoints != null,
                    deletesKey);
            requireOneEnvironment();
            if (listenKeys != null && (signer != null || http != null)) {
                throw new IllegalStateException(
                        "the stream has listenKeys(…), so signer(…) and http(…) would do nothing: leave them out");
            }
            if (listenKeys == null && account != null) {
                throw new IllegalStateException(
                        "the stream has account(…) without listenKeys(…): give both, or neither and"
                                + " signer(…) and http(…) instead");
            }
            Optional<Checkpoint> checkpoint = checkpoint();
            boolean ownsRuntime = runtime == null;
            StreamRuntime used = runtime != null ? runtime : StreamRuntime.create();
            try {
                BingxRest rest = listenKeys == null ? rest(used) : null;
                Parts parts = new Parts(
                        givenFrames,
                        webSocket,
                        rest == null ? required(listenKeys, "listenKeys(…)") : rest.listenKeys(),
                        rest == null
                                ? required(account, "account(…), without which no gap can be closed")
                                : rest.account(),
                        Optional.ofNullable(checkpoints),
                        KEYS_IN_USE,
                        givenSink,
                        eventsMax,
                        used.scheduler(),
                        used.deliveries(),
                        used.ticker(),
                        rest == null
                                ? used.clock()
                                : () -> used.clock().instant().plus(rest.clockOffset()));
                Now now = new Now(used.ticker().now(), parts.clock().instant());
                SessionDriver driver = new SessionDriver(
                        parts, new SessionMachine(settings), SessionState.idle(settings, new Jitter(used.seed()), now));
                driver.open(checkpoint);
                return new AccountStream(driver, rest, used, ownsRuntime);
            } catch (RuntimeException e) {
                if (ownsRuntime) {
                    used.close();
                }
                throw e;
            }
        }

        /** Beginning afresh when the checkpoint cannot be read would hide what was missed. */
        private Optional<Checkpoint> checkpoint() {
            if (checkpoints == null) {
                return Optional.empty();
            }
            try {
                return checkpoints.load();
            } catch (IOException e) {
                throw new UncheckedIOException("the checkpoint cannot be loaded: " + e.getMessage(), e);
            }
        }

        private BingxRest rest(StreamRuntime used) {
            BingxRest.Builder rest = BingxRest.builder()
                    .signer(required(signer, "signer(…) or listenKeys(…)"))
                    .http(required(http, "http(…) or listenKeys(…)"))
                    .scheduler(used.scheduler())
                    .ticker(used.ticker())
                    .clock(used.clock())
                    .budget(used.budget());
            return (restHosts.isEmpty() ? rest : rest.hosts(restHosts)).build();
        }

        private static <T> T required(@Nullable T part, String call) {
            if (part == null) {
                throw new IllegalStateException("the stream has no " + call + ": call it before open()");
            }
            return part;
        }

        private static void requireWebSocket(URI url) {
            String scheme = Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT);
            if (!(scheme.equals("ws") || scheme.equals("wss"))
                    || url.getHost() == null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null) {
                throw new IllegalStateException("the WebSocket URL " + url.getScheme() + "://" + url.getRawAuthority()
                        + " is not usable: give ws:// or wss://, a host, and the path up to /market, without a query");
            }
        }

        /** A key of the simulated environment on the live socket connects, stays up and delivers nothing, ever. */
        private void requireOneEnvironment() {
            boolean simulated = restHosts.stream()
                    .anyMatch(host -> String.valueOf(host.getHost()).contains("-vst"));
            if (listenKeys == null && simulated && webSocket.equals(LIVE)) {
                throw new IllegalStateException("the REST hosts are of the simulated environment, the WebSocket is the"
                        + " live one: call webSocket(…) with the URL of the same environment");
            }
        }
    }
}
