package io.github.bingxstream.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each secret and each id is put wherever it may come up, and is nowhere in the file. */
class CaptureSecrecyTest {

    private static final String HOST = "https://host";

    private final Bench bench = new Bench();
    private final Capture capture = bench.begin();

    @AfterEach
    void close() {
        capture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ApiKeyThatNobodyMayKnow",
                "s3cretKeyOfTheUser9876543210abcdefghijklmnopqrstuvwxyz",
                "0e062ac5d695393002a4b6a2e0bacebfb697ba02f24cd63c6a7b09f1d49a708b",
                "a8ea75681542e66f1a50a1616dd06ed77dab61baa0c296bca03a9b13ee5f2dd7",
                "1812112568701845504",
                "246523679711280",
                "38259147",
                "scalping_bot-17",
                "550e8400-e29b-41d4-a716-446655440000"
            })
    void nothing_that_identifies_is_in_the_file(String planted) throws IOException {
        stream(planted);
        ask(planted);
        resume(planted);
        capture.close();

        assertThat(bench.facts()).hasSizeGreaterThan(60);
        assertThat(bench.troubles).isEmpty();
        assertThat(bench.facts()).noneMatch(Fact.Lost.class::isInstance);
        assertThat(bench.text().lines().filter(line -> contains(line, planted))).isEmpty();
        for (String part :
                List.of(planted.substring(0, planted.length() / 2), planted.substring(planted.length() / 2))) {
            if (part.length() > 6) {
                assertThat(bench.text().lines().filter(line -> contains(line, part)))
                        .isEmpty();
            }
        }
    }

    private static boolean contains(String line, String secret) {
        return line.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT));
    }

    private static List<String> messages(String planted) {
        boolean number = planted.matches("[0-9]+");
        String bare = number ? planted : "\"" + planted + "\"";
        return List.of(
                "{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":{\"e\":\"executionReport\",\"s\":\"BTC-USDT\",\"i\":"
                        + bare + ",\"C\":\"" + planted + "\",\"t\":" + bare + ",\"u\":" + bare + ",\"mu\":\"" + planted
                        + "\",\"U\":\"" + planted + "\",\"X\":\"" + planted + "\",\"N\":\"" + planted + "\",\"q\":"
                        // Eight digits are a quantity.
                        + (planted.length() > 13 ? bare : "0") + ",\"T\":" + bare + ",\"E\":" + bare + "}}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"E\":1,\"a\":{\"m\":\"" + planted + "\",\"B\":[{\"a\":\"" + planted
                        + "\",\"new\":\"" + planted + "\"}]}}",
                "{\"e\":\"listenKeyExpired\",\"listenKey\":\"" + planted + "\"}",
                "{\"e\":\"" + planted + "\",\"new\":{\"newer\":[" + bare + ",[" + bare + "],\"" + planted + "\"]}}",
                "{\"ping\":\"" + planted + "\",\"time\":\"" + planted + "\"}",
                "{\"id\":\"" + planted + "\",\"code\":" + (number ? planted : "1") + ",\"msg\":\"no such thing: "
                        + planted + "!\",\"dataType\":\"" + planted + "\"}",
                "{\"msg\":\"wss://host/market?listenKey=" + planted + "&x=" + planted + "\"}",
                "{\"quoted\":\"{\\\"listenKey\\\":\\\"" + planted + "\\\"}\"}",
                "{\"" + planted + "\":{\"order " + planted + "\":1}}",
                "{\"orders\":[{\"orderId\":" + bare + ",\"clientOrderID\":\"" + planted + "\",\"price\":\""
                        + (planted.length() > 13 ? planted : "0") + "\"}]}",
                "{\"escaped\":\"\\u0020" + planted + "\"}",
                "\"" + planted + "\"",
                "[" + bare + "]",
                planted,
                "garbage " + planted,
                "{\"cut\":\"" + planted,
                "<html>" + planted + "</html>");
    }

    private void stream(String planted) {
        Listener[] heard = new Listener[1];
        Connection connection = capture.frames((endpoint, listener) -> {
                    heard[0] = listener;
                    return bench.frames().open(endpoint, listener);
                })
                .open(URI.create("wss://host/market?listenKey=" + planted), new Bench.Deaf());
        Listener listener = heard[0];
        listener.opened();
        for (String message : messages(planted)) {
            listener.text(message);
            listener.binary(Bench.gzip(message));
            listener.binary(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
            connection.send(message);
        }
        listener.binary(ByteBuffer.wrap(("\u001f\u008b" + planted).getBytes(StandardCharsets.ISO_8859_1)));
        listener.binary(ByteBuffer.wrap(("\u00ff" + planted).getBytes(StandardCharsets.ISO_8859_1)));
        listener.ended(
                new Ending(Cause.CLOSED_BY_PEER, OptionalInt.of(4000), "closed by the peer: 4000 bye " + planted));
    }

    private void ask(String planted) {
        String query = "?clientOrderID=" + planted + "&listenKey=" + planted + "&orderId=" + planted + "&startTime="
                + planted
                + "&symbol=" + planted + "&" + planted.replaceAll("[^A-Za-z0-9]", "") + "=1&timestamp=" + planted
                + "&signature=" + planted;
        for (String body : messages(planted)) {
            answer(
                    new Response(
                            200,
                            Map.of(
                                    "X-Request-Id",
                                    List.of(planted),
                                    "x-ratelimit-requests-remain",
                                    List.of(planted.length() > 13 ? planted : "9")),
                            body),
                    Method.GET,
                    "/openApi/spot/v1/trade/query" + query);
        }
        answer(new Response(200, Map.of(), "{\"listenKey\":\"" + planted + "\"}"), Method.POST, "/" + planted + query);
        bench.answer = CompletableFuture.failedFuture(new IOException("no answer from " + HOST + "/" + query));
        capture.http(bench.http()).send(Bench.request(Method.PUT, HOST + "/openApi" + query));
        bench.answer = CompletableFuture.failedFuture(new IllegalStateException(planted));
        capture.http(bench.http()).send(Bench.request(Method.DELETE, HOST + "/openApi" + query));
    }

    private void answer(Response response, Method method, String path) {
        bench.answer = CompletableFuture.completedFuture(response);
        capture.http(bench.http()).send(Bench.request(method, HOST + path));
    }

    private void resume(String planted) throws IOException {
        Checkpoint checkpoint = new Checkpoint(
                Instant.EPOCH,
                List.of(new OrderMark(
                        new Symbol("BTC-USDT"),
                        new OrderId(planted),
                        OrderStatus.of("NEW"),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        List.of(new TradeId(planted)))));
        CheckpointStore store = new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load() {
                return Optional.of(checkpoint);
            }

            @Override
            public void save(Checkpoint saved) {}
        };
        assertThat(capture.checkpoints(store).load()).contains(checkpoint);
    }
}
