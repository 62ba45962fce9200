package io.github.bingxstream.examples;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.net.URI;
import java.util.concurrent.Semaphore;

/** How do I test code that listens to an account, without an account, and how it takes the loss of its connection? */
public final class TestAgainstSandbox {

    private TestAgainstSandbox() {}

    /**
     * Places an order on an exchange inside this process, and waits until its fill was told. Then does it again while there is no
     * connection: the stream had no chance to tell, but makes up for it.
     */
    public static void main(String[] args) throws InterruptedException {
        try (SandboxExchange exchange = SandboxExchange.builder().seed(7).start();
                JdkTransport jdk = JdkTransport.create()) {
            Fills fills = new Fills();
            AccountStreamBuilder builder = AccountStream.builder()
                    .signer(new HmacSigner(new Credentials(exchange.apiKey(), exchange.secretKey())))
                    .http(jdk.http())
                    .frames(jdk.frames())
                    .restHosts(URI.create(exchange.restUrl()))
                    .webSocket(URI.create(exchange.wsUrl()))
                    .channels(Channel.ORDERS)
                    .sink(fills);
            try (AccountStream stream = builder.open()) {
                // The first gap is the start. Once it is closed, whatever happens will be told.
                fills.complete.acquire();
                exchange.account().placeMarket("BTC-USDT", Side.BUY, new BigDecimal("0.01"));
                fills.filled.acquire();
                System.out.println("filled while " + stream.state());

                exchange.misbehave(resetConnections());
                exchange.account().placeMarket("BTC-USDT", Side.BUY, new BigDecimal("0.02"));
                fills.filled.acquire();
                fills.complete.acquire();
                System.out.println("filled without a connection, and told all the same");
            }
        }
    }

    /** The code under test would stand here. */
    private static final class Fills implements EventSink {

        private final Semaphore complete = new Semaphore(0);
        private final Semaphore filled = new Semaphore(0);

        @Override
        public void event(AccountEvent event) {
            if (event instanceof OrderUpdate update && update.status().is(OrderStatus.FILLED)) {
                filled.release();
            }
        }

        @Override
        public void notice(StreamNotice notice) {
            if (notice instanceof StreamNotice.GapClosed) {
                complete.release();
            }
        }
    }
}
