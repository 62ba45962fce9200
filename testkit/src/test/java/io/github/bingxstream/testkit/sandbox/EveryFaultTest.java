package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.FaultKind;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import io.github.bingxstream.testkit.sandbox.faults.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of fault can be ordered in each of the three ways, and is counted once it has happened. */
@Timeout(60)
class EveryFaultTest {

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void a_fault_happens_when_java_says_it(FaultKind kind) throws IOException {
        try (Trial trial = new Trial()) {
            trial.exchange.misbehave(FaultSample.of(kind).fault());
            trial.awaits(kind.mark());
        }
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void a_script_says_the_same(FaultKind kind) {
        FaultSample sample = FaultSample.of(kind);
        assertThat(Script.parse(sample.line()).faults())
                .containsExactly(sample.fault().timed());
        assertThat(sample.fault()).hasToString(sample.line());
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void a_fault_happens_when_the_admin_path_is_told(FaultKind kind) throws IOException {
        try (Trial trial = new Trial()) {
            assertThat(AdminClient.of(trial.exchange)
                            .ok("POST", "/faults", FaultSample.of(kind).line())
                            .toString())
                    .contains(FaultSample.of(kind).line());
            trial.awaits(kind.mark());
        }
    }

    @Test
    void every_mark_belongs_to_one_kind_but_for_the_one_of_a_quirk() {
        Set<Mark> marks = Arrays.stream(FaultKind.values()).map(FaultKind::mark).collect(Collectors.toSet());
        assertThat(marks).hasSameSizeAs(FaultKind.values());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(marks))).containsExactly(Mark.FRAME_SPLIT);
    }

    /** An exchange with one stream of bytes on it, on which something of everything happens. */
    private static final class Trial implements AutoCloseable {
        private static final long PATIENCE_NANOS = 20_000_000_000L;

        private final SandboxExchange exchange =
                SandboxExchange.builder().rateLimits(false).start();
        private final RawStream stream;

        Trial() throws IOException {
            stream = new RawStream(exchange, RestClient.of(exchange).listenKey());
            stream.head();
            stream.frame(0x81, StreamClient.subscribe("o", StreamClient.ORDERS).getBytes(StandardCharsets.UTF_8));
            stream.next();
        }

        void awaits(Mark mark) throws IOException {
            exchange.account().placeLimit("BTC-USDT", Side.BUY, BigDecimal.ONE, BigDecimal.TEN);
            ask();
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (exchange.marks().get(mark) == 0) {
                assertThat(System.nanoTime()).as("no %s", mark).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }

        /** A query of which nobody awaits the answer, which may never come. */
        private void ask() throws IOException {
            String path = RestClient.of(exchange).signed(RestClient.OPEN_ORDERS);
            URI url = URI.create(exchange.restUrl());
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nX-BX-APIKEY: " + exchange.apiKey() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                awaitCounted(socket);
            }
        }

        /** The request was read once it has begun to be answered, or when it is held or its connection has ended. */
        private void awaitCounted(Socket socket) throws IOException {
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            while (exchange.marks().get(Mark.ANSWER_HELD) == 0 && in.available() == 0) {
                if (exchange.marks().get(Mark.CALL_DROPPED) + exchange.marks().get(Mark.CALL_RESET) > 0) {
                    return;
                }
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
            exchange.close();
        }
    }
}
