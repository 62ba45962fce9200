package io.github.bingxstream.rest;

import io.github.bingxstream.port.HttpTransport.Method;

/** The calls of the exchange that an account stream makes. */
enum Endpoint {
    GENERATE(Method.POST, Endpoint.LISTEN_KEY_PATH, LimitGroup.LISTEN_KEY),
    EXTEND(Method.PUT, Endpoint.LISTEN_KEY_PATH, LimitGroup.KEEPALIVE),
    DELETE(Method.DELETE, Endpoint.LISTEN_KEY_PATH, LimitGroup.LISTEN_KEY),
    BALANCES(Method.GET, "/openApi/spot/v1/account/balance", LimitGroup.BALANCES),
    OPEN_ORDERS(Method.GET, "/openApi/spot/v1/trade/openOrders", LimitGroup.ORDERS),
    CLOSED_ORDERS(Method.GET, "/openApi/spot/v1/trade/historyOrders", LimitGroup.ORDERS),
    ORDER(Method.GET, "/openApi/spot/v1/trade/query", LimitGroup.ORDERS),
    FILLS(Method.GET, "/openApi/spot/v1/trade/myTrades", LimitGroup.FILLS),
    /** The swap market's, for the spot market's answers in seconds or milliseconds depending on whom one asks. */
    SERVER_TIME(Method.GET, "/openApi/swap/v2/server/time", LimitGroup.SERVER_TIME);

    /** One path for all three calls and for spot, swap and Coin-M alike ("Listen Key", account stream docs). */
    private static final String LISTEN_KEY_PATH = "/openApi/user/auth/userDataStream";

    private final Method method;
    private final String path;
    private final LimitGroup group;

    Endpoint(Method method, String path, LimitGroup group) {
        this.method = method;
        this.path = path;
        this.group = group;
    }

    Method method() {
        return method;
    }

    String path() {
        return path;
    }

    LimitGroup group() {
        return group;
    }

    /**
     * Tells whether the call is signed. Listen-key calls work unsigned for some clients, but one document demands the
     * signature and none forbids it.
     */
    boolean isSigned() {
        return this != SERVER_TIME;
    }
}
