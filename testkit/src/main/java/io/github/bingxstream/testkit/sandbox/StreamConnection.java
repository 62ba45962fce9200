package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.bingxstream.testkit.sandbox.FrameReader.Message;
import io.github.bingxstream.testkit.sandbox.OutgoingFrame.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One client on the stream: reads what it asks, answers, and remembers what it subscribed. */
final class StreamConnection {
    /** A subscribe request that was understood. */
    private record Request(String id, boolean subscribes, Channel channel) {}

    private final String listenKey;
    private final Wire wire;
    private final FrameReader reader;
    private final Heart heart;
    private final Pushes pushes;
    private final ListenKeys keys;
    private final InstantSource clock;
    private final Switches switches;
    private final Crew crew;
    private final Dispatch dispatch;
    private final Gate ear;
    private final Duration ackDelay;
    private final Set<Channel> channels = EnumSet.noneOf(Channel.class);

    StreamConnection(
            String listenKey,
            Wire wire,
            FrameReader reader,
            Gate ear,
            Heart heart,
            Settings settings,
            Switches switches,
            ListenKeys keys,
            Crew crew,
            Dispatch dispatch) {
        this.listenKey = listenKey;
        this.wire = wire;
        this.reader = reader;
        this.heart = heart;
        this.keys = keys;
        this.switches = switches;
        this.crew = crew;
        this.ear = ear;
        this.dispatch = dispatch;
        pushes = new Pushes(switches);
        clock = settings.clock();
        ackDelay = settings.ackDelay();
    }

    String listenKey() {
        return listenKey;
    }

    Wire wire() {
        return wire;
    }

    /** Through which everything comes that the client says. */
    Gate ear() {
        return ear;
    }

    boolean hears(Channel channel) {
        synchronized (channels) {
            return channels.contains(channel) && !wire.isCut();
        }
    }

    int subscriptions() {
        synchronized (channels) {
            return wire.isCut() ? 0 : channels.size();
        }
    }

    /** Serves the client until one side ends the connection. */
    void serve(Duration heartbeatInterval, Duration heartbeatDeadline) {
        wire.open();
        boolean beats = !heartbeatInterval.isZero();
        Future<?> beat = beats ? crew.every(heartbeatInterval, this::beat) : null;
        // Of 30 s half a second: the cut was observed so long after the sixth ping.
        Duration glance = heartbeatDeadline.dividedBy(60).plusMillis(1);
        Future<?> watch = beats ? crew.every(glance, this::watch) : null;
        try {
            readToTheEnd();
        } catch (IOException gone) {
            wire.close();
        } finally {
            if (beat != null) {
                beat.cancel(false);
            }
            if (watch != null) {
                watch.cancel(false);
            }
        }
    }

    private void readToTheEnd() throws IOException {
        try {
            boolean open = true;
            while (open) {
                open = receive(reader.next());
            }
        } catch (ProtocolViolation violation) {
            wire.send(OutgoingFrame.close(violation.closeCode(), ""));
        }
        wire.awaitFarewell();
        reader.drain();
    }

    private boolean receive(Message message) throws ProtocolViolation {
        switch (message.opcode()) {
            case Opcode.TEXT -> receive(message.text());
            case Opcode.PING -> wire.send(OutgoingFrame.pong(message.payload()));
            case Opcode.CLOSE -> {
                wire.send(OutgoingFrame.closeEcho(message.payload()));
                return false;
            }
            default -> {
                // Binary frames and unsolicited pongs mean nothing to the exchange.
            }
        }
        return true;
    }

    private void receive(String text) {
        JsonElement json = parse(text);
        if (heart.hears(text, json) || !(json instanceof JsonObject object)) {
            return;
        }
        JsonElement dataType = object.get("dataType");
        if (object.size() == 0) {
            answer(pushes.refusal("", 80014, "invalid params"));
        } else if (dataType != null && dataType.isJsonArray()) {
            // Several at once get no reply and no data.
            return;
        } else {
            request(object);
        }
    }

    private void request(JsonObject object) {
        String id = string(object.get("id")).orElse("");
        Optional<String> dataType = string(object.get("dataType"));
        // The form of 2022 had no reqType, and still works.
        String reqType = object.has("reqType") ? string(object.get("reqType")).orElse("") : "sub";
        if (dataType.isEmpty() || !Set.of("sub", "unsub").contains(reqType)) {
            answer(pushes.refusalWithoutId(now()));
            return;
        }
        Optional<Channel> channel = Channel.of(dataType.get());
        if (channel.isEmpty()) {
            answer(pushes.refusal(id, 80015, "dataType not support"));
            return;
        }
        Request request = new Request(id, reqType.equals("sub"), channel.get());
        // Under the account's lock, so that no change falls between the INIT state and the first push.
        keys.owner(listenKey)
                .ifPresentOrElse(
                        account -> account.atomically(() -> perform(request, account)), () -> perform(request, null));
    }

    private boolean perform(Request request, @Nullable SpotAccount account) {
        String ack = pushes.ack(request.id(), now());
        boolean subscribedAnew = request.subscribes() ? add(request.channel()) : !remove(request.channel());
        boolean tellsState = subscribedAnew && request.channel() == Channel.BALANCES && account != null;
        if (!tellsState || account == null) {
            answer(ack);
            return subscribedAnew;
        }
        OutgoingFrame state = OutgoingFrame.gzip(Kind.PUSH, pushes.init(account.balanceList(), now()));
        if (switches.isOn(Quirk.INIT_BEFORE_ACK)) {
            wire.send(state);
            answer(ack);
        } else {
            answer(ack);
            wire.send(state);
        }
        return true;
    }

    private void answer(String ack) {
        if (ackDelay.isZero()) {
            dispatch.ack(uid(), ack, wire);
        } else {
            crew.later(ackDelay, () -> dispatch.ack(uid(), ack, wire));
        }
    }

    private void beat() {
        if (!wire.isCut()) {
            dispatch.heartbeat(uid(), () -> heart.beat(now(), System.nanoTime()), wire);
        }
    }

    /** Of the account whose key this is; -1 if the key is dead, which is nobody's number. */
    private long uid() {
        return keys.owner(listenKey).map(SpotAccount::uid).orElse(-1L);
    }

    private void watch() {
        if (heart.isGivenUp(System.nanoTime())) {
            wire.drop();
        }
    }

    private boolean add(Channel channel) {
        synchronized (channels) {
            return channels.add(channel);
        }
    }

    private boolean remove(Channel channel) {
        synchronized (channels) {
            return channels.remove(channel);
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private static @Nullable JsonElement parse(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException notJson) {
            return null;
        }
    }

    private static Optional<String> string(@Nullable JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString()
                ? Optional.of(primitive.getAsString()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
