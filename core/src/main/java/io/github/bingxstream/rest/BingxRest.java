package io.github.bingxstream.rest;

import io.github.bingxstream.port.AccountApi;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.port.Signer;
import io.github.bingxstream.port.Ticker;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The exchange's REST interface in the name of one API key: {@link #listenKeys()} and {@link #account()}.
 *
 * <p>A call waits for its turn in the {@link RequestBudget} (a minute at most, or it is refused with the treatment
 * {@code BACK_OFF} and never sent), is signed with the exchange's time, and goes to the first host. Only when no answer
 * comes at all does it go to the next host, signed anew; an answer, whatever it says, is final. The one exception is code
 * 100421 (the clocks disagree): then the exchange is asked for its time, and the call is made once more. With two hosts that
 * is five requests at the very most, each after at most a minute's wait and within its timeout.
 *
 * <p>Nothing blocks, and there is no thread but the caller's, the transport's and the scheduler's. Stages complete on any of
 * them; what hangs on them must be short. Every call ends with an {@code Outcome}, never with an exception; no outcome shows
 * API key, signature or listen key. All methods may be called by several threads at once. {@link #close()} it when done,
 * and before its scheduler is shut down: tasks that a scheduler drops would leave their calls waiting.
 */
public final class BingxRest implements AutoCloseable {

    private final RestClient client;
    private final ServerClock clock;
    private final ListenKeyApi listenKeys;
    private final AccountApi account;
    private final String description;

    private BingxRest(RestSettings settings) {
        this.clock = settings.clock();
        this.client = new RestClient(settings);
        this.listenKeys = new ListenKeyCalls(client);
        this.account = new AccountCalls(client);
        this.description = "BingxRest" + settings.hosts();
    }

    /** Starts a configuration; signer, HTTP transport and scheduler are the caller's to give, all else has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the calls on listen keys. */
    public ListenKeyApi listenKeys() {
        return listenKeys;
    }

    /** Returns the queries of the account. */
    public AccountApi account() {
        return account;
    }

    /**
     * Returns the exchange's clock minus ours; zero until the exchange first complained about a timestamp. Half a round trip
     * is its error at most.
     */
    public Duration clockOffset() {
        return clock.offset();
    }

    /**
     * Ends all calls under way, and at once all that come later, with the failure {@code LOCAL}. Requests already sent may
     * still take effect. Neither transport nor scheduler is closed. Closing again does nothing.
     */
    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return description;
    }

    /** What a {@link BingxRest} is made of. Not safe for use by several threads. */
    public static final class Builder {

        /**
         * The primary and the fallback of the official clients. A third, {@code open-api.bingx.io}, is capped at 60 calls a
         * minute and meant for outages of the primary, so that it is left out.
         */
        private static final List<URI> HOSTS_DEFAULT =
                List.of(URI.create("https://open-api.bingx.com"), URI.create("https://open-api.bingx.pro"));

        /** As long as the official clients wait before they switch hosts. */
        private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);

        private @Nullable Signer signer;
        private @Nullable HttpTransport http;
        private @Nullable ScheduledExecutorService scheduler;
        private List<URI> hosts = HOSTS_DEFAULT;
        private InstantSource clock = InstantSource.system();
        private Ticker ticker = Ticker.system();
        private RequestBudget budget = new RequestBudget();
        private Duration receiveWindow = RestSettings.RECEIVE_WINDOW_DEFAULT;
        private Duration timeout = TIMEOUT_DEFAULT;
        private Optional<String> sourceTag = Optional.empty();

        private Builder() {}

        /** Required: signs in the name of the API key. */
        public Builder signer(Signer signer) {
            this.signer = Objects.requireNonNull(signer, "signer");
            return this;
        }

        /** Required: carries the requests. */
        public Builder http(HttpTransport http) {
            this.http = Objects.requireNonNull(http, "http");
            return this;
        }

        /**
         * Required: delays calls until their turn comes, and does nothing else. One thread is enough for a process. It stays
         * the caller's, who shuts it down after closing this.
         */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Base URIs in the order in which they are tried. Default: {@code https://open-api.bingx.com}, then
         * {@code https://open-api.bingx.pro}, the official primary and its fallback. Hosts given here replace both, so that
         * one host has no fallback. They must belong to one environment: a listen key of the simulated one opens a live
         * socket that stays silent.
         *
         * @throws IllegalArgumentException if there is none, or one is not {@code http(s)://host[:port][/path]}
         */
        public Builder hosts(List<URI> hosts) {
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException(
                        "there are no hosts: give at least one, such as " + HOSTS_DEFAULT.get(0));
            }
            List<URI> bases = new ArrayList<>();
            for (URI host : hosts) {
                bases.add(BaseUri.require(host));
            }
            this.hosts = List.copyOf(bases);
            return this;
        }

        /** Our wall clock, which timestamps are made from. Default: the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Our monotonic clock, which waits are measured with. Default: the platform's. */
        public Builder ticker(Ticker ticker) {
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            return this;
        }

        /**
         * The request limits. Default: one of its own, which is right only while this is the process's only
         * {@link BingxRest}; the exchange counts all of them together.
         */
        public Builder budget(RequestBudget budget) {
            this.budget = Objects.requireNonNull(budget, "budget");
            return this;
        }

        /**
         * How old a request may be when it reaches the exchange. Default: 5 s, which is the exchange's own default and its
         * smallest documented maximum. A shorter one protects better against replays and needs better clocks.
         *
         * @throws IllegalArgumentException unless it is from 1 ms to 5 s
         */
        public Builder receiveWindow(Duration receiveWindow) {
            if (receiveWindow.toMillis() < 1 || receiveWindow.compareTo(RestSettings.RECEIVE_WINDOW_DEFAULT) > 0) {
                throw new IllegalArgumentException(
                        "the receive window is " + receiveWindow + ": give 1 ms to 5 s, the exchange's maximum");
            }
            this.receiveWindow = receiveWindow;
            return this;
        }

        /**
         * How long one attempt may take, from connecting to the last byte. Default: 10 s, after which the official clients
         * try the next host.
         *
         * @throws IllegalArgumentException unless it is from 1 ms to 5 minutes
         */
        public Builder timeout(Duration timeout) {
            if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException("the timeout is " + timeout + ": give 1 ms to 5 minutes");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Tells the exchange which software is calling, in the header {@code X-SOURCE-KEY}. Default: not sent, for nothing
         * depends on it.
         *
         * @throws IllegalArgumentException unless it is 1 to 64 characters of printable ASCII without spaces
         */
        public Builder sourceTag(String sourceTag) {
            if (!sourceTag.matches("[\\x21-\\x7e]{1,64}")) {
                throw new IllegalArgumentException(
                        "the source tag is not 1 to 64 characters of printable ASCII without spaces: it travels in a header");
            }
            this.sourceTag = Optional.of(sourceTag);
            return this;
        }

        /**
         * Makes it; nothing is sent yet. The caller owes it a {@link BingxRest#close()}.
         *
         * @throws IllegalStateException if signer, HTTP transport or scheduler is missing
         */
        public BingxRest build() {
            return new BingxRest(new RestSettings(
                    required("signer", signer),
                    required("http", http),
                    hosts,
                    new ServerClock(clock),
                    ticker,
                    required("scheduler", scheduler),
                    budget,
                    receiveWindow,
                    timeout,
                    sourceTag));
        }

        private static <T> T required(String what, @Nullable T given) {
            if (given == null) {
                throw new IllegalStateException("there is no " + what + ": call " + what + "(…) before build()");
            }
            return given;
        }
    }
}
