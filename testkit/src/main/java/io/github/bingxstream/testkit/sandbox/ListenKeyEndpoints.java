package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/** POST, PUT and DELETE of listen keys. Answers come as text/plain, as one client had to work around. */
final class ListenKeyEndpoints {
    private static final String PATH = "/openApi/user/auth/userDataStream";

    private final ListenKeys keys;
    private final StreamHub hub;
    private final Switches switches;

    ListenKeyEndpoints(ListenKeys keys, StreamHub hub, Switches switches) {
        this.keys = keys;
        this.hub = hub;
        this.switches = switches;
    }

    void enter(RestApi api) {
        api.add("POST", PATH, Permission.READ, RequestLimit.LISTEN_KEY, this::generate);
        api.add("PUT", PATH, Permission.READ, RequestLimit.LISTEN_KEY, this::extend);
        api.add("DELETE", PATH, Permission.READ, RequestLimit.LISTEN_KEY, this::delete);
    }

    private HttpResponse generate(RestApi.Call call) {
        JsonObject bare = RestBodies.single("listenKey", new JsonPrimitive(keys.generate(call.account())));
        return text(switches.isOn(Quirk.ENVELOPED_LISTEN_KEY) ? RestBodies.plainSuccess(bare) : bare.toString());
    }

    private HttpResponse extend(RestApi.Call call) {
        Optional<String> key = call.parameters().text("listenKey");
        if (key.isEmpty()) {
            return noParameters();
        }
        return keys.extend(key.get(), call.account()) ? done() : unknownKey();
    }

    private HttpResponse delete(RestApi.Call call) {
        Optional<String> key = call.parameters().text("listenKey");
        if (key.isEmpty()) {
            return noParameters();
        }
        if (!keys.delete(key.get(), call.account())) {
            return unknownKey();
        }
        if (switches.isOn(Quirk.DELETE_CLOSES_SOCKETS)) {
            hub.dropKey(key.get());
        }
        return done();
    }

    private HttpResponse done() {
        return text(switches.isOn(Quirk.ENVELOPED_KEY_OUTCOME) ? RestBodies.plainSuccess(new JsonObject()) : "");
    }

    /** One of the two official meanings of 204: no request parameters. */
    private static HttpResponse noParameters() {
        return HttpResponse.empty(204);
    }

    /** The documents say 404 and show no body. */
    private static HttpResponse unknownKey() {
        return HttpResponse.empty(404);
    }

    private static HttpResponse text(String body) {
        return HttpResponse.of(200, "text/plain; charset=utf-8", body);
    }
}
