package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

/** A client on the JDK's HTTP client alone, signing on its own. */
final class RestClient {
    static final String BALANCE = "/openApi/spot/v1/account/balance";
    static final String LISTEN_KEY = "/openApi/user/auth/userDataStream";
    static final String ORDER = "/openApi/spot/v1/trade/order";
    static final String CANCEL = "/openApi/spot/v1/trade/cancel";
    static final String QUERY = "/openApi/spot/v1/trade/query";
    static final String OPEN_ORDERS = "/openApi/spot/v1/trade/openOrders";
    static final String HISTORY_ORDERS = "/openApi/spot/v1/trade/historyOrders";
    static final String MY_TRADES = "/openApi/spot/v1/trade/myTrades";

    private final HttpClient http;
    private final String url;
    private final String apiKey;
    private final String secretKey;

    RestClient(String url, String apiKey, String secretKey) {
        this(url, apiKey, secretKey, HttpClient.newBuilder());
    }

    private RestClient(String url, String apiKey, String secretKey, HttpClient.Builder http) {
        this.http = http.connectTimeout(Duration.ofSeconds(10)).build();
        this.url = url;
        this.apiKey = apiKey;
        this.secretKey = secretKey;
    }

    static RestClient of(SandboxExchange exchange) {
        return new RestClient(exchange.restUrl(), exchange.apiKey(), exchange.secretKey());
    }

    static RestClient of(SandboxExchange exchange, SSLContext tls) {
        HttpClient.Builder http = HttpClient.newBuilder().sslContext(tls);
        return new RestClient(exchange.restUrl(), exchange.apiKey(), exchange.secretKey(), http);
    }

    /** Parameters in pairs of name and value; the timestamp is now unless given. */
    HttpResponse<String> call(String method, String path, String... parameters) {
        return raw(method, signed(path, parameters));
    }

    /** The path with its query and signature. */
    String signed(String path, String... parameters) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        all.putIfAbsent("timestamp", Long.toString(System.currentTimeMillis()));
        String signed = all.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        String query = all.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return path + "?" + query + "&signature=" + hmac(signed);
    }

    JsonObject json(String method, String path, String... parameters) {
        return JsonParser.parseString(call(method, path, parameters).body()).getAsJsonObject();
    }

    JsonObject data(String method, String path, String... parameters) {
        JsonObject body = json(method, path, parameters);
        if (body.get("code").getAsInt() != 0) {
            throw new AssertionError(body.toString());
        }
        return body.getAsJsonObject("data");
    }

    /** An unsigned call of exactly this path and query. */
    HttpResponse<String> raw(String method, String pathAndQuery) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("X-BX-APIKEY", apiKey)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    long serverTime() {
        return JsonParser.parseString(raw("GET", "/openApi/swap/v2/server/time").body())
                .getAsJsonObject()
                .getAsJsonObject("data")
                .get("serverTime")
                .getAsLong();
    }

    /** By the clock of the exchange, whatever it shows. */
    String listenKey() {
        return json("POST", LISTEN_KEY, "timestamp", Long.toString(serverTime()))
                .get("listenKey")
                .getAsString();
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
