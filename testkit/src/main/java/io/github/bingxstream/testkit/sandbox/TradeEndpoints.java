package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;

/** Placing and cancelling. A limit order that crosses the reference price is filled at once, at that better price. */
final class TradeEndpoints {
    private final Listings listings;

    TradeEndpoints(Listings listings) {
        this.listings = listings;
    }

    void enter(RestApi api) {
        api.add("POST", "/openApi/spot/v1/trade/order", Permission.TRADE, null, this::place);
        api.add("POST", "/openApi/spot/v1/trade/cancel", Permission.TRADE, null, this::cancel);
    }

    private HttpResponse place(RestApi.Call call) {
        Parameters parameters = call.parameters();
        String symbol = parameters.required("symbol");
        if (!listings.contains(symbol)) {
            throw Parameters.invalid("symbol");
        }
        Side side = side(parameters.required("side"));
        String clientOrderId = parameters.text("newClientOrderId").orElse("");
        if (!clientOrderId.matches("[A-Za-z0-9_]{0,40}")) {
            throw Parameters.invalid("newClientOrderId");
        }
        BigDecimal quantity = parameters.decimal("quantity").orElse(BigDecimal.ZERO);
        BigDecimal amount = parameters.decimal("quoteOrderQty").orElse(BigDecimal.ZERO);
        SandboxOrder order = switch (parameters.required("type")) {
            case "LIMIT" -> placeLimit(call.account(), symbol, side, quantity, price(parameters), clientOrderId);
            case "MARKET" -> call.account().placeMarket(symbol, side, quantity, amount, clientOrderId);
            default -> throw Parameters.invalid("type");
        };
        return HttpResponse.json(RestBodies.success(RestBodies.placed(order)));
    }

    private SandboxOrder placeLimit(
            SpotAccount account,
            String symbol,
            Side side,
            BigDecimal quantity,
            BigDecimal price,
            String clientOrderId) {
        return account.atomically(() -> {
            BigDecimal reference = listings.price(symbol);
            SandboxOrder order = account.placeLimit(symbol, side, quantity, price, clientOrderId);
            boolean crosses = side == Side.BUY ? price.compareTo(reference) >= 0 : price.compareTo(reference) <= 0;
            if (crosses) {
                account.fill(order, quantity, reference, false);
            }
            return account.order(order.orderId()).orElseThrow();
        });
    }

    private HttpResponse cancel(RestApi.Call call) {
        Parameters parameters = call.parameters();
        String symbol = parameters.required("symbol");
        SpotAccount account = call.account();
        SandboxOrder canceled = account.atomically(() -> parameters
                .number("orderId")
                .map(account::order)
                .orElseGet(() -> account.order(parameters.required("clientOrderID")))
                .filter(order -> order.symbol().equals(symbol))
                .map(order -> account.cancel(order.orderId()))
                .orElseThrow(Refusals::notOpen));
        return HttpResponse.json(RestBodies.success(RestBodies.canceled(canceled)));
    }

    private static BigDecimal price(Parameters parameters) {
        return parameters.decimal("price").orElseThrow(() -> Parameters.invalid("price"));
    }

    private static Side side(String text) {
        return switch (text) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw Parameters.invalid("side");
        };
    }
}
