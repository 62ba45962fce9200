package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.ApiKeys.ApiKey;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The REST side: checks a call as the exchange does, in its order, and hands it to an endpoint.
 *
 * <p>Every answer passes through {@link #answer}. Errors are bodies on HTTP 200, as in every live probe.
 */
final class RestApi {
    private static final long RECV_WINDOW_DEFAULT = 5000;
    /** The sources say 5000 or 60000; the samples for a longer one use 60000. */
    private static final long RECV_WINDOW_MAX = 60_000;

    /** A signed call that passed all checks. */
    record Call(ApiKey key, Parameters parameters) {
        SpotAccount account() {
            return key.account();
        }
    }

    /** What answers a call; throws {@link RefusedException} to refuse. */
    @FunctionalInterface
    interface Endpoint {
        HttpResponse answer(Call call);
    }

    private record Route(Permission permission, Optional<RequestLimit> limit, Endpoint endpoint) {
        /** Whether it asks what an account holds or did. */
        boolean isQuery() {
            return limit.isPresent() && limit.get() != RequestLimit.LISTEN_KEY;
        }
    }

    private final Map<String, Route> routes = new HashMap<>();
    private final ApiKeys keys;
    private final InstantSource clock;
    private final Switches switches;
    private final QueryFaults queryFaults;
    private final RequestBudget budget;
    private final boolean limited;

    RestApi(Settings settings, Switches switches, QueryFaults queryFaults, ApiKeys keys) {
        this.keys = keys;
        this.queryFaults = queryFaults;
        this.switches = switches;
        clock = settings.clock();
        limited = settings.rateLimits();
        budget = new RequestBudget(settings.rateLimitPenalty());
    }

    void add(String method, String path, Permission permission, @Nullable RequestLimit limit, Endpoint endpoint) {
        routes.put(method + " " + path, new Route(permission, Optional.ofNullable(limit), endpoint));
    }

    HttpResponse answer(HttpRequest request, String address) {
        try {
            return checked(request, address);
        } catch (RefusedException refused) {
            return HttpResponse.json(RestBodies.error(refused, clock.millis()));
        }
    }

    private HttpResponse checked(HttpRequest request, String address) {
        if (ServerTime.answers(request)) {
            return ServerTime.answer(request, clock.instant());
        }
        Route route = routes.get(request.method() + " " + request.path());
        if (route == null) {
            throw Refusals.noSuchPath();
        }
        ApiKey key = keys.find(request.header("x-bx-apikey")).orElseThrow(Refusals::wrongApiKey);
        Parameters parameters = Parameters.of(request);
        checkSignature(route, key, parameters);
        if (!key.permissions().contains(route.permission())) {
            throw Refusals.permission(route.permission());
        }
        if (!key.admitsLoopback()) {
            throw Refusals.address(address);
        }
        OptionalInt refusal = route.isQuery() ? queryFaults.refusal() : OptionalInt.empty();
        if (refusal.isPresent()) {
            // A gateway answers so, not the exchange behind it.
            return HttpResponse.of(refusal.getAsInt(), "text/html", "<html><body>not now</body></html>");
        }
        Map<String, String> headers = charge(route, key, address);
        HttpResponse response = answer(route, new Call(key, parameters)).with(headers);
        if (route.isQuery()) {
            queryFaults.awaitRelease();
        }
        return response;
    }

    private HttpResponse answer(Route route, Call call) {
        try {
            return route.endpoint().answer(call);
        } catch (RefusedException refused) {
            return HttpResponse.json(RestBodies.error(refused, clock.millis()));
        }
    }

    private void checkSignature(Route route, ApiKey key, Parameters parameters) {
        Optional<String> signature = parameters.text("signature");
        if (signature.isEmpty()
                && route.limit().equals(Optional.of(RequestLimit.LISTEN_KEY))
                && switches.isOn(Quirk.UNSIGNED_LISTEN_KEY_CALLS)) {
            return;
        }
        if (!Signatures.isRight(
                key.secretKey(), parameters.signed(), signature.orElseThrow(Refusals::signatureMissing))) {
            throw Refusals.wrongSignature();
        }
        checkTimestamp(parameters);
    }

    /** Both ways: a clock that runs ahead is as wrong as one that lags. A window of 0, seen in samples, means the default. */
    private void checkTimestamp(Parameters parameters) {
        long timestamp;
        long window;
        try {
            timestamp = parameters.number("timestamp").orElseThrow(Refusals::timestamp);
            window = parameters.number("recvWindow").filter(value -> value > 0).orElse(RECV_WINDOW_DEFAULT);
        } catch (RefusedException malformed) {
            throw Refusals.timestamp();
        }
        if (Math.abs(clock.millis() - timestamp) > Math.min(window, RECV_WINDOW_MAX)) {
            throw Refusals.timestamp();
        }
    }

    private Map<String, String> charge(Route route, ApiKey key, String address) {
        if (!limited || route.limit().isEmpty()) {
            return Map.of();
        }
        RequestBudget.Verdict verdict =
                budget.take(route.limit().get(), key.account().uid(), address, System.nanoTime());
        if (verdict.blockedNanos() > 0) {
            throw Refusals.rateLimit(clock.instant().plusNanos(verdict.blockedNanos()));
        }
        return Map.of(
                "X-RateLimit-Requests-Remain", Integer.toString(verdict.remaining()),
                "X-RateLimit-Requests-Expire", Long.toString(clock.millis() + 1000));
    }
}
