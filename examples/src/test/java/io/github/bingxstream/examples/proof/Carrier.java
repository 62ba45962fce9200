package io.github.bingxstream.examples.proof;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.adapter.tyrus.TyrusTransport;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.rest.RequestBudget;
import java.net.URI;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Over which adapter a proof runs. */
enum Carrier {
    JDK {
        @Override
        Line open() {
            JdkTransport jdk = JdkTransport.create();
            return new Line(jdk.http(), jdk.frames(), jdk::close);
        }
    },
    TYRUS {
        @Override
        Line open() {
            TyrusTransport tyrus = TyrusTransport.create();
            return new Line(tyrus.http(), tyrus.frames(), tyrus::close);
        }
    };

    abstract Line open();

    /** Returns its name on the command line. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where an exchange is, and who asks. */
    record Venue(String restUrl, String wsUrl, String apiKey, String secretKey) {}

    /** Both transports of one adapter. */
    record Line(HttpTransport http, FrameTransport frames, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    /**
     * Opens a stream with transports, threads and a request budget of its own, so that no other test's calls count as its.
     *
     * @param options what the proof wants to be otherwise
     */
    Running stream(Venue venue, EventSink sink, UnaryOperator<AccountStreamBuilder> options) {
        Line line = open();
        StreamRuntime runtime =
                StreamRuntime.builder().budget(new RequestBudget()).build();
        AccountStream stream = options.apply(AccountStream.builder()
                        .signer(new HmacSigner(new Credentials(venue.apiKey(), venue.secretKey())))
                        .http(line.http())
                        .frames(line.frames())
                        .restHosts(URI.create(venue.restUrl()))
                        .webSocket(URI.create(venue.wsUrl()))
                        .runtime(runtime)
                        .sink(sink))
                .open();
        return new Running(stream, runtime, line);
    }

    /** A stream and all it runs on. */
    record Running(AccountStream stream, StreamRuntime runtime, Line line) implements AutoCloseable {
        @Override
        public void close() {
            stream.close();
            runtime.close();
            line.close();
        }
    }
}
