package io.github.bingxstream.benchmarks.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.adapter.tyrus.TyrusTransport;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.testkit.sandbox.Permission;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads do not grow with accounts: so many accounts, and no more threads than the runtime and the transport have for any number. */
@Timeout(120)
class ThreadsTest {

    private static final int ACCOUNTS = 100;

    private static final Pattern OURS = Pattern.compile("bingx-.*|HttpClient-.*|tyrus-.*|\\[tyrus.*|Grizzly.*");

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @Test
    void eight_threads_are_enough_over_the_jdks_client() throws Exception {
        try (JdkTransport transport = JdkTransport.create();
                SandboxExchange exchange = exchange();
                Streams streams = streams(transport.frames(), transport.http(), exchange)) {
            streams.grow(0, ACCOUNTS);
            assertIdleThreadsAreAtMost(8);
        }
    }

    @Test
    void sixteen_threads_are_enough_over_tyrus() throws Exception {
        try (TyrusTransport transport = TyrusTransport.create();
                SandboxExchange exchange = exchange();
                Streams streams = streams(transport.frames(), transport.http(), exchange)) {
            streams.grow(0, ACCOUNTS);
            assertIdleThreadsAreAtMost(16);
        }
    }

    private static SandboxExchange exchange() {
        SandboxExchange exchange = SandboxExchange.builder()
                .rateLimits(false)
                .socketsMax(2 * ACCOUNTS)
                .start();
        for (int i = 0; i < ACCOUNTS; i++) {
            exchange.addAccount(ExchangeProcess.apiKey(i), ExchangeProcess.secretKey(i), Permission.values());
        }
        return exchange;
    }

    private static Streams streams(FrameTransport frames, HttpTransport http, SandboxExchange exchange) {
        return new Streams(frames, http, URI.create(exchange.restUrl()), URI.create(exchange.wsUrl()));
    }

    /** Threads that were added for a moment, because others were busy, end when they have been idle. */
    private void assertIdleThreadsAreAtMost(int most) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (names().size() > most && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(names()).hasSizeLessThanOrEqualTo(most);
    }

    private List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(thread -> thread.getName().strip())
                .filter(name -> OURS.matcher(name).matches())
                .sorted()
                .toList();
    }
}
