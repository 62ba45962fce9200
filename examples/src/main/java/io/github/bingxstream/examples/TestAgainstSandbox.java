package io.github.bingxstream.examples;

import io.github.bingxstream.AccountStream;
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
import java.util.concurrent.CountDownLatch;

/** How do I test code that listens to an account, without an account? */
public final class TestAgainstSandbox {

    private TestAgainstSandbox() {}

    /** Places an order on an exchange inside this process, and waits until the stream has told of its fill. */
    public static void main(String[] args) throws InterruptedException {
        try (SandboxExchange exchange = SandboxExchange.builder().seed(7).start();
                JdkTransport jdk = JdkTransport.create()) {
            Fills fills = new Fills();
            AccountStream.Builder builder = AccountStream.builder()
                    .signer(new HmacSigner(new Credentials(exchange.apiKey(), exchange.secretKey())))
                    .http(jdk.http())
                    .frames(jdk.frames())
                    .restHosts(URI.create(exchange.restUrl()))
                    .webSocket(URI.create(exchange.wsUrl()))
                    .channels(Channel.ORDERS)
                    .sink(fills);
            try (AccountStream stream = builder.open()) {
                fills.subscribed.await();
                exchange.account().placeMarket("BTC-USDT", Side.BUY, new BigDecimal("0.01"));
                fills.filled.await();
                System.out.println("filled while " + stream.state());
            }
        }
    }

    /** The code under test would stand here. */
    private static final class Fills implements EventSink {

        private final CountDownLatch subscribed = new CountDownLatch(1);
        private final CountDownLatch filled = new CountDownLatch(1);

        @Override
        public void event(AccountEvent event) {
            if (event instanceof OrderUpdate update && update.status().is(OrderStatus.FILLED)) {
                filled.countDown();
            }
        }

        @Override
        public void notice(StreamNotice notice) {
            if (notice instanceof StreamNotice.Subscribed) {
                subscribed.countDown();
            }
        }
    }
}
