package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.OutgoingFrame.Kind;
import io.github.bingxstream.testkit.sandbox.faults.Calls;
import io.github.bingxstream.testkit.sandbox.faults.Frames;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** All streams: lets clients in, and brings what happens to an account to those who hold a living key of it. */
final class StreamHub implements AccountFeed {
    /** How soon the death of a key is noticed. */
    private static final Duration SWEEP = Duration.ofMillis(100);

    private final List<StreamConnection> connections = new CopyOnWriteArrayList<>();
    private final Settings settings;
    private final Switches switches;
    private final Marks marks;
    private final ListenKeys keys;
    private final Crew crew;
    private final Dispatch dispatch;
    private final Pushes pushes;
    private final SplittableRandom random;

    StreamHub(
            Settings settings,
            Switches switches,
            Marks marks,
            ListenKeys keys,
            Crew crew,
            Dispatch dispatch,
            SplittableRandom random) {
        this.settings = settings;
        this.switches = switches;
        this.marks = marks;
        this.keys = keys;
        this.crew = crew;
        this.dispatch = dispatch;
        this.random = random;
        pushes = new Pushes(switches);
    }

    void start() {
        var unused = crew.every(SWEEP, this::sweep);
    }

    /** Answers the handshake and, if it was accepted, serves the stream until its end. */
    void welcome(HttpRequest request, Line line, InputStream in, Answers answers) throws IOException {
        Gate ear = new Gate();
        StreamConnection connection = new StreamConnection(
                Parameters.of(request).text("listenKey").orElse(""),
                new Wire(line, crew, settings.outboundFramesMax()),
                new FrameReader(ear.before(in)),
                ear,
                new Heart(settings.heartbeatForm(), settings.heartbeatDeadline(), switches, nextRandom()),
                settings,
                switches,
                keys,
                crew,
                dispatch);
        try {
            boolean goesOn = answers.give(Calls.Sort.HANDSHAKES, line, () -> answer(request, connection));
            if (goesOn && connections.contains(connection)) {
                connection.serve(settings.heartbeatInterval(), settings.heartbeatDeadline());
            }
        } finally {
            connections.remove(connection);
        }
    }

    private HttpResponse answer(HttpRequest request, StreamConnection connection) {
        OptionalInt refusal = refusal(connection.listenKey());
        if (refusal.isPresent()) {
            return HttpResponse.empty(refusal.getAsInt());
        }
        HttpResponse response = WebSocketHandshake.answer(request);
        if (response.status() == WebSocketHandshake.ACCEPTED) {
            // Known before the client learns that it is in: whoever connected can be dropped and broadcast to.
            connections.add(connection);
        }
        return response;
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

    /** The streams that nobody has cut or abandoned. */
    List<StreamConnection> open() {
        return connections.stream()
                .filter(connection -> !connection.wire().isCut())
                .toList();
    }

    void dropKey(String listenKey) {
        connections.stream()
                .filter(connection -> connection.listenKey().equals(listenKey))
                .forEach(connection -> connection.wire().drop());
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
        Frames.Sort told = channel == Channel.ORDERS ? Frames.Sort.ORDERS : Frames.Sort.BALANCES;
        List<Wire> wires = chosen(hearers).stream().map(StreamConnection::wire).toList();
        dispatch.push(told, account.uid(), text, wires);
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
                marks.count(Mark.FRAME_SPLIT);
            }
            chosen.add(ofOneKey.get(nextInt(ofOneKey.size())));
        }
        return chosen;
    }

    private OptionalInt refusal(String listenKey) {
        if (open().size() >= settings.socketsMax()) {
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
