package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.RestClient.BALANCE;
import static io.github.bingxstream.testkit.sandbox.RestClient.LISTEN_KEY;
import static io.github.bingxstream.testkit.sandbox.RestClient.ORDER;
import static io.github.bingxstream.testkit.sandbox.RestClient.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestChecksTest {
    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();
    private final RestClient client = RestClient.of(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void a_rightly_signed_call_is_answered() {
        assertThat(client.data("GET", BALANCE).getAsJsonArray("balances")).isNotEmpty();
    }

    @Test
    void an_unknown_api_key_is_100413_on_http_200() {
        HttpResponse<String> response =
                new RestClient(exchange.restUrl(), "nobody", exchange.secretKey()).call("GET", BALANCE);
        assertThat(response.statusCode()).isEqualTo(200);
        assertRefused(response, 100413, "Incorrect apiKey");
    }

    @Test
    void a_missing_signature_is_100412() {
        assertRefused(client.raw("GET", BALANCE + "?timestamp=1"), 100412, "Null signature");
    }

    @Test
    void a_wrong_signature_is_100001() {
        RestClient forger = new RestClient(exchange.restUrl(), exchange.apiKey(), "guess");
        assertRefused(forger.call("GET", BALANCE), 100001, "mismatch");
    }

    @Test
    void a_parameter_changed_after_signing_is_100001() {
        String signature = Signatures.sign(exchange.secretKey(), "timestamp=" + System.currentTimeMillis());
        assertRefused(client.raw("GET", BALANCE + "?timestamp=1&signature=" + signature), 100001, "mismatch");
    }

    @Test
    void a_missing_stale_early_or_malformed_timestamp_is_100421() {
        String bare = Signatures.sign(exchange.secretKey(), "a=b");
        assertRefused(
                client.raw("GET", BALANCE + "?a=b&signature=" + bare), 100421, "Null timestamp or timestamp mismatch");
        long now = System.currentTimeMillis();
        assertRefused(client.call("GET", BALANCE, "timestamp", "" + (now - 60_000)), 100421, "mismatch");
        assertRefused(client.call("GET", BALANCE, "timestamp", "" + (now + 60_000)), 100421, "mismatch");
        assertRefused(client.call("GET", BALANCE, "timestamp", "noon"), 100421, "mismatch");
    }

    @Test
    void a_wider_window_admits_an_older_call() {
        String aged = "" + (System.currentTimeMillis() - 20_000);
        assertRefused(client.call("GET", BALANCE, "timestamp", aged), 100421, "mismatch");
        assertThat(client.json("GET", BALANCE, "recvWindow", "60000", "timestamp", aged)
                        .get("code")
                        .getAsInt())
                .isZero();
    }

    @Test
    void the_clock_of_the_exchange_decides_and_is_told_in_two_units() {
        InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(2));
        try (SandboxExchange skewed = SandboxExchange.builder().clock(ahead).start()) {
            RestClient other = RestClient.of(skewed);
            assertRefused(other.call("GET", BALANCE), 100421, "mismatch");
            long millis = serverTime(other, "/openApi/swap/v2/server/time");
            assertThat(millis).isBetween(System.currentTimeMillis() + 110_000, System.currentTimeMillis() + 130_000);
            assertThat(serverTime(other, "/openApi/spot/v1/server/time"))
                    .isBetween(millis / 1000 - 5, millis / 1000 + 60);
            assertThat(other.json("GET", BALANCE, "timestamp", "" + millis)
                            .get("code")
                            .getAsInt())
                    .isZero();
        }
    }

    @Test
    void a_key_without_permission_is_100004() {
        exchange.addAccount("reader", "s1", Permission.READ);
        exchange.addAccount("trader", "s2", Permission.TRADE);
        RestClient reader = new RestClient(exchange.restUrl(), "reader", "s1");
        RestClient trader = new RestClient(exchange.restUrl(), "trader", "s2");
        assertRefused(trader.call("GET", BALANCE), 100004, "Permission denied");
        assertRefused(trader.call("POST", LISTEN_KEY), 100004, "Permission denied");
        assertRefused(reader.call("POST", ORDER), 100004, "Spot Trading permission");
        assertThat(reader.data("GET", BALANCE).getAsJsonArray("balances")).isEmpty();
    }

    @Test
    void an_address_off_the_whitelist_is_100419() {
        exchange.excludeFromWhitelist(exchange.apiKey());
        assertRefused(client.call("GET", BALANCE), 100419, "127.0.0.1 does not match IP whitelist");
    }

    @Test
    void a_bad_parameter_an_unknown_order_and_an_unknown_path_have_their_codes() {
        assertRefused(client.call("GET", QUERY, "orderId", "1"), 100400, "symbol is required");
        assertRefused(client.call("GET", QUERY, "symbol", "BTC-USDT", "orderId", "x"), 100400, "orderId is invalid");
        assertRefused(client.call("GET", QUERY, "symbol", "BTC-USDT", "orderId", "1"), 100404, "order not exist");
        assertRefused(client.call("GET", "/openApi/spot/v1/nothing"), 100400, "this api is not exist");
    }

    @Test
    void the_third_listen_key_call_within_a_second_is_100410_and_says_when_it_may_come_back() {
        try (SandboxExchange strict = SandboxExchange.builder()
                .rateLimitPenalty(Duration.ofMinutes(5))
                .start()) {
            RestClient hasty = RestClient.of(strict);
            HttpResponse<String> first = hasty.call("POST", LISTEN_KEY);
            assertThat(first.headers().firstValue("X-RateLimit-Requests-Remain"))
                    .hasValue("1");
            assertThat(first.headers().firstValue("X-RateLimit-Requests-Expire"))
                    .isPresent();
            JsonObject refused = null;
            for (int i = 0; i < 20 && refused == null; i++) {
                JsonObject body = hasty.json("POST", LISTEN_KEY);
                refused = body.has("code") ? body : null;
            }
            assertThat(refused).as("twenty calls in a row exceed two a second").isNotNull();
            assertThat(refused.get("code").getAsInt()).isEqualTo(100410);
            Matcher release = Pattern.compile("unblocked after (\\d{13})")
                    .matcher(refused.get("msg").getAsString());
            assertThat(release.find()).isTrue();
            assertThat(Long.parseLong(release.group(1)) - System.currentTimeMillis())
                    .isBetween(200_000L, 300_000L);
            assertThat(hasty.json("GET", BALANCE).get("code").getAsInt())
                    .as("other calls are counted apart")
                    .isZero();
        }
    }

    private static long serverTime(RestClient client, String path) {
        return JsonParser.parseString(client.raw("GET", path).body())
                .getAsJsonObject()
                .getAsJsonObject("data")
                .get("serverTime")
                .getAsLong();
    }

    private static void assertRefused(HttpResponse<String> response, int code, String text) {
        JsonObject body = JsonParser.parseString(response.body()).getAsJsonObject();
        assertThat(body.get("code").getAsInt()).isEqualTo(code);
        assertThat(body.get("msg").getAsString()).contains(text);
        assertThat(body.get("timestamp").getAsLong()).isPositive();
    }
}
