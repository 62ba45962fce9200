package io.github.bingxstream.testkit.listenkey;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.expireListenKeys;

import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.rest.BingxRest;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.transport.PlainHttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/** The SDK's own implementation, over REST against the sandbox. */
class RestListenKeyContractTest extends ListenKeyContract {

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();
    private final TroubledHttp http = new TroubledHttp(new PlainHttpTransport());
    private final Hasty scheduler = new Hasty();
    private final BingxRest rest = BingxRest.builder()
            .signer(new HmacSigner(new Credentials(exchange.apiKey(), exchange.secretKey())))
            .http(http)
            .scheduler(scheduler)
            .ticker(() -> new Moment(scheduler.nanos.get()))
            .hosts(List.of(URI.create(exchange.restUrl())))
            .timeout(Duration.ofSeconds(20))
            .build();

    @Override
    protected ListenKeyApi api() {
        return rest.listenKeys();
    }

    @Override
    protected void expireKeys() {
        exchange.misbehave(expireListenKeys());
    }

    @Override
    protected void trouble(Trouble next) {
        http.trouble(next);
    }

    @AfterEach
    void release() {
        rest.close();
        scheduler.shutdownNow();
        exchange.close();
    }

    /** Does at once what is due later, and lets the time of the request limits jump there: nothing is ever late. */
    private static final class Hasty extends ScheduledThreadPoolExecutor {
        private final AtomicLong nanos = new AtomicLong();

        Hasty() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            long due = nanos.get() + unit.toNanos(delay);
            Runnable jumping = () -> {
                nanos.accumulateAndGet(due, Math::max);
                task.run();
            };
            return super.schedule(jumping, 0, TimeUnit.NANOSECONDS);
        }
    }
}
