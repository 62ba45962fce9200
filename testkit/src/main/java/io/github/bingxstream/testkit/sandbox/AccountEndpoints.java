package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an account can be asked: balances, orders, fills. */
final class AccountEndpoints {
    /** Orders are found by client id for about two hours only. */
    private static final Duration CLIENT_ID_LIFE = Duration.ofHours(2);

    private static final int OPEN_ORDERS_MAX = 2000;
    private static final int HISTORY_PAGE_MAX = 100;
    private static final int HISTORY_DEPTH_MAX = 10_000;
    private static final int FILLS_DEFAULT = 500;
    private static final int FILLS_MAX = 1000;
    private static final Set<String> CLOSED_STATUSES = Set.of("FILLED", "CANCELED", "FAILED");

    private final InstantSource clock;
    private final Switches switches;
    private final Marks marks;

    AccountEndpoints(InstantSource clock, Switches switches, Marks marks) {
        this.clock = clock;
        this.marks = marks;
        this.switches = switches;
    }

    void enter(RestApi api) {
        String trade = "/openApi/spot/v1/trade/";
        api.add("GET", "/openApi/spot/v1/account/balance", Permission.READ, RequestLimit.BALANCE, this::balances);
        api.add("GET", trade + "query", Permission.READ, RequestLimit.QUERY, this::query);
        api.add("GET", trade + "openOrders", Permission.READ, RequestLimit.OPEN_ORDERS, this::openOrders);
        api.add("GET", trade + "historyOrders", Permission.READ, RequestLimit.HISTORY_ORDERS, this::historyOrders);
        api.add("GET", trade + "myTrades", Permission.READ, RequestLimit.MY_TRADES, this::myTrades);
    }

    private HttpResponse balances(RestApi.Call call) {
        return success(RestBodies.balances(read(call, AccountView::balanceList)));
    }

    private HttpResponse query(RestApi.Call call) {
        String symbol = call.parameters().required("symbol");
        Optional<SandboxOrder> found = call.parameters()
                .number("orderId")
                .map(orderId -> read(call, account -> account.order(orderId)))
                .orElseGet(() -> byClientId(call))
                .filter(order -> order.symbol().equals(symbol));
        return success(RestBodies.queried(found.orElseThrow(Refusals::noSuchOrder)));
    }

    private Optional<SandboxOrder> byClientId(RestApi.Call call) {
        Instant oldest = clock.instant().minus(CLIENT_ID_LIFE);
        String clientOrderId = call.parameters().required("clientOrderID");
        return read(call, account -> account.order(clientOrderId))
                .filter(order -> order.createdAt().isAfter(oldest));
    }

    private HttpResponse openOrders(RestApi.Call call) {
        Optional<String> symbol = call.parameters().text("symbol");
        Stream<JsonElement> orders = read(call, AccountView::openOrders).stream()
                .filter(order -> matches(symbol, order.symbol()))
                .limit(OPEN_ORDERS_MAX)
                .map(RestBodies::listed);
        return success(RestBodies.single("orders", array(orders)));
    }

    /** Closed orders, ascending by id. Times are compared with the creation, which is the column called {@code time}. */
    private HttpResponse historyOrders(RestApi.Call call) {
        Parameters parameters = call.parameters();
        long page = parameters.number("pageIndex").orElse(1L);
        long size = parameters.number("pageSize").orElse((long) HISTORY_PAGE_MAX);
        if (page < 1 || size < 1 || size > HISTORY_PAGE_MAX || page > HISTORY_DEPTH_MAX / size) {
            throw Parameters.invalid("pageIndex");
        }
        Optional<String> status = parameters.text("status");
        if (status.isPresent() && !CLOSED_STATUSES.contains(status.get())) {
            throw Parameters.invalid("status");
        }
        Optional<String> symbol = parameters.text("symbol");
        Optional<String> type = parameters.text("type");
        long from = parameters.number("orderId").orElse(0L);
        Span span = Span.of(parameters);
        Stream<JsonElement> orders = read(call, AccountView::closedOrders).stream()
                .filter(order -> matches(symbol, order.symbol()))
                .filter(order -> matches(type, order.type().name()))
                .filter(order -> matches(status, order.status().name()))
                .filter(order -> order.orderId() >= from)
                .filter(order -> span.holds(order.createdAt()))
                .skip((page - 1) * size)
                .limit(size)
                .map(RestBodies::historical);
        return success(RestBodies.single("orders", array(orders)));
    }

    /** Ascending by time and id; a capped page holds the oldest of the range, and 1001 is silently 1000. */
    private HttpResponse myTrades(RestApi.Call call) {
        Parameters parameters = call.parameters();
        long limit = parameters.number("limit").orElse((long) FILLS_DEFAULT);
        if (limit < 1) {
            throw Parameters.invalid("limit");
        }
        Optional<String> symbol = parameters.text("symbol");
        Optional<Long> orderId = parameters.number("orderId");
        long fromId = parameters.number("fromId").orElse(0L);
        Span span = Span.of(parameters);
        boolean exact = switches.isOn(Quirk.EXACT_REST_DECIMALS);
        Stream<JsonElement> fills = read(call, AccountView::fills).stream()
                .filter(fill -> matches(symbol, fill.symbol()))
                .filter(fill -> orderId.isEmpty() || orderId.get().longValue() == fill.orderId())
                .filter(fill -> fill.tradeId() >= fromId)
                .filter(fill -> span.holds(fill.at()))
                .sorted(Comparator.comparing(SandboxFill::at).thenComparing(SandboxFill::tradeId))
                .limit(Math.min(limit, FILLS_MAX))
                .map(fill -> RestBodies.fill(fill, exact));
        return success(RestBodies.single("fills", array(fills)));
    }

    /** Of the truth, or of what a lag shows of it. */
    private <T> T read(RestApi.Call call, Function<AccountView, T> what) {
        return call.account().read(what, marks);
    }

    /** Both ends included. */
    private record Span(long startMillis, long endMillis) {
        static Span of(Parameters parameters) {
            return new Span(
                    parameters.number("startTime").orElse(Long.MIN_VALUE),
                    parameters.number("endTime").orElse(Long.MAX_VALUE));
        }

        boolean holds(Instant at) {
            return at.toEpochMilli() >= startMillis && at.toEpochMilli() <= endMillis;
        }
    }

    private static boolean matches(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static JsonArray array(Stream<JsonElement> elements) {
        List<JsonElement> all = elements.toList();
        JsonArray array = new JsonArray(all.size());
        all.forEach(array::add);
        return array;
    }

    private static HttpResponse success(JsonElement data) {
        return HttpResponse.json(RestBodies.success(data));
    }
}
