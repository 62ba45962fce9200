package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.bingxstream.testkit.sandbox.faults.OrderedFault;
import io.github.bingxstream.testkit.sandbox.faults.Script;
import io.github.bingxstream.testkit.sandbox.faults.ScriptException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The admin path: orders of faults, the truth about the first account, and a push to the market, for tests in any language.
 * No fault hits it, and it asks for no signature: it is bound to loopback, and there is nothing to steal.
 */
final class AdminApi {
    static final String ROOT = "/sandbox";

    private static final String FAULTS = ROOT + "/faults";
    private static final String ACCOUNT = ROOT + "/account";
    private static final String MARKET = ROOT + "/market";
    private static final int STEPS_MAX = 10_000;

    private final SandboxExchange exchange;

    AdminApi(SandboxExchange exchange) {
        this.exchange = exchange;
    }

    boolean isMeant(HttpRequest request) {
        return request.path().equals(ROOT) || request.path().startsWith(ROOT + "/");
    }

    HttpResponse answer(HttpRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "POST " + FAULTS -> order(request.body());
            case "GET " + FAULTS -> json(200, faults());
            case "DELETE " + FAULTS -> takeBack(exchange.pendingFaults());
            case "GET " + ACCOUNT -> json(200, truth());
            case "POST " + MARKET -> step(request.body().strip());
            default ->
                request.method().equals("DELETE") && request.path().startsWith(FAULTS + "/")
                        ? takeBackOne(request.path().substring(FAULTS.length() + 1))
                        : error(
                                404,
                                "say GET, POST or DELETE " + FAULTS + ", DELETE " + FAULTS + "/ID, GET " + ACCOUNT
                                        + ", or POST " + MARKET);
        };
    }

    private HttpResponse order(String text) {
        try {
            Script script = Script.parse(text);
            if (script.faults().isEmpty()) {
                return error(400, "the body says no fault: send lines of a script as text");
            }
            return json(200, RestBodies.single("ordered", listed(exchange.misbehave(script))));
        } catch (ScriptException | IllegalStateException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private JsonObject faults() {
        JsonObject marks = new JsonObject();
        exchange.marks().forEach((mark, count) -> marks.addProperty(mark.name(), count));
        JsonObject body = RestBodies.single("faults", listed(exchange.pendingFaults()));
        body.add("marks", marks);
        return body;
    }

    private HttpResponse takeBackOne(String id) {
        Optional<OrderedFault> chosen = exchange.pendingFaults().stream()
                .filter(fault -> Long.toString(fault.id()).equals(id))
                .findFirst();
        return chosen.isPresent()
                ? takeBack(List.of(chosen.get()))
                : error(404, "no fault of this id waits or goes on: GET " + FAULTS + " lists them");
    }

    private static HttpResponse takeBack(List<OrderedFault> faults) {
        faults.forEach(OrderedFault::takeBack);
        return json(200, RestBodies.single("takenBack", listed(faults)));
    }

    private JsonObject truth() {
        SpotAccount account = exchange.account();
        return account.atomically(() -> {
            JsonObject truth = RestBodies.balances(account.balanceList());
            truth.addProperty("uid", account.uid());
            truth.add("orders", array(account.orders().stream().map(RestBodies::queried)));
            truth.add("fills", array(account.fills().stream().map(fill -> RestBodies.fill(fill, true))));
            return truth;
        });
    }

    private HttpResponse step(String steps) {
        if (!steps.matches("[0-9]{1,5}") || Integer.parseInt(steps) < 1 || Integer.parseInt(steps) > STEPS_MAX) {
            return error(400, "the body is the number of steps, from 1 to " + STEPS_MAX);
        }
        exchange.stepMarket(Integer.parseInt(steps));
        return json(200, RestBodies.single("steps", new JsonPrimitive(Integer.parseInt(steps))));
    }

    private static JsonArray listed(List<OrderedFault> faults) {
        return array(faults.stream().map(fault -> {
            JsonObject listed = RestBodies.single("id", new JsonPrimitive(fault.id()));
            listed.addProperty("fault", fault.fault().toString());
            listed.addProperty("pending", fault.isPending());
            return listed;
        }));
    }

    private static JsonArray array(Stream<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }

    private static HttpResponse error(int status, String message) {
        return json(status, RestBodies.single("error", new JsonPrimitive(message)));
    }

    private static HttpResponse json(int status, JsonObject body) {
        return HttpResponse.of(status, "application/json; charset=utf-8", body + "\n");
    }
}
