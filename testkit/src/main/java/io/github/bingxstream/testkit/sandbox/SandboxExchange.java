package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.ApiKeys.ApiKey;
import io.github.bingxstream.testkit.sandbox.faults.Fault;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import io.github.bingxstream.testkit.sandbox.faults.OrderedFault;
import io.github.bingxstream.testkit.sandbox.faults.Script;
import io.github.bingxstream.testkit.sandbox.faults.TimedFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A BingX spot exchange on one loopback port, for tests and for trying things out.
 *
 * <p>It has one account with all permissions to begin with, whose keys come from the seed, and a market that trades on it
 * if asked to. A test reads the truth from {@link #account()}, makes things happen through it, and lets it
 * misbehave. All methods may be called from any thread, and take effect before they return. The caller must
 * {@link #close} it.
 *
 * <pre>{@code
 * try (SandboxExchange exchange = SandboxExchange.builder().seed(7).eventsPerSecond(2).start()) {
 *     connectTo(exchange.restUrl(), exchange.wsUrl(), exchange.apiKey(), exchange.secretKey());
 *     exchange.misbehave(withhold(next(3).orderFrames()));
 *     exchange.misbehave(refuse(handshakes()).with(503).during(ofSeconds(10)));
 *     exchange.misbehave(resetConnections());
 * }
 * }</pre>
 */
public final class SandboxExchange implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    /** Fifteen digits, like the only one on record. */
    private static final long FIRST_UID = 246_500_000_000_001L;

    private final Settings settings;
    private final Switches switches;
    private final Marks marks = new Marks();
    private final FaultDesk desk;
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
        listenKeys = new ListenKeys(random.split(), settings.clock(), settings.listenKeyValidity(), switches);
        server = new LoopbackServer(settings.port(), settings.tls());
        crew = new Crew("sandbox-" + server.port());
        desk = new FaultDesk(settings.clock(), crew);
        Dispatch dispatch = new Dispatch(desk, marks, crew);
        hub = new StreamHub(settings, switches, marks, listenKeys, crew, dispatch, random.split());
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

    /** {@code http://127.0.0.1:PORT} without a slash at the end, or {@code https}. */
    public String restUrl() {
        return server.url("http");
    }

    /** {@code ws://127.0.0.1:PORT/market}, or {@code wss}; the client adds {@code ?listenKey=}. */
    public String wsUrl() {
        return server.url("ws") + "/market";
    }

    /** {@code http://127.0.0.1:PORT/sandbox}, or {@code https}: where tests in other languages give their orders. */
    public String adminUrl() {
        return restUrl() + AdminApi.ROOT;
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
        return hub.open().size();
    }

    /**
     * How many subscriptions would hear a push at this moment: two for a client that has both channels, none from the
     * moment on in which its connection is cut.
     */
    public int subscriptionCount() {
        return hub.subscriptions();
    }

    /** Does something wrong from now on, until it has spent itself or is taken back: see {@code Faults} for what. */
    public OrderedFault misbehave(Fault fault) {
        return misbehave(fault.timed());
    }

    /**
     * Does something wrong when its time comes, and as long as it is to last. What begins at once has begun when this
     * returns.
     *
     * @throws IllegalStateException if 1,000 faults wait or go on already
     */
    public OrderedFault misbehave(TimedFault fault) {
        return desk.order(fault);
    }

    /** Does wrong what a script says, in its order; its times count from now. */
    public List<OrderedFault> misbehave(Script script) {
        return script.faults().stream().map(this::misbehave).toList();
    }

    /** Takes all faults back, those that wait and those that go on; what was held back goes out. */
    public void behave() {
        desk.takeBackAll();
    }

    /** The faults that wait or go on, in the order in which they were ordered. */
    public List<OrderedFault> pendingFaults() {
        return desk.pending();
    }

    /** How often each fault has really happened: a proof that a test met what it is about. Every mark is there. */
    public Map<Mark, Long> marks() {
        return marks.all();
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
        desk.open(new Effects(hub, listenKeys, settings.clock(), marks, this::lag));
        Answers answers = new Answers(desk, marks, settings.clock());
        RestApi rest = new RestApi(settings, switches, apiKeys);
        new ListenKeyEndpoints(listenKeys, hub, switches).enter(rest);
        new AccountEndpoints(settings.clock(), switches, marks).enter(rest);
        new TradeEndpoints(listings).enter(rest);
        hub.start();
        server.open(crew, answers, new AdminApi(this), rest, hub);
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

    private synchronized void lag(Duration lag) {
        queryLag = lag;
        accounts.forEach(each -> each.lag(lag));
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
