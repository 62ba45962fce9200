package io.github.bingxstream.examples;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import java.util.HashSet;
import java.util.Set;

/** How do I stream my orders? */
public final class StreamOrders {

    private StreamOrders() {}

    /** Streams until the exchange refuses for good, or the process is stopped. */
    public static void main(String[] args) throws InterruptedException {
        Credentials credentials = new Credentials(System.getenv("BINGX_API_KEY"), System.getenv("BINGX_SECRET_KEY"));
        try (JdkTransport jdk = JdkTransport.create();
                AccountStream stream = AccountStream.builder()
                        .signer(new HmacSigner(credentials))
                        .http(jdk.http())
                        .frames(jdk.frames())
                        .sink(new PrintingSink())
                        .open()) {
            stream.awaitClosed();
        }
    }

    /** Prints orders, and marks those that come while something may be missing. */
    private static final class PrintingSink implements EventSink {

        private final Set<Long> gaps = new HashSet<>();

        @Override
        public void event(AccountEvent event) {
            if (event instanceof OrderUpdate update) {
                System.out.println(update.symbol() + " " + update.status() + " " + update.cumulativeFilledQuantity()
                        + (gaps.isEmpty() ? "" : " (more may have happened)"));
            }
        }

        @Override
        public void notice(StreamNotice notice) {
            System.out.println(notice);
            if (notice instanceof StreamNotice.GapOpened gap) {
                gaps.add(gap.gap());
            } else if (notice instanceof StreamNotice.GapClosed gap) {
                gaps.remove(gap.gap());
            }
        }
    }
}
