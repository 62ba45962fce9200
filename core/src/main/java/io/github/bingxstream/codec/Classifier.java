package io.github.bingxstream.codec;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.session.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a JSON message is, by the members of its outermost object alone and in a fixed order. No text is searched: a
 * client order id may contain anything, also the word "ping". That a message has a {@code code} makes it no
 * acknowledgement, and that it has a {@code dataType} makes it no event: both kinds have both.
 */
final class Classifier {

    /** Bytes of a heartbeat's id and time, which are sent back. The exchange's have 64 together. */
    private static final int ECHO_BYTES_MAX = 1024;

    private static final MemberNames EVENT_TIME = new MemberNames(new String[] {"E"});
    private static final byte[] ORDERS = ascii(Channel.ORDERS.dataType());
    private static final byte[] BALANCES = ascii(Channel.BALANCES.dataType());
    private static final byte[] LISTEN_KEY_EXPIRED = ascii("listenKeyExpired");

    private final JsonMessage json;
    private final Witness witness;
    private final OrderReport order;
    private final AccountReport account;

    /** Takes what messages are read from, token by token, and the connection that they come in by. */
    Classifier(JsonMessage json, JsonTokens tokens, Witness witness) {
        Texts texts = new Texts();
        this.json = json;
        this.witness = witness;
        this.order = new OrderReport(tokens, texts, witness);
        this.account = new AccountReport(tokens, texts, witness);
    }

    /** Returns what the message says. */
    Signal signal(Moment receivedAt) throws IOException, MalformedException {
        if (json.isString(Member.EVENT)) {
            return bare(receivedAt);
        }
        if (json.isText(Member.DATA_TYPE) && (json.isObject(Member.DATA) || json.isArray(Member.DATA))) {
            return wrapped(receivedAt);
        }
        if (isScalar(Member.PING) && !json.isGiven(Member.EVENT) && !json.isGiven(Member.DATA_TYPE)) {
            return heartbeat();
        }
        if (json.has(Member.ID) || json.has(Member.CODE)) {
            return acknowledged();
        }
        return unrecognized(receivedAt);
    }

    private Signal bare(Moment receivedAt) throws IOException, MalformedException {
        if (json.is(Member.EVENT, BALANCES)) {
            json.tokens();
            AccountEvent event = account.read(receivedAt);
            return event == null ? unrecognized(receivedAt) : happened(event);
        }
        if (json.is(Member.EVENT, LISTEN_KEY_EXPIRED)) {
            return new Signal.ListenKeyExpired(listenKey());
        }
        return unrecognized(receivedAt);
    }

    private Signal wrapped(Moment receivedAt) throws IOException, MalformedException {
        OptionalInt code = json.code();
        if (code.isPresent() && code.getAsInt() != 0) {
            return acknowledged();
        }
        boolean orders = json.is(Member.DATA_TYPE, ORDERS);
        // Never seen, since balances come bare; but the channel is subscribed under this name.
        if (!orders && !json.is(Member.DATA_TYPE, BALANCES)) {
            return unrecognized(receivedAt);
        }
        RawMembers envelope = orders ? json.envelope() : RawMembers.NONE;
        JsonTokens data = json.tokens(Member.DATA);
        if (json.isObject(Member.DATA)) {
            AccountEvent event = event(orders, receivedAt, envelope);
            return event == null ? unrecognized(receivedAt) : happened(event);
        }
        // Taken whole or not at all.
        List<AccountEvent> events = new ArrayList<>();
        data.beginArray();
        while (data.nextElement()) {
            AccountEvent event = event(orders, receivedAt, envelope);
            if (event == null) {
                return unrecognized(receivedAt);
            }
            events.add(event);
        }
        return events.isEmpty() ? unrecognized(receivedAt) : new Signal.Happened(events);
    }

    /** Reads the event that comes next; null when it is not one of a spot account. */
    private @Nullable AccountEvent event(boolean isOrder, Moment receivedAt, RawMembers envelope)
            throws IOException, MalformedException {
        return isOrder ? order.read(receivedAt, envelope) : account.read(receivedAt);
    }

    private static Signal happened(AccountEvent event) {
        return new Signal.Happened(List.of(event));
    }

    /** Answers in kind: the same id and the same time, to the letter. */
    private Signal heartbeat() throws MalformedException {
        String time = isScalar(Member.TIME) ? ",\"time\":" + json.literal(Member.TIME) : "";
        String reply = "{\"pong\":" + json.literal(Member.PING) + time + "}";
        if (reply.length() > ECHO_BYTES_MAX) {
            throw new MalformedException("the heartbeat is too long to be echoed");
        }
        return new Signal.Heartbeat(Optional.of(reply));
    }

    private Signal acknowledged() throws IOException, MalformedException {
        OptionalInt code = json.code();
        if (code.isEmpty()) {
            // Without a code nobody knows whether the exchange agreed.
            throw new MalformedException("member code is missing or has an unexpected value");
        }
        String id = json.text(Member.ID);
        String message = json.text(Member.MESSAGE);
        return new Signal.Acknowledged(
                Optional.ofNullable(id).filter(text -> !text.isEmpty()),
                code.getAsInt(),
                message == null ? "" : Redaction.named(message));
    }

    private Signal unrecognized(Moment receivedAt) throws IOException {
        String kind = json.isText(Member.DATA_TYPE) ? json.text(Member.DATA_TYPE) : null;
        if (kind == null && json.isString(Member.EVENT)) {
            kind = json.text(Member.EVENT);
        }
        return happened(new Unrecognized(
                witness.origin(eventTime(), receivedAt), kind == null ? "" : kind, Redaction.named(json.json())));
    }

    private @Nullable Instant eventTime() throws IOException {
        String text =
                json.isGiven(Member.EVENT_TIME) ? json.text(Member.EVENT_TIME) : json.textIn(Member.DATA, EVENT_TIME);
        Instant time = text == null ? null : Literals.time(text);
        return time != null && time.toEpochMilli() > 0 ? time : null;
    }

    private Optional<ListenKey> listenKey() {
        String key = json.listenKey();
        try {
            return key == null ? Optional.empty() : Optional.of(new ListenKey(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isScalar(Member member) {
        return json.isString(member) || json.isNumber(member);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
