package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.ApiKeys.ApiKey;
import io.github.bingxstream.testkit.sandbox.faults.Calls;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
        Calls.Sort sort() {
            return limit.map(kind -> kind == RequestLimit.LISTEN_KEY ? Calls.Sort.LISTEN_KEYS : Calls.Sort.QUERIES)
                    .orElse(Calls.Sort.TRADING);
        }
    }

    private final Map<String, Route> routes = new HashMap<>();
    private final ApiKeys keys;
    private final InstantSource clock;
    private final Switches switches;
    private final RequestBudget budget;
    private final boolean limited;

    RestApi(Settings settings, Switches switches, ApiKeys keys) {
        this.keys = keys;
        this.switches = switches;
        clock = settings.clock();
        limited = settings.rateLimits();
        budget = new RequestBudget(settings.rateLimitPenalty());
    }

    void add(String method, String path, Permission permission, @Nullable RequestLimit limit, Endpoint endpoint) {
        routes.put(method + " " + path, new Route(permission, Optional.ofNullable(limit), endpoint));
    }

    /** What a request asks for; {@link Calls.Sort#ALL} if nobody knows. */
    Calls.Sort sort(HttpRequest request) {
        if (ServerTime.answers(request)) {
            return Calls.Sort.TIME;
        }
        Route route = routes.get(request.method() + " " + request.path());
        return route == null ? Calls.Sort.ALL : route.sort();
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
        Map<String, String> headers = charge(route, key, address);
        return answer(route, new Call(key, parameters)).with(headers);
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
