package io.github.bingxstream;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.driver.Parts;
import io.github.bingxstream.driver.SessionDriver;
import io.github.bingxstream.driver.SharedAccount;
import io.github.bingxstream.driver.SharedAccounts;
import io.github.bingxstream.driver.Turns;
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
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a stream needs: a signer and an HTTP transport (or a listen key port), a frame transport, a sink. */
public final class AccountStreamBuilder {

    /** Of the whole process: streams of one account may not have a connection each. */
    private static final SharedAccounts ACCOUNTS = new SharedAccounts();

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
    private Duration closePatience = AccountStream.CLOSE_PATIENCE;
    private @Nullable AccountApi account;
    private @Nullable CheckpointStore checkpoints;
    private Duration auditEvery = SessionSettings.AUDIT_EVERY;
    private Optional<Duration> rotateEvery = Optional.empty();
    private boolean deletesKey;
    private boolean sinkNeverBlocks;

    AccountStreamBuilder() {}

    /** Signs the listen key calls. Required, unless {@link #listenKeys} is given. */
    public AccountStreamBuilder signer(Signer signer) {
        this.signer = Objects.requireNonNull(signer, "signer");
        return this;
    }

    /** Carries the listen key calls. Required, unless {@link #listenKeys} is given. */
    public AccountStreamBuilder http(HttpTransport http) {
        this.http = Objects.requireNonNull(http, "http");
        return this;
    }

    /** Manages listen keys in place of {@link #signer} and {@link #http}, for those who have it done elsewhere. */
    public AccountStreamBuilder listenKeys(ListenKeyApi listenKeys) {
        this.listenKeys = Objects.requireNonNull(listenKeys, "listenKeys");
        return this;
    }

    /** Is asked what the stream may have missed; required with {@link #listenKeys}, and only then. */
    public AccountStreamBuilder account(AccountApi account) {
        this.account = Objects.requireNonNull(account, "account");
        return this;
    }

    /** Carries the stream. Required. */
    public AccountStreamBuilder frames(FrameTransport frames) {
        this.frames = Objects.requireNonNull(frames, "frames");
        return this;
    }

    /** Receives what happens. Required. */
    public AccountStreamBuilder sink(EventSink sink) {
        this.sink = Objects.requireNonNull(sink, "sink");
        return this;
    }

    /**
     * Whether the sink returns at once, always: then it is called on the thread that a message came by, and none has to be
     * woken for it, which takes longer than everything else between the socket and the sink. A sink that blocks all the same
     * holds up the heartbeats of its connection, and whatever else that thread of the transport serves. It may close its own
     * stream; closing another one waits. A checkpoint store writes to a disk, and cannot be had together with this. Default:
     * {@code false}, the sink may block as long as it likes.
     */
    public AccountStreamBuilder sinkNeverBlocks(boolean never) {
        this.sinkNeverBlocks = never;
        return this;
    }

    /** Threads, clocks and budget. Default: a runtime of the stream's own, closed with it. */
    public AccountStreamBuilder runtime(StreamRuntime runtime) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        return this;
    }

    /**
     * The REST hosts, the primary first; the others are tried only when it cannot be reached. Default:
     * {@code https://open-api.bingx.com}, then {@code https://open-api.bingx.pro}, as documented.
     */
    public AccountStreamBuilder restHosts(URI... hosts) {
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
    public AccountStreamBuilder webSocket(URI url) {
        this.webSocket = Objects.requireNonNull(url, "url");
        return this;
    }

    /** What to subscribe. Default: every channel. */
    public AccountStreamBuilder channels(Channel... channels) {
        this.channels = new HashSet<>(List.of(channels));
        return this;
    }

    /**
     * How long the server may say nothing before the connection counts as dead, between 10 s and 10 min. Default: six times
     * the interval of its heartbeats, but no less than 30 s and no more than 2 min; 45 s before it is known, and longer on a
     * server that sends none.
     */
    public AccountStreamBuilder silenceLimit(Duration limit) {
        this.silenceLimit = Optional.of(limit);
        return this;
    }

    /**
     * How often REST is asked whether anything is missing although nothing looks wrong, between 5 s and 1 h; at least every
     * 30 s while an order is open. Each time takes four requests. Default: 2 min, so that an idle stream makes no more than
     * two requests a minute. A frame that was lost without any trace is found by the next one.
     */
    public AccountStreamBuilder auditEvery(Duration interval) {
        this.auditEvery = Objects.requireNonNull(interval, "interval");
        return this;
    }

    /**
     * How often key and connection are replaced, new before old, between 10 s and 7 days. Default: only when needed, for the
     * exchange does not end connections on purpose and a key can be extended for ever.
     */
    public AccountStreamBuilder rotateEvery(Duration interval) {
        this.rotateEvery = Optional.of(interval);
        return this;
    }

    /**
     * Where to continue: the stream begins with what was missed since the last checkpoint in the store, and saves one when the
     * sink has taken everything that waited, and every few milliseconds while it has not. What a process delivers after its
     * last save is delivered again by the next one. One store belongs to one account; close it after the stream. Default:
     * every stream begins afresh.
     */
    public AccountStreamBuilder checkpoints(CheckpointStore store) {
        this.checkpoints = Objects.requireNonNull(store, "store");
        return this;
    }

    /**
     * Whether {@link AccountStream#close()} deletes the listen key, so that it cannot be used any more. The exchange may hand
     * the same key to every program of the account: deleting it silences them all. So it is only deleted when no other
     * stream of this process uses it. Default: {@code false}, it expires within the hour.
     */
    public AccountStreamBuilder deleteKeyOnClose(boolean delete) {
        this.deletesKey = delete;
        return this;
    }

    /**
     * How many events may wait for the sink before further ones become an announced gap. Default: 10 000, some 10 MB
     * and some seconds of the busiest account. Large messages count for more: the queue never holds more than 32 MiB.
     */
    public AccountStreamBuilder eventsMax(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("eventsMax is " + events + ": at least one event must find room");
        }
        this.eventsMax = events;
        return this;
    }

    /** For tests of what comes at the end, which are not about how long it may take on a busy machine. */
    AccountStreamBuilder closePatience(Duration patience) {
        this.closePatience = patience;
        return this;
    }

    /**
     * Opens the stream and returns at once; what happens next reaches the sink.
     *
     * @throws IllegalStateException when something required is missing, hosts of two environments are mixed, or there is a
     *     checkpoint store for a sink that never blocks
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
        requireOneWayToKeys();
        requireNoStoreInPlace();
        Optional<Checkpoint> checkpoint = checkpoint();
        boolean ownsRuntime = runtime == null;
        StreamRuntime used = runtime != null ? runtime : StreamRuntime.create();
        try {
            BingxRest rest = listenKeys == null ? rest(used) : null;
            InstantSource clock =
                    rest == null ? used.clock() : () -> used.clock().instant().plus(rest.clockOffset());
            ListenKeyApi keys = rest == null ? required(listenKeys, "listenKeys(…)") : rest.listenKeys();
            AccountApi witness =
                    rest == null ? required(account, "account(…), without which no gap can be closed") : rest.account();
            Now now = new Now(used.ticker().now(), clock.instant());
            Jitter jitter = new Jitter(used.seed());
            // Last, for whoever joins has to leave.
            SharedAccount shared =
                    ACCOUNTS.join(new SharedAccounts.Identity(givenFrames, webSocket, used.ticker(), keyHolder()));
            Parts parts = new Parts(
                    shared,
                    // Who manages keys elsewhere minds their limits there.
                    rest == null ? Turns.AT_ONCE : used.turns(),
                    keys,
                    witness,
                    Optional.ofNullable(checkpoints),
                    givenSink,
                    eventsMax,
                    used.scheduler(),
                    sinkNeverBlocks ? Optional.empty() : Optional.of(used.deliveries()),
                    used.ticker(),
                    clock);
            SessionDriver driver =
                    new SessionDriver(parts, new SessionMachine(settings), SessionState.idle(settings, jitter, now));
            driver.open(checkpoint);
            return new AccountStream(driver, rest, used, ownsRuntime, closePatience);
        } catch (RuntimeException e) {
            if (ownsRuntime) {
                used.close();
            }
            throw e;
        }
    }

    /** Whoever hands out the listen keys stands for the account: the same API key at the same hosts, or the same port. */
    private Object keyHolder() {
        return listenKeys != null
                ? listenKeys
                : List.of(required(signer, "signer(…) or listenKeys(…)").apiKey(), restHosts);
    }

    private void requireOneWayToKeys() {
        if (listenKeys != null && (signer != null || http != null)) {
            throw new IllegalStateException(
                    "the stream has listenKeys(…), so signer(…) and http(…) would do nothing: leave them out");
        }
        if (listenKeys == null && account != null) {
            throw new IllegalStateException("the stream has account(…) without listenKeys(…): give both, or neither and"
                    + " signer(…) and http(…) instead");
        }
    }

    private void requireNoStoreInPlace() {
        if (sinkNeverBlocks && checkpoints != null) {
            throw new IllegalStateException(
                    "the stream has sinkNeverBlocks(true) and checkpoints(…), whose store would be"
                            + " called in place of the sink and blocks: leave one of the two out");
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
