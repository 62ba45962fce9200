package io.github.bingxstream.benchmarks.accounts;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An exchange of accounts that do not trade, in virtual time. It counts what reaches it, lets listen keys die, and is gone when told.
 * Groups are named as in the exchange's documents.
 */
final class VirtualExchange implements HttpTransport, FrameTransport {

    static final String LISTEN_KEYS = "listen keys";
    static final String BALANCES = "balances";
    static final String ORDERS = "orders";
    static final String FILLS = "fills";
    static final String CONNECTS = "handshakes";

    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration RELEASE = Duration.ofMinutes(10);
    private static final Duration KEY_VALIDITY = Duration.ofMinutes(60);

    private final VirtualTime time;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Set<Line> lines = new LinkedHashSet<>();
    private final Map<String, Instant> keysValidUntil = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private Rates rates = new Rates();
    private String limited = "";
    private boolean gone;
    private long keys;
    private long expired;

    VirtualExchange(VirtualTime time) {
        this.time = time;
    }

    Rates rates() {
        return rates;
    }

    void countAnew() {
        rates = new Rates();
    }

    int connections() {
        return (int) lines.stream().filter(line -> line.open).count();
    }

    /** How many calls or handshakes named a key that had died. */
    long expired() {
        return expired;
    }

    /** Cuts all connections, and answers nobody until it is back. */
    void vanish() {
        gone = true;
        for (Line line : List.copyOf(lines)) {
            line.end(Cause.LOST);
        }
    }

    void comesBack() {
        gone = false;
    }

    /** Refuses an API key's questions about orders from now on, each for another ten minutes. */
    void limit(String apiKey) {
        limited = apiKey;
    }

    /** Lets the listen keys of an API key die; who is connected with one is told. */
    void revoke(String apiKey) {
        for (Line line : List.copyOf(lines)) {
            if (apiKey.equals(holders.get(line.key))) {
                keysValidUntil.remove(line.key);
                line.listener.text("{\"e\":\"listenKeyExpired\",\"E\":1,\"listenKey\":\"" + line.key + "\"}");
            }
        }
    }

    /** One connection brings so many messages at one moment. */
    void flood(int messages) {
        Line first = lines.iterator().next();
        for (int i = 0; i < messages; i++) {
            first.listener.text("{\"e\":\"news\",\"E\":" + i + "}");
        }
    }

    /** Every connection brings one message. */
    void tellAll() {
        List.copyOf(lines).forEach(line -> line.listener.text("{\"e\":\"news\",\"E\":0}"));
    }

    /** A call takes between 20 and 80 ms each way. */
    private Duration way() {
        return Duration.ofMillis(20 + random.nextInt(60));
    }

    // REST.

    @Override
    public CompletionStage<Response> send(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        time.later(way(), () -> {
            if (gone) {
                answer.completeExceptionally(new IOException("no route to the exchange"));
            } else {
                Response response = answer(request);
                time.later(way(), () -> answer.complete(response));
            }
        });
        return answer;
    }

    private Response answer(Request request) {
        String path = request.uri().getPath();
        String what = path.substring(path.lastIndexOf('/') + 1);
        rates.count(groupOf(what), apiKeyIn(request), time.elapsed().toNanos());
        if (groupOf(what).equals(ORDERS) && apiKeyIn(request).equals(limited)) {
            long release = time.instant().plus(RELEASE).toEpochMilli();
            return new Response(200, Map.of(), "{\"code\":100410,\"msg\":\"will be unblocked after " + release + "\"}");
        }
        return new Response(
                200,
                Map.of(),
                switch (what) {
                    case "userDataStream" -> ofListenKey(request);
                    case "balance" -> "{\"code\":0,\"data\":{\"balances\":[]}}";
                    case "myTrades" -> "{\"code\":0,\"data\":{\"fills\":[]}}";
                    default -> "{\"code\":0,\"data\":{\"orders\":[]}}";
                });
    }

    private static String apiKeyIn(Request request) {
        return request.headers().getOrDefault("X-BX-APIKEY", "");
    }

    private static String groupOf(String what) {
        return switch (what) {
            case "userDataStream" -> LISTEN_KEYS;
            case "balance" -> BALANCES;
            case "myTrades" -> FILLS;
            default -> ORDERS;
        };
    }

    private String ofListenKey(Request request) {
        if (request.method() == Method.POST) {
            keys++;
            String key = "virtual-key-" + keys;
            keysValidUntil.put(key, time.instant().plus(KEY_VALIDITY));
            holders.put(key, apiKeyIn(request));
            return "{\"listenKey\":\"" + key + "\"}";
        }
        String key = listenKeyIn(request.uri());
        if (isAlive(key)) {
            keysValidUntil.put(key, time.instant().plus(KEY_VALIDITY));
        }
        return "";
    }

    private boolean isAlive(String key) {
        boolean alive = time.instant().isBefore(keysValidUntil.getOrDefault(key, Instant.MIN));
        expired += alive ? 0 : 1;
        return alive;
    }

    private static String listenKeyIn(URI uri) {
        return uri.getQuery().replaceAll(".*listenKey=([^&]*).*", "$1");
    }

    // Streams.

    @Override
    public Connection open(URI endpoint, Listener listener) {
        Line line = new Line(listener, listenKeyIn(endpoint));
        time.later(way(), () -> {
            if (gone) {
                line.end(Cause.UNREACHABLE);
            } else {
                rates.count(CONNECTS, "", time.elapsed().toNanos());
                boolean unused = isAlive(line.key);
                time.later(way(), line::opens);
            }
        });
        return line;
    }

    private final class Line implements Connection {
        private final Listener listener;
        private final String key;
        private final List<String> ids = new ArrayList<>();
        private boolean open;
        private boolean over;

        Line(Listener listener, String key) {
            this.listener = listener;
            this.key = key;
        }

        void opens() {
            if (gone) {
                end(Cause.LOST);
            } else if (!over) {
                open = true;
                lines.add(this);
                listener.opened();
                time.later(Duration.ofMillis(random.nextLong(HEARTBEAT.toMillis())), this::beats);
            }
        }

        private void beats() {
            if (!over) {
                listener.text("Ping");
                time.later(HEARTBEAT, this::beats);
            }
        }

        @Override
        public void send(String text) {
            if (text.contains("\"id\"")) {
                ids.add(text.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"));
                time.later(way().plus(way()), this::acknowledges);
            }
        }

        private void acknowledges() {
            if (!over) {
                listener.text("{\"code\":0,\"id\":\"" + ids.remove(0) + "\",\"msg\":\"SUCCESS\"}");
            }
        }

        @Override
        public void close() {
            time.execute(() -> end(Cause.CLOSED_BY_US));
        }

        void end(Cause cause) {
            if (!over) {
                over = true;
                lines.remove(this);
                listener.ended(new Ending(cause, OptionalInt.empty(), "the exchange has vanished"));
            }
        }
    }
}
