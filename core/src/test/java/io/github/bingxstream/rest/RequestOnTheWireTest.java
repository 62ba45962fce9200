package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.port.HttpTransport.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestOnTheWireTest {

    private static final String LISTEN_KEY_URI = "https://open-api.bingx.com/openApi/user/auth/userDataStream";

    private static final Instant FROM = Instant.ofEpochMilli(1_695_800_000_000L);
    private static final Instant TO = Instant.ofEpochMilli(1_695_899_999_999L);

    @Test
    void worked_request_A_generates_a_listen_key() {
        Bench bench = new Bench();

        var unused = bench.rest.listenKeys().generate();

        assertThat(bench.http.request(0).method()).isEqualTo(Method.POST);
        assertThat(bench.http.uri(0))
                .isEqualTo(LISTEN_KEY_URI + "?timestamp=1700000000000"
                        + "&signature=0e062ac5d695393002a4b6a2e0bacebfb697ba02f24cd63c6a7b09f1d49a708b");
        assertThat(bench.http.request(0).headers()).isEqualTo(Map.of("X-BX-APIKEY", "test-api-key-0001"));
        assertThat(bench.http.request(0).timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void worked_request_C_extends_a_listen_key() {
        Bench bench = new Bench();

        var unused = bench.rest.listenKeys().extend(Bench.LISTEN_KEY);

        assertThat(bench.http.request(0).method()).isEqualTo(Method.PUT);
        assertThat(bench.http.uri(0))
                .isEqualTo(LISTEN_KEY_URI + "?listenKey=" + Bench.LISTEN_KEY.value() + "&timestamp=1700000000000"
                        + "&signature=15131de30db8113b17ae29d31a68bb663b923138f470f641f02b125b7ca6c874");
        assertThat(bench.http.request(0).headers()).isEqualTo(Map.of("X-BX-APIKEY", "test-api-key-0001"));
    }

    @Test
    void a_listen_key_is_deleted_with_the_parameters_of_an_extension() {
        Bench bench = new Bench();

        var unused = bench.rest.listenKeys().delete(Bench.LISTEN_KEY);

        assertThat(bench.http.request(0).method()).isEqualTo(Method.DELETE);
        assertThat(bench.http.uri(0)).startsWith(LISTEN_KEY_URI + "?listenKey=").contains("&signature=15131de3");
    }

    @Test
    void another_receive_window_than_the_exchanges_own_is_sent() {
        Bench bench = new Bench(builder -> builder.receiveWindow(Duration.ofMillis(1500)));

        var unused = bench.rest.listenKeys().generate();

        assertThat(bench.http.uri(0)).contains("?recvWindow=1500&timestamp=1700000000000&signature=");
    }

    @Test
    void a_source_tag_is_sent_when_configured() {
        Bench bench = new Bench(builder -> builder.sourceTag("my-bot/1.0"));

        var unused = bench.rest.account().balances();

        assertThat(bench.http.request(0).headers()).containsEntry("X-SOURCE-KEY", "my-bot/1.0");
    }

    @Test
    void queries_of_the_account_are_sorted_and_signed() {
        Bench bench = new Bench(builder -> builder.hosts(List.of(URI.create("http://localhost:8080/base/"))));
        String base = "http://localhost:8080/base/openApi/spot/v1";

        var unused = List.of(
                bench.rest.account().balances(),
                bench.rest.account().openOrders(),
                bench.rest.account().order(new Symbol("BTC-USDT"), new OrderId("1735924831603391122")),
                bench.rest.account().fills(FROM, TO),
                bench.rest.account().fills(new Symbol("BTC-USDT"), new OrderId("1735924831603391122"), FROM, TO));

        assertThat(bench.http.requests())
                .extracting(request -> request.uri().toString().replaceAll("[0-9a-f]{64}", "…"))
                .containsExactly(
                        base + "/account/balance?timestamp=1700000000000&signature=…",
                        base + "/trade/openOrders?timestamp=1700000000000&signature=…",
                        base + "/trade/query?orderId=1735924831603391122&symbol=BTC-USDT&timestamp=1700000000000"
                                + "&signature=…",
                        base + "/trade/myTrades?endTime=1695899999999&limit=500&startTime=1695800000000"
                                + "&timestamp=1700000000000&signature=…",
                        base + "/trade/myTrades?endTime=1695899999999&limit=500&orderId=1735924831603391122"
                                + "&startTime=1695800000000&symbol=BTC-USDT&timestamp=1700000000000&signature=…");
        assertThat(bench.http.requests()).allMatch(request -> request.method() == Method.GET);
    }

    @Test
    void a_page_of_closed_orders_is_signed_as_it_is_sent() {
        Bench bench = new Bench();

        var unused = bench.rest.account().closedOrders(FROM, TO, 3);

        String parameters =
                "endTime=1695899999999&pageIndex=3&pageSize=100&startTime=1695800000000&timestamp=1700000000000";
        assertThat(bench.http.uri(0))
                .isEqualTo("https://open-api.bingx.com/openApi/spot/v1/trade/historyOrders?" + parameters
                        + "&signature=" + new HmacSigner(Bench.CREDENTIALS).sign(parameters));
        assertThat(bench.http.request(0).headers()).isEqualTo(Map.of("X-BX-APIKEY", "test-api-key-0001"));
    }

    @Test
    void a_symbol_beyond_ascii_is_signed_raw_and_sent_encoded() {
        Bench bench = new Bench();

        var unused = bench.rest.account().order(new Symbol("MØTH-USDT"), new OrderId("7"));

        String signature = new HmacSigner(Bench.CREDENTIALS).sign("orderId=7&symbol=MØTH-USDT&timestamp=1700000000000");
        assertThat(bench.http.uri(0))
                .endsWith("?orderId=7&symbol=M%C3%98TH-USDT&timestamp=1700000000000&signature=" + signature);
    }
}
