package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import java.net.URI;

/** A program that says when it is told everything, and then which order it is told of. For a process of its own. */
final class StreamsOneOrder {

    static final String COMPLETE = "complete";
    static final String ORDER = "order ";

    private StreamsOneOrder() {}

    /**
     * Ends with the first order, or when it is killed.
     *
     * @param args where requests go, and where the stream is
     */
    public static void main(String[] args) throws InterruptedException {
        System.out.println("java.net.http "
                + (ModuleLayer.boot().findModule("java.net.http").isPresent() ? "is there" : "is absent"));
        Credentials credentials = new Credentials(System.getenv("BINGX_API_KEY"), System.getenv("BINGX_SECRET_KEY"));
        try (TyrusTransport tyrus = TyrusTransport.create();
                AccountStream stream = AccountStream.builder()
                        .signer(new HmacSigner(credentials))
                        .http(tyrus.http())
                        .frames(tyrus.frames())
                        .restHosts(URI.create(args[0]))
                        .webSocket(URI.create(args[1]))
                        .channels(Channel.ORDERS)
                        .sink(new Telling())
                        .open()) {
            stream.awaitClosed();
        }
    }

    private static final class Telling implements EventSink {

        @Override
        public void event(AccountEvent event) {
            if (event instanceof OrderUpdate update) {
                System.out.println(ORDER
                        + update.symbol()
                        + (update.origin().provenance() == Provenance.STREAM ? " streamed" : ""));
            }
        }

        @Override
        public void notice(StreamNotice notice) {
            if (notice instanceof StreamNotice.GapClosed) {
                System.out.println(COMPLETE);
            }
        }
    }
}
