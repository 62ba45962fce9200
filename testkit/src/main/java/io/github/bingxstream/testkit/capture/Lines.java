package io.github.bingxstream.testkit.capture;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.testkit.capture.Fact.Content;
import io.github.bingxstream.testkit.capture.Fact.Damage;
import io.github.bingxstream.testkit.capture.Fact.Form;
import io.github.bingxstream.testkit.capture.Fact.Told;
import io.github.bingxstream.testkit.capture.Fact.Untold;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The facts of a capture as lines of JSON, and back; the format is told in {@code docs/capture.md}. */
final class Lines {

    private Lines() {}

    static String written(Entry entry) {
        JsonObject line = new JsonObject();
        line.addProperty("t", entry.nanos());
        line.addProperty("at", entry.at().toString());
        entry.fact().match(new Writing(line));
        return line.toString();
    }

    /**
     * Reads a line.
     *
     * @return empty when it is of a type that a later version invented
     * @throws IllegalArgumentException when it is no line of a capture
     */
    static Optional<Entry> read(String text) {
        try {
            JsonObject line = JsonParser.parseString(text).getAsJsonObject();
            long nanos = line.get("t").getAsLong();
            Instant at = Instant.parse(line.get("at").getAsString());
            return Optional.ofNullable(new Reading(line).fact()).map(fact -> new Entry(nanos, at, fact));
        } catch (JsonParseException
                | DateTimeException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException("no line of a capture", e);
        }
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(JsonObject line, String name) {
        return line.get(name).getAsString().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static JsonObject json(OrderMark mark) {
        JsonObject json = new JsonObject();
        json.addProperty("symbol", mark.symbol().text());
        json.addProperty("orderId", mark.orderId().text());
        json.addProperty("status", mark.status().text());
        json.addProperty("filled", mark.cumulativeFilledQuantity());
        json.addProperty("delivered", mark.deliveredQuantity());
        JsonArray fills = new JsonArray();
        mark.deliveredFills().forEach(fill -> fills.add(fill.text()));
        json.add("fills", fills);
        return json;
    }

    private static OrderMark mark(JsonObject json) {
        List<TradeId> fills = new ArrayList<>();
        json.getAsJsonArray("fills").forEach(fill -> fills.add(new TradeId(fill.getAsString())));
        return new OrderMark(
                new Symbol(json.get("symbol").getAsString()),
                new OrderId(json.get("orderId").getAsString()),
                OrderStatus.of(json.get("status").getAsString()),
                json.get("filled").getAsBigDecimal(),
                json.get("delivered").getAsBigDecimal(),
                fills);
    }

    /** Adds what a fact says to its line. */
    private record Writing(JsonObject line) implements Fact.Cases<JsonObject> {

        private Writing type(String type) {
            line.addProperty("type", type);
            return this;
        }

        private Writing with(String name, Number value) {
            line.addProperty(name, value);
            return this;
        }

        private Writing with(String name, String value) {
            line.addProperty(name, value);
            return this;
        }

        private Writing with(Content content) {
            if (content instanceof Told told) {
                return with("text", told.text());
            }
            Untold untold = (Untold) content;
            return with("damage", kebab(untold.damage()))
                    .with("length", untold.length())
                    .with("hash", untold.hash());
        }

        private Writing with(String name, Map<String, String> values) {
            JsonObject members = new JsonObject();
            values.forEach(members::addProperty);
            line.add(name, members);
            return this;
        }

        @Override
        public JsonObject seeded(Fact.Seeded fact) {
            return type("seed").with("seed", fact.seed()).line;
        }

        @Override
        public JsonObject noted(Fact.Noted fact) {
            return type("note").with("name", fact.name()).with("value", fact.value()).line;
        }

        @Override
        public JsonObject resumed(Fact.Resumed fact) {
            JsonElement checkpoint = fact.checkpoint()
                    .<JsonElement>map(loaded -> {
                        JsonObject json = new JsonObject();
                        json.addProperty("completeUntil", loaded.completeUntil().toString());
                        JsonArray orders = new JsonArray();
                        loaded.orders().forEach(mark -> orders.add(json(mark)));
                        json.add("orders", orders);
                        return json;
                    })
                    .orElse(JsonNull.INSTANCE);
            type("checkpoint").line.add("checkpoint", checkpoint);
            return line;
        }

        @Override
        public JsonObject opening(Fact.Opening fact) {
            return type("open").with("connection", fact.connection()).line;
        }

        @Override
        public JsonObject opened(Fact.Opened fact) {
            return type("opened").with("connection", fact.connection()).line;
        }

        @Override
        public JsonObject message(Fact.Message fact) {
            return type("message")
                    .with("connection", fact.connection())
                    .with("form", kebab(fact.form()))
                    .with(fact.content())
                    .line;
        }

        @Override
        public JsonObject sent(Fact.Sent fact) {
            return type("sent").with("connection", fact.connection()).with(fact.content()).line;
        }

        @Override
        public JsonObject closing(Fact.Closing fact) {
            return type("close").with("connection", fact.connection()).line;
        }

        @Override
        public JsonObject ended(Fact.Ended fact) {
            type("ended").with("connection", fact.connection()).with("cause", kebab(fact.cause()));
            if (fact.code().isPresent()) {
                with("code", fact.code().getAsInt());
            }
            return with("detail", fact.detail()).line;
        }

        @Override
        public JsonObject asked(Fact.Asked fact) {
            return type("request")
                    .with("request", fact.request())
                    .with("method", fact.method().name())
                    .with("path", fact.path())
                    .with("parameters", fact.parameters())
                    .line;
        }

        @Override
        public JsonObject answered(Fact.Answered fact) {
            return type("answer")
                    .with("request", fact.request())
                    .with("status", fact.status())
                    .with("headers", fact.headers())
                    .with(fact.body())
                    .line;
        }

        @Override
        public JsonObject unanswered(Fact.Unanswered fact) {
            type("failure").with("request", fact.request());
            line.addProperty("network", fact.network());
            return with("detail", fact.detail()).line;
        }

        @Override
        public JsonObject lost(Fact.Lost fact) {
            return type("lost").with("facts", fact.facts()).line;
        }

        @Override
        public JsonObject finished(Fact.Finished fact) {
            return type("end").with("why", kebab(fact.why())).line;
        }
    }

    /** Takes a line apart. */
    private record Reading(JsonObject line) {

        @Nullable
        Fact fact() {
            return switch (text("type")) {
                case "seed" -> new Fact.Seeded(line.get("seed").getAsLong());
                case "note" -> new Fact.Noted(text("name"), text("value"));
                case "checkpoint" -> new Fact.Resumed(checkpoint());
                case "open" -> new Fact.Opening(number("connection"));
                case "opened" -> new Fact.Opened(number("connection"));
                case "message" ->
                    new Fact.Message(number("connection"), Form.valueOf(constant(line, "form")), content());
                case "sent" -> new Fact.Sent(number("connection"), content());
                case "close" -> new Fact.Closing(number("connection"));
                case "ended" ->
                    new Fact.Ended(
                            number("connection"),
                            FrameTransport.Cause.valueOf(constant(line, "cause")),
                            line.has("code") ? OptionalInt.of(number("code")) : OptionalInt.empty(),
                            text("detail"));
                case "request" ->
                    new Fact.Asked(
                            number("request"),
                            HttpTransport.Method.valueOf(text("method")),
                            text("path"),
                            members("parameters"));
                case "answer" -> new Fact.Answered(number("request"), number("status"), members("headers"), content());
                case "failure" ->
                    new Fact.Unanswered(number("request"), line.get("network").getAsBoolean(), text("detail"));
                case "lost" -> new Fact.Lost(line.get("facts").getAsLong());
                case "end" -> new Fact.Finished(Fact.Finished.Why.valueOf(constant(line, "why")));
                default -> null;
            };
        }

        private String text(String name) {
            return line.get(name).getAsString();
        }

        private int number(String name) {
            return line.get(name).getAsInt();
        }

        private Content content() {
            return line.has("text")
                    ? new Told(text("text"))
                    : new Untold(Damage.valueOf(constant(line, "damage")), number("length"), text("hash"));
        }

        private Map<String, String> members(String name) {
            Map<String, String> members = new LinkedHashMap<>();
            line.getAsJsonObject(name)
                    .entrySet()
                    .forEach(each -> members.put(each.getKey(), each.getValue().getAsString()));
            return members;
        }

        private Optional<Checkpoint> checkpoint() {
            if (line.get("checkpoint").isJsonNull()) {
                return Optional.empty();
            }
            JsonObject json = line.getAsJsonObject("checkpoint");
            List<OrderMark> orders = new ArrayList<>();
            json.getAsJsonArray("orders").forEach(mark -> orders.add(mark(mark.getAsJsonObject())));
            return Optional.of(
                    new Checkpoint(Instant.parse(json.get("completeUntil").getAsString()), orders));
        }
    }
}
