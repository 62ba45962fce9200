package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonPrimitive;
import java.time.Instant;

/** The two public clocks; they disagree about the unit, as observed. */
final class ServerTime {
    private static final String SWAP = "/openApi/swap/v2/server/time";
    private static final String SPOT = "/openApi/spot/v1/server/time";

    private ServerTime() {}

    static boolean answers(HttpRequest request) {
        return request.method().equals("GET")
                && (request.path().equals(SWAP) || request.path().equals(SPOT));
    }

    /** Milliseconds from the swap path, seconds from the spot path. */
    static HttpResponse answer(HttpRequest request, Instant now) {
        long time = request.path().equals(SPOT) ? now.getEpochSecond() : now.toEpochMilli();
        return HttpResponse.json(RestBodies.plainSuccess(RestBodies.single("serverTime", new JsonPrimitive(time))));
    }
}
