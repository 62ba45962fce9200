package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.ApiKeys.ApiKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
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
    private long nextUid = FIRST_UID;

    SandboxExchange(Settings settings, Switches switches) {
        this.settings = settings;
        this.switches = switches;
        random = new SplittableRandom(settings.seed());
        listenKeys = new ListenKeys(random.split(), settings.clock(), settings.listenKeyValidity(), switches);
        server = new LoopbackServer(settings.port());
        crew = new Crew("sandbox-" + server.port());
        hub = new StreamHub(settings, switches, listenKeys, crew, random.split());
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

    /** Turns a quirk on or off from now. */
    public void turn(Quirk quirk, boolean on) {
        switches.turn(quirk, on);
    }

    /** How many streams are open and not cut. */
    public int connectionCount() {
        return hub.size();
    }

    /** Ends the TCP connection of every stream without a close frame: clients see 1006. */
    public void dropConnections() {
        hub.forEachWire(Wire::drop);
    }

    /** Resets the TCP connection of every stream. */
    public void resetConnections() {
        hub.forEachWire(Wire::reset);
    }

    /** Closes every stream as RFC 6455 wants it. */
    public void closeConnections(int code, String reason) {
        OutgoingFrame close = OutgoingFrame.close(code, reason);
        hub.forEachWire(wire -> wire.send(close));
    }

    /** Lets every listen key die now; their streams stay open and fall silent. */
    public void expireListenKeys() {
        listenKeys.expireAll();
        hub.sweep();
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
        RestApi rest = new RestApi(settings, switches, apiKeys);
        new ListenKeyEndpoints(listenKeys, hub, switches).enter(rest);
        new AccountEndpoints(settings.clock(), switches).enter(rest);
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
        return new SpotAccount(nextUid++, random.split(), settings.clock(), listings, hub);
    }

    private String randomKey() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
