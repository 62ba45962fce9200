package io.github.bingxstream.codec;

import io.github.bingxstream.codec.JsonTokens.Kind;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Order;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The bodies of REST answers. Every method takes any text at all, throws nothing, and may be called by several threads at
 * once. A body whose {@code code} says that the exchange refused is rejected by all but {@link #envelope}: look there
 * first.
 */
public final class RestAnswers {

    /** Times below this are in seconds: as milliseconds they would lie before 1973-03-03. */
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private static final MemberNames SERVER_TIME = new MemberNames(new String[] {"serverTime"});
    private static final MemberNames BALANCES = new MemberNames(new String[] {"balances", "assets"});
    private static final MemberNames ORDERS = new MemberNames(new String[] {"orders"});
    private static final MemberNames FILLS = new MemberNames(new String[] {"fills"});

    private RestAnswers() {}

    /**
     * What an answer says about itself.
     *
     * @param code zero for success; empty when the answer has none, which is no error
     * @param message the exchange's words; may be empty
     */
    public record Envelope(OptionalInt code, String message) {}

    /**
     * Why a body could not be understood.
     *
     * @param why one line for people; holds no secret
     */
    public record Rejection(String why) {}

    /** Reads code and message; empty when the body is no JSON object. */
    public static Option<Envelope> envelope(String body) {
        return read(body, json -> {
                    String message = json.text(Member.MESSAGE);
                    return new Envelope(json.code(), message == null ? "" : Redaction.named(message));
                })
                .toOption();
    }

    /** Reads the listen key of a generate answer, bare or in {@code data} ("Generate Listen Key"). */
    public static Either<Rejection, ListenKey> listenKey(String body) {
        return read(body, json -> {
            requireSuccess(json);
            String key = json.listenKey();
            if (key == null || key.isBlank()) {
                throw new MalformedException("member listenKey is missing");
            }
            try {
                return new ListenKey(key);
            } catch (IllegalArgumentException e) {
                throw new MalformedException("member listenKey has an unexpected value");
            }
        });
    }

    /** Reads all balances ("Query Assets"). */
    public static Either<Rejection, List<Balance>> balances(String body) {
        return read(body, json -> list(json, RestBalance::read, BALANCES));
    }

    /** Reads orders, plain ("Current Open Orders", "Query order history") or the legs of one-cancels-the-other pairs. */
    public static Either<Rejection, List<Order>> orders(String body) {
        return read(body, json -> list(json, RestOrder::read, ORDERS));
    }

    /** Reads one order ("Query order details", "Place order", "Cancel order"). */
    public static Either<Rejection, Order> order(String body) {
        return read(body, json -> {
            requireSuccess(json);
            return RestOrder.read(json.tokens(required(json, Member.DATA)), new Texts());
        });
    }

    /** Reads fills ("Query transaction details"). */
    public static Either<Rejection, List<Fill>> fills(String body) {
        return read(body, json -> list(json, RestFill::read, FILLS));
    }

    /** Reads the exchange's time, which one product gives in milliseconds and another in seconds. */
    public static Either<Rejection, Instant> serverTime(String body) {
        return read(body, json -> {
            requireSuccess(json);
            String text = json.has(Member.SERVER_TIME)
                    ? json.text(Member.SERVER_TIME)
                    : json.textIn(Member.DATA, SERVER_TIME);
            Instant time = text == null ? null : Literals.time(text);
            if (time == null || time.toEpochMilli() <= 0) {
                throw new MalformedException("member serverTime is missing or has an unexpected value");
            }
            long value = time.toEpochMilli();
            return value < SECONDS_BELOW ? Instant.ofEpochSecond(value) : time;
        });
    }

    private interface Reading<T> {
        T from(JsonMessage json) throws IOException, MalformedException;
    }

    private interface Element<T> {
        T read(JsonTokens tokens, Texts texts) throws IOException, MalformedException;
    }

    private static <T> Either<Rejection, T> read(String body, Reading<T> reading) {
        try {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            JsonMessage json = new JsonMessage(DecoderLimits.DEFAULTS.depthMax(), new MoshiTokens());
            json.take(bytes, bytes.length);
            return Either.right(reading.from(json));
        } catch (MalformedException e) {
            return Either.left(new Rejection(e.why()));
        } catch (IOException | RuntimeException e) {
            // Not expected of what has passed the screen; but nothing a server says may throw. The message of the
            // exception may quote the body, so it stays here.
            return Either.left(new Rejection("unreadable: " + e.getClass().getSimpleName()));
        }
    }

    /** Reads the list that {@code data} is, or has under one of the names. Null is an empty list, as Go writes it. */
    private static <T> List<T> list(JsonMessage json, Element<T> element, MemberNames names)
            throws IOException, MalformedException {
        requireSuccess(json);
        JsonTokens tokens = json.tokens(required(json, Member.DATA));
        List<T> list = null;
        if (tokens.kind() == Kind.ARRAY) {
            list = elements(tokens, element);
        } else if (tokens.kind() == Kind.OBJECT) {
            tokens.beginObject();
            for (int i = tokens.nextMember(names); i != MemberNames.END; i = tokens.nextMember(names)) {
                if (i == MemberNames.STRANGER) {
                    tokens.skip();
                } else if (list != null) {
                    throw Members.givenTwice(names.text(i));
                } else {
                    list = elements(tokens, element);
                }
            }
        }
        if (list == null) {
            throw new MalformedException("member " + names.text(0) + " is missing");
        }
        return list;
    }

    private static <T> List<T> elements(JsonTokens tokens, Element<T> element) throws IOException, MalformedException {
        List<T> list = new ArrayList<>();
        if (tokens.kind() == Kind.NULL) {
            tokens.skip();
            return list;
        }
        if (tokens.kind() != Kind.ARRAY) {
            throw new MalformedException("a list was expected at " + tokens.path());
        }
        Texts texts = new Texts();
        tokens.beginArray();
        while (tokens.nextElement()) {
            list.add(element.read(tokens, texts));
        }
        return list;
    }

    private static Member required(JsonMessage json, Member member) throws MalformedException {
        if (!json.has(member)) {
            throw new MalformedException("member data is missing");
        }
        return member;
    }

    private static void requireSuccess(JsonMessage json) throws MalformedException, IOException {
        OptionalInt code = json.code();
        if (code.isPresent() && code.getAsInt() != 0) {
            throw new MalformedException("the exchange refused with code " + code.getAsInt());
        }
    }
}
