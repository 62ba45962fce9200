package io.github.bingxstream.examples.netty;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxFill;
import io.github.bingxstream.testkit.sandbox.SandboxOrder;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account stream over this transport: frames by Netty, requests by the JDK. */
@Timeout(120)
class StreamOverNettyTest {

    private static final BigDecimal PRICE = new BigDecimal("60000");

    @Test
    void orders_come_and_what_is_lost_with_a_connection_is_announced_and_repaired() throws Exception {
        Notebook told = new Notebook();
        try (SandboxExchange exchange = SandboxExchange.builder().seed(4).start();
                JdkTransport http = JdkTransport.create();
                NettyFrameTransport frames = new NettyFrameTransport(
                        TransportSettings.defaults(), new DefaultThreadFactory("bingx-netty", true));
                AccountStream stream = AccountStream.builder()
                        .signer(new HmacSigner(new Credentials(exchange.apiKey(), exchange.secretKey())))
                        .http(http.http())
                        .frames(frames)
                        .restHosts(URI.create(exchange.restUrl()))
                        .webSocket(URI.create(exchange.wsUrl()))
                        .sink(told)
                        .open()) {
            told.await(told::isComplete);
            trade(exchange, "told");
            told.await(() -> told.fills.equals(truth(exchange)));
            assertThat(told.repaired).isEmpty();

            Set<String> before = truth(exchange);
            exchange.misbehave(withhold(next(1).fillFrames()));
            trade(exchange, "lost");
            exchange.misbehave(resetConnections());

            told.await(() -> told.fills.equals(truth(exchange)) && told.isComplete());
            assertThat(exchange.marks())
                    .containsEntry(Mark.FRAME_WITHHELD, 1L)
                    .containsEntry(Mark.CONNECTION_RESET, 1L);
            assertThat(told.gaps).startsWith(GapReason.STARTING).contains(GapReason.CONNECTION_LOST);
            assertThat(told.repaired).hasSize(1).doesNotContainAnyElementsOf(before);
            assertThat(stream.status().gaps()).isEmpty();
        }
    }

    private static void trade(SandboxExchange exchange, String clientOrderId) {
        BigDecimal quantity = new BigDecimal("0.01");
        SandboxOrder order = exchange.account().placeLimit("BTC-USDT", Side.BUY, quantity, PRICE, clientOrderId);
        exchange.account().fill(order.orderId(), quantity);
    }

    private static Set<String> truth(SandboxExchange exchange) {
        Set<String> fills = new HashSet<>();
        for (SandboxFill fill : exchange.account().fills()) {
            fills.add(String.valueOf(fill.orderId()));
        }
        return fills;
    }

    /** Writes down what it is told; waits until it has been told something. */
    private static final class Notebook implements EventSink {

        private final Set<String> fills = new HashSet<>();
        private final Set<String> repaired = new HashSet<>();
        private final List<GapReason> gaps = new ArrayList<>();
        private int gapsClosed;

        @Override
        public synchronized void event(AccountEvent event) {
            if (event instanceof OrderUpdate update && update.fill().isPresent()) {
                fills.add(update.orderId().text());
                if (update.origin().provenance() != Provenance.STREAM) {
                    repaired.add(update.orderId().text());
                }
            }
            notifyAll();
        }

        @Override
        public synchronized void notice(StreamNotice notice) {
            if (notice instanceof StreamNotice.GapOpened gap) {
                gaps.add(gap.reason());
            } else if (notice instanceof StreamNotice.GapClosed) {
                gapsClosed++;
            }
            notifyAll();
        }

        boolean isComplete() {
            return gapsClosed > 0 && gapsClosed == gaps.size();
        }

        /** Ends by the timeout of the test if what is waited for does not come. */
        synchronized void await(BooleanSupplier told) throws InterruptedException {
            while (!told.getAsBoolean()) {
                wait();
            }
        }
    }
}
