package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.ApiKeys.ApiKey;
import io.github.bingxstream.testkit.sandbox.FrameFaults.Fate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A BingX spot exchange on one loopback port, for tests and for trying things out.
 *
 * <p>It has one account with all permissions to begin with, whose keys come from the seed, and a market that trades on it
 * if asked to. A test reads the truth from {@link #account()}, makes things happen through it, and breaks the connection
 * with the methods here. All methods may be called from any thread, and take effect before they return. The caller must
 * {@link #close} it.
 *
 * <pre>{@code
 * try (SandboxExchange exchange = SandboxExchange.builder().seed(7).eventsPerSecond(2).start()) {
 *     connectTo(exchange.restUrl(), exchange.wsUrl(), exchange.apiKey(), exchange.secretKey());
 * }
 * }</pre>
 */
public final class SandboxExchange implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    /** Fifteen digits, like the only one on record. */
    private static final long FIRST_UID = 246_500_000_000_001L;

    private final Settings settings;
    private final Switches switches;
    private final Faults faults;
    private final SplittableRandom random;
    private final Listings listings = new Listings();
    private final ApiKeys apiKeys = new ApiKeys();
    private final ListenKeys listenKeys;
    private final LoopbackServer server;
    private final Crew crew;
    private final StreamHub hub;
    private final SpotAccount account;
    private final Market market;
    private final String apiKey;
    private final String secretKey;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<SpotAccount> accounts = new ArrayList<>();
    private Duration queryLag = Duration.ZERO;
    private long nextUid = FIRST_UID;

    SandboxExchange(Settings settings, Switches switches) {
        this.settings = settings;
        this.switches = switches;
        random = new SplittableRandom(settings.seed());
        faults = new Faults(settings.clock());
        listenKeys = new ListenKeys(random.split(), settings.clock(), settings.listenKeyValidity(), switches);
        server = new LoopbackServer(settings.port());
        crew = new Crew("sandbox-" + server.port());
        hub = new StreamHub(settings, switches, faults, listenKeys, crew, random.split());
        account = newAccount();
        market = new Market(account, listings, random.split());
        apiKey = randomKey();
        secretKey = randomKey();
        apiKeys.put(apiKey, new ApiKey(secretKey, account, EnumSet.allOf(Permission.class), true));
        market.endow();
        open();
    }

    /** Where settings are chosen; {@link SandboxBuilder#start} makes the exchange. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end. */
    public String restUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /** {@code ws://127.0.0.1:PORT/market}; the client adds {@code ?listenKey=}. */
    public String wsUrl() {
        return "ws://127.0.0.1:" + server.port() + "/market";
    }

    /** The API key of the first account. */
    public String apiKey() {
        return apiKey;
    }

    /** The secret of the first account; it opens nothing but this sandbox. */
    public String secretKey() {
        return secretKey;
    }

    /** The first account, endowed with about 100,000 USDT worth of every listed asset. */
    public SpotAccount account() {
        return account;
    }

    /** Opens another account, empty, whose key may do only what is named. */
    public synchronized SpotAccount addAccount(String newApiKey, String newSecretKey, Permission... permissions) {
        SpotAccount added = newAccount();
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        granted.addAll(Set.of(permissions));
        apiKeys.put(newApiKey, new ApiKey(newSecretKey, added, granted, true));
        return added;
    }

    /** Gives an API key an IP whitelist on which this machine is not: every call with it is refused with 100419. */
    public void excludeFromWhitelist(String excludedApiKey) {
        apiKeys.excludeLoopback(excludedApiKey);
    }

    /** The reference price, at which market orders trade. */
    public BigDecimal price(String symbol) {
        return listings.price(symbol);
    }

    /** Sets a reference price, and lists the symbol if it was not. Resting orders stay as they are. */
    public void price(String symbol, BigDecimal price) {
        if (price.signum() <= 0) {
            throw new IllegalArgumentException("price must be greater than zero");
        }
        listings.price(symbol, price);
    }

    /** Lets the market act so many times at once, whatever its pace. The same seed makes the same steps. */
    public void stepMarket(int steps) {
        for (int i = 0; i < steps; i++) {
            market.step();
        }
    }

    /** Load of orders alone on the first account, with a seed of its own; nothing happens before it is told to act. */
    public Traffic traffic(long seed) {
        return traffic(seed, 0);
    }

    /** Load that pushes so many deposits with each step of an order: many events, few of which a client has to repair. */
    public Traffic traffic(long seed, int depositsPerStep) {
        return new Traffic(account, listings, crew, seed, depositsPerStep);
    }

    /** Turns a quirk on or off from now. */
    public void turn(Quirk quirk, boolean on) {
        switches.turn(quirk, on);
    }

    /** How many streams are open and not cut. */
    public int connectionCount() {
        return hub.size();
    }

    /**
     * How many subscriptions would hear a push at this moment: two for a client that has both channels, none from the
     * moment on in which its connection is cut.
     */
    public int subscriptionCount() {
        return hub.subscriptions();
    }

    /** Ends the TCP connection of every stream without a close frame: clients see 1006. */
    public void dropConnections() {
        hub.cut(Mark.CONNECTION_DROPPED, Wire::drop);
    }

    /** Resets the TCP connection of every stream. */
    public void resetConnections() {
        hub.cut(Mark.CONNECTION_RESET, Wire::reset);
    }

    /** Closes every stream as RFC 6455 wants it. */
    public void closeConnections(int code, String reason) {
        OutgoingFrame close = OutgoingFrame.close(code, reason);
        hub.cut(Mark.CONNECTION_CLOSED, wire -> wire.send(close));
    }

    /** Lets every listen key die now; their streams stay open and fall silent. */
    public void expireListenKeys() {
        faults.marks().count(Mark.LISTEN_KEY_KILLED, listenKeys.expireAll());
        hub.sweep();
    }

    /** Lets every listen key die now without a word, whatever the quirks; heartbeats go on. */
    public void killListenKeys() {
        faults.marks().count(Mark.LISTEN_KEY_KILLED, listenKeys.killAll());
    }

    /** Sends no heartbeats until {@link #resumeHeartbeats}; pushes go on. */
    public void stopHeartbeats() {
        faults.heartless(true);
    }

    /** Takes {@link #stopHeartbeats} back. */
    public void resumeHeartbeats() {
        faults.heartless(false);
    }

    /** Never sends the next frames, of any kind: what they would have told is true all the same. */
    public void withhold(int frames) {
        withhold(Frames.next(frames));
    }

    /** Never sends these frames: what they would have told is true all the same. */
    public void withhold(Frames frames) {
        faults.frames().order(frames, Fate.WITHHELD, Duration.ZERO);
    }

    /** Sends these frames so that nobody can decompress them. */
    public void corrupt(Frames frames) {
        faults.frames().order(frames, Fate.CORRUPTED, Duration.ZERO);
    }

    /** Sends each of these frames twice in a row. */
    public void duplicate(Frames frames) {
        faults.frames().order(frames, Fate.DUPLICATED, Duration.ZERO);
    }

    /** Sends these frames so much later, while those behind them go ahead. */
    public void delay(Frames frames, Duration time) {
        faults.frames().order(frames, Fate.DELAYED, time);
    }

    /** Leaves coming frames alone, whatever was asked for before. */
    public void leaveFramesAlone() {
        faults.frames().forget();
    }

    /**
     * Answers account queries (balance, orders, fills) from the state of so long ago, but from none older than now: what
     * stands at this moment stays visible. Zero ends the lag.
     */
    public synchronized void lagQueries(Duration lag) {
        if (lag.isNegative()) {
            throw new IllegalArgumentException("lag must not be negative");
        }
        queryLag = lag;
        accounts.forEach(each -> each.lag(lag));
    }

    /** Holds the answers to account queries, made at once and so growing old, until {@link #answerQueries}. */
    public void holdQueries() {
        faults.queries().hold();
    }

    /** Answers account queries with this HTTP status and a page for people until {@link #answerQueries}. */
    public void refuseQueries(int httpStatus) {
        faults.queries().refuse(httpStatus);
    }

    /** Answers account queries with 100410 for so long, as to a client that broke a limit; it tells the end of it. */
    public void banQueries(Duration time) {
        faults.queries().ban(time);
    }

    /** Ends holding, refusing and banning; the answers that were held go out. */
    public void answerQueries() {
        faults.queries().answer();
    }

    /** How often each fault has really happened: a proof that a test met what it is about. Every mark is there. */
    public Map<Mark, Long> marks() {
        return faults.marks().all();
    }

    /** Answers WebSocket handshakes with this HTTP status from now on. */
    public void refuseHandshakes(int httpStatus) {
        switches.handshakeRefusal(OptionalInt.of(httpStatus));
    }

    /** Takes {@link #refuseHandshakes} back. */
    public void acceptHandshakes() {
        switches.handshakeRefusal(OptionalInt.empty());
    }

    /** Sends any text to every stream, compressed like all else: for messages that the sandbox itself never makes. */
    public void broadcast(String text) {
        hub.broadcast(text);
    }

    /** Drops all connections, frees the port and ends all threads; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.close();
            crew.dismiss(CLOSE_PATIENCE);
        }
    }

    /** The URLs, and no secret. */
    @Override
    public String toString() {
        return "SandboxExchange[" + restUrl() + ", " + wsUrl() + "]";
    }

    private void open() {
        RestApi rest = new RestApi(settings, switches, faults.queries(), apiKeys);
        new ListenKeyEndpoints(listenKeys, hub, switches).enter(rest);
        new AccountEndpoints(settings.clock(), switches, faults.marks()).enter(rest);
        new TradeEndpoints(listings).enter(rest);
        hub.open();
        server.open(crew, rest, hub);
        if (settings.eventsPerSecond() > 0) {
            crew.start("market", this::keepTrading);
        }
    }

    private void keepTrading() {
        long pauseNanos = (long) (Duration.ofSeconds(1).toNanos() / settings.eventsPerSecond());
        long next = System.nanoTime() + pauseNanos;
        while (!closed.get()) {
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            market.step();
            next += pauseNanos;
        }
    }

    private SpotAccount newAccount() {
        SpotAccount opened = new SpotAccount(nextUid++, random.split(), settings.clock(), listings, hub);
        opened.lag(queryLag);
        accounts.add(opened);
        return opened;
    }

    private String randomKey() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
