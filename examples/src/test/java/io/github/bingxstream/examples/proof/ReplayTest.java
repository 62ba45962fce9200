package io.github.bingxstream.examples.proof;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.corrupt;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.examples.proof.Carrier.Line;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.rest.RequestBudget;
import io.github.bingxstream.testkit.capture.Capture;
import io.github.bingxstream.testkit.capture.Recording;
import io.github.bingxstream.testkit.capture.Replay;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a stream lived through over real sockets, a captured file tells again: the same fills, the same kinds of gaps. The file is kept as
 * what {@code -Dcapture.keep} names: so came the one that the testkit replays.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
class ReplayTest {

    private static final BigDecimal HALF = new BigDecimal("0.01");
    private static final BigDecimal PRICE = new BigDecimal("60000");
    private static final Duration AUDIT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void a_captured_session_tells_again_what_it_told(Carrier carrier) throws Exception {
        Path file = folder.resolve("session.jsonl");
        Transcript told = new Transcript();
        live(carrier, file, told);

        String keep = System.getProperty("capture.keep");
        if (keep != null) {
            Files.copy(file, Path.of(keep), StandardCopyOption.REPLACE_EXISTING);
        }
        Recording recording = Recording.read(file);
        assertThat(recording.isWhole()).isTrue();
        Transcript again = new Transcript();
        replay(recording, again);
        Transcript oncemore = new Transcript();
        replay(recording, oncemore);

        // Who told a fill first, stream or REST, may hang on how late a thread was, which no capture knows.
        assertThat(again.fills()).isEqualTo(told.fills()).hasSize(4);
        assertThat(again.lines())
                .containsSubsequence("opened 1 STARTING", "closed 1 STARTING, repaired 0 fills and 0 orders")
                .anyMatch(line -> line.startsWith("opened") && line.endsWith("UNDECODABLE"))
                .anyMatch(line -> line.startsWith("opened") && line.endsWith("CONNECTION_LOST"))
                .anyMatch(line -> line.contains(" ping "))
                .endsWith("closed");
        assertThat(oncemore.lines()).isEqualTo(again.lines());
    }

    private static void replay(Recording recording, EventSink sink) throws InterruptedException {
        Replay replay = Replay.of(recording);
        try (AccountStream stream = replay.stream().auditEvery(AUDIT).sink(sink).open()) {
            replay.play();
            assertThat(stream.status().gaps()).isEmpty();
        }
    }

    /** A start, a frame that is never sent, one that cannot be read, a reset with a fill behind it, and the end. */
    private static void live(Carrier carrier, Path file, Transcript transcript) throws IOException {
        Bookkeeper books = new Bookkeeper();
        try (SandboxExchange exchange = SandboxExchange.builder().seed(24).start();
                Line line = carrier.open();
                Capture capture = Capture.to(file).begin();
                StreamRuntime runtime = StreamRuntime.builder()
                        .budget(new RequestBudget())
                        .seeds(capture.seeds())
                        .build();
                AccountStream stream = AccountStream.builder()
                        .signer(new HmacSigner(new Credentials(exchange.apiKey(), exchange.secretKey())))
                        .http(capture.http(line.http()))
                        .frames(capture.frames(line.frames()))
                        .restHosts(URI.create(exchange.restUrl()))
                        .webSocket(URI.create(exchange.wsUrl()))
                        .runtime(runtime)
                        .auditEvery(AUDIT)
                        .sink(new Both(books, transcript))
                        .open()) {
            Patience.await(books::isComplete, books::toString);
            SandboxOrder order =
                    exchange.account().placeLimit("BTC-USDT", Side.BUY, HALF.add(HALF), PRICE, "scalping_1");
            exchange.misbehave(withhold(next(1).fillFrames()));
            exchange.account().fill(order.orderId(), HALF);
            exchange.account().fill(order.orderId(), HALF);
            complete(exchange, books);

            exchange.misbehave(corrupt(next(1).fillFrames()));
            SandboxOrder second = exchange.account().placeLimit("ETH-USDT", Side.BUY, HALF, PRICE, "grid_2");
            exchange.account().fill(second.orderId(), HALF);
            complete(exchange, books);

            exchange.misbehave(resetConnections());
            exchange.account().placeMarket("BTC-USDT", Side.SELL, HALF);
            complete(exchange, books);
            assertThat(stream.status().gaps()).isEmpty();
        }
    }

    private static void complete(SandboxExchange exchange, Bookkeeper books) {
        Patience.await(
                () -> books.fills().containsAll(Bookkeeper.truth(exchange.account())) && books.isComplete(),
                books::toString);
    }

    private record Both(EventSink one, EventSink other) implements EventSink {
        @Override
        public void event(AccountEvent event) {
            other.event(event);
            one.event(event);
        }

        @Override
        public void notice(StreamNotice notice) {
            other.notice(notice);
            one.notice(notice);
        }
    }
}
