package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.cut;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sandbox behind TLS. */
@Timeout(60)
class TlsTest {
    private static SandboxExchange exchange;
    private static SSLContext client;

    @BeforeAll
    static void open() {
        TestCertificates certificates = TestCertificates.ofThisJvm();
        client = TlsTrust.of(certificates.authorities());
        exchange = SandboxExchange.builder()
                .tls(certificates.server(ServerCertificate.GOOD))
                .rateLimits(false)
                .start();
    }

    @AfterAll
    static void close() {
        exchange.close();
    }

    @Test
    void rest_and_stream_work_for_those_who_trust_the_certificate() {
        assertThat(exchange.restUrl()).startsWith("https://127.0.0.1:");
        assertThat(exchange.adminUrl()).startsWith("https://127.0.0.1:");
        assertThat(exchange.wsUrl()).startsWith("wss://127.0.0.1:").endsWith("/market");
        RestClient rest = RestClient.of(exchange, client);
        try (StreamClient stream = StreamClient.connect(exchange, rest.listenKey(), client)) {
            stream.send(StreamClient.subscribe("o", StreamClient.BALANCES));
            stream.await(message -> message.toString().contains("INIT"));
            exchange.account().deposit("USDT", BigDecimal.ONE);
            assertThat(stream.drain()).hasSize(1);
        }
    }

    @Test
    void those_who_do_not_trust_it_get_no_further() {
        RestClient trusting = RestClient.of(exchange);
        assertThatThrownBy(trusting::serverTime).hasRootCauseInstanceOf(GeneralSecurityException.class);
        assertThat(RestClient.of(exchange, client).serverTime()).isPositive();
    }

    @Test
    void a_dropped_connection_ends_in_order_down_to_tls() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any", client)) {
            raw.head();
            exchange.broadcast("{}");
            raw.next();
            exchange.misbehave(dropConnections());
            assertThat(raw.untilEnd()).isEmpty();
        }
    }

    @Test
    void a_reset_is_a_reset_of_tcp() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any", client)) {
            raw.head();
            exchange.broadcast("{}");
            raw.next();
            exchange.misbehave(resetConnections());
            assertThatThrownBy(raw::untilEnd)
                    .satisfies(end -> assertThat(end)
                            .isInstanceOfAny(SocketException.class, SSLException.class)
                            .hasMessageContaining("reset"));
        }
    }

    @Test
    void an_answer_can_be_cut_behind_tls() {
        exchange.misbehave(cut(next(1).timeCalls()));
        RestClient rest = RestClient.of(exchange, client);
        assertThatThrownBy(rest::serverTime).hasRootCauseInstanceOf(IOException.class);
        assertThat(rest.serverTime()).isPositive();
    }

    @Test
    void a_client_that_speaks_no_tls_is_let_go_and_harms_nobody() throws IOException {
        try (RawStream plain = new RawStream(exchange, "any")) {
            assertThatThrownBy(() -> {
                        plain.write("hello".getBytes(StandardCharsets.US_ASCII));
                        plain.head();
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(RestClient.of(exchange, client).serverTime()).isPositive();
    }
}
