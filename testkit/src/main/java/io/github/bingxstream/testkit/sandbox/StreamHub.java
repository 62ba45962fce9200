package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.OutgoingFrame.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All streams: lets clients in, and brings what happens to an account to those who hold a living key of it. */
final class StreamHub implements AccountFeed {
    /** How soon the death of a key is noticed. */
    private static final Duration SWEEP = Duration.ofMillis(100);

    private final List<StreamConnection> connections = new CopyOnWriteArrayList<>();
    private final Settings settings;
    private final Switches switches;
    private final Faults faults;
    private final ListenKeys keys;
    private final Crew crew;
    private final Pushes pushes;
    private final SplittableRandom random;

    StreamHub(
            Settings settings, Switches switches, Faults faults, ListenKeys keys, Crew crew, SplittableRandom random) {
        this.settings = settings;
        this.switches = switches;
        this.faults = faults;
        this.keys = keys;
        this.crew = crew;
        this.random = random;
        pushes = new Pushes(switches);
    }

    void open() {
        var unused = crew.every(SWEEP, this::sweep);
    }

    /** Answers the handshake and, if it was accepted, serves the stream until its end. */
    void welcome(HttpRequest request, Socket socket, InputStream in) throws IOException {
        String listenKey = Parameters.of(request).text("listenKey").orElse("");
        HttpResponse response = refusal(listenKey).stream()
                .mapToObj(HttpResponse::empty)
                .findFirst()
                .orElseGet(() -> WebSocketHandshake.answer(request));
        if (response.status() != WebSocketHandshake.ACCEPTED) {
            socket.getOutputStream().write(response.bytes());
            return;
        }
        Heart heart = new Heart(settings.heartbeatForm(), settings.heartbeatDeadline(), switches, nextRandom());
        Wire wire = new Wire(socket, crew, settings.outboundFramesMax());
        StreamConnection connection = new StreamConnection(
                listenKey, wire, new FrameReader(in), heart, settings, switches, keys, crew, faults);
        // Known before the client learns that it is in: whoever connected can be dropped and broadcast to.
        connections.add(connection);
        try {
            socket.getOutputStream().write(response.bytes());
            connection.serve(settings.heartbeatInterval(), settings.heartbeatDeadline());
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public void happened(SpotAccount account, AccountChange change) {
        Runnable order = () -> {
            if (change.execution() != null) {
                deliver(account, Channel.ORDERS, pushes.executionReport(account, change.execution(), change.at()));
            }
        };
        Runnable balances = () -> deliver(account, Channel.BALANCES, pushes.accountUpdate(change));
        boolean balancesFirst = switches.isOn(Quirk.BALANCE_BEFORE_ORDER);
        (balancesFirst ? balances : order).run();
        (balancesFirst ? order : balances).run();
    }

    /** Sends a text to every client, whatever it subscribed. */
    void broadcast(String text) {
        OutgoingFrame frame = OutgoingFrame.gzip(Kind.PUSH, text);
        connections.forEach(connection -> connection.wire().send(frame));
    }

    /** Does something to every connection that is not cut, and counts it. */
    void cut(Mark mark, Consumer<Wire> action) {
        for (StreamConnection connection : connections) {
            if (!connection.wire().isCut()) {
                action.accept(connection.wire());
                faults.marks().count(mark);
            }
        }
    }

    void dropKey(String listenKey) {
        connections.stream()
                .filter(connection -> connection.listenKey().equals(listenKey))
                .forEach(connection -> connection.wire().drop());
    }

    int size() {
        return (int) connections.stream()
                .filter(connection -> !connection.wire().isCut())
                .count();
    }

    int subscriptions() {
        return connections.stream()
                .filter(connection -> keys.owner(connection.listenKey()).isPresent())
                .mapToInt(StreamConnection::subscriptions)
                .sum();
    }

    /** Tells those who hold a key that died, if the exchange does tell; their sockets stay open and silent. */
    void sweep() {
        for (String dead : keys.sweep()) {
            if (switches.isOn(Quirk.SILENT_EXPIRY)) {
                continue;
            }
            OutgoingFrame expired = OutgoingFrame.gzip(
                    Kind.PUSH, pushes.listenKeyExpired(dead, settings.clock().instant()));
            connections.stream()
                    .filter(connection -> connection.listenKey().equals(dead))
                    .forEach(connection -> connection.wire().send(expired));
        }
    }

    private void deliver(SpotAccount account, Channel channel, String text) {
        List<StreamConnection> hearers = connections.stream()
                .filter(connection -> connection.hears(channel))
                .filter(connection -> keys.owner(connection.listenKey())
                        .filter(owner -> owner == account)
                        .isPresent())
                .toList();
        if (hearers.isEmpty()) {
            return;
        }
        send(text, chosen(hearers), faults.frames().judge(account, channel, text));
    }

    private void send(String text, List<StreamConnection> hearers, FrameFaults.Verdict verdict) {
        Consumer<OutgoingFrame> toAll =
                frame -> hearers.forEach(connection -> connection.wire().send(frame));
        switch (verdict.fate()) {
            case SENT -> toAll.accept(OutgoingFrame.gzip(Kind.PUSH, text));
            case WITHHELD -> faults.marks().count(Mark.FRAME_WITHHELD);
            case CORRUPTED -> {
                toAll.accept(OutgoingFrame.corrupt(Kind.PUSH, text));
                faults.marks().count(Mark.FRAME_CORRUPTED);
            }
            case DUPLICATED -> {
                OutgoingFrame frame = OutgoingFrame.gzip(Kind.PUSH, text);
                toAll.accept(frame);
                toAll.accept(frame);
                faults.marks().count(Mark.FRAME_DUPLICATED);
            }
            case DELAYED -> {
                OutgoingFrame frame = OutgoingFrame.gzip(Kind.PUSH, text);
                crew.later(verdict.delay(), () -> toAll.accept(frame));
                faults.marks().count(Mark.FRAME_DELAYED);
            }
        }
    }

    /** All of them, unless each key has to choose one. */
    private List<StreamConnection> chosen(List<StreamConnection> hearers) {
        if (!switches.isOn(Quirk.SPLIT_DELIVERY)) {
            return hearers;
        }
        Map<String, List<StreamConnection>> byKey = new LinkedHashMap<>();
        hearers.forEach(connection -> byKey.computeIfAbsent(connection.listenKey(), key -> new ArrayList<>())
                .add(connection));
        List<StreamConnection> chosen = new ArrayList<>();
        for (List<StreamConnection> ofOneKey : byKey.values()) {
            if (ofOneKey.size() > 1) {
                faults.marks().count(Mark.FRAME_SPLIT);
            }
            chosen.add(ofOneKey.get(nextInt(ofOneKey.size())));
        }
        return chosen;
    }

    private OptionalInt refusal(String listenKey) {
        if (switches.handshakeRefusal().isPresent()) {
            faults.marks().count(Mark.HANDSHAKE_REFUSED);
            return switches.handshakeRefusal();
        }
        if (size() >= settings.socketsMax()) {
            return OptionalInt.of(403);
        }
        boolean refusesDead =
                switches.isOn(Quirk.DEAD_KEY_REFUSED) && keys.owner(listenKey).isEmpty();
        return refusesDead ? OptionalInt.of(401) : OptionalInt.empty();
    }

    private int nextInt(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private SplittableRandom nextRandom() {
        synchronized (random) {
            return random.split();
        }
    }
}
