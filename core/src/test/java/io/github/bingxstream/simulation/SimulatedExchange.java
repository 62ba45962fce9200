package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.UpdateReason;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The exchange's stream: sockets, subscriptions, and what is told to whom. */
final class SimulatedExchange {

    private final World world;
    private final Books books;
    private final Words words;
    private final ListenKeys keys;
    private final List<Socket> sockets = new ArrayList<>();

    SimulatedExchange(World world, Books books, Words words) {
        this.world = world;
        this.books = books;
        this.words = words;
        this.keys = new ListenKeys(world, this::keyDied);
    }

    ListenKeys keys() {
        return keys;
    }

    /** Returns the connections that are neither ended nor closed. */
    List<Socket> sockets() {
        return sockets;
    }

    Optional<Socket> socket(long epoch) {
        return sockets.stream().filter(socket -> socket.epoch() == epoch).findFirst();
    }

    // What the exchange tells.

    void tell(Trader.Change change) {
        if (change instanceof Trader.Deposit deposit) {
            tell(Channel.BALANCES, words.accountUpdate(UpdateReason.DEPOSIT, deposit.at(), List.of(deposit.move())));
        } else if (change instanceof Trader.OrderChange order) {
            Words.Told report = words.orderUpdate(order.order(), order.version());
            Words.Told balances =
                    words.accountUpdate(UpdateReason.ORDER, order.version().at(), order.moves());
            if (world.switches().balanceFirst()) {
                tell(Channel.BALANCES, balances);
                tell(Channel.ORDERS, report);
            } else {
                tell(Channel.ORDERS, report);
                tell(Channel.BALANCES, balances);
            }
        }
    }

    private void tell(Channel channel, Words.Told told) {
        List<Socket> listening =
                sockets.stream().filter(socket -> socket.hears(channel)).toList();
        if (listening.isEmpty()) {
            return;
        }
        if (world.switches().splitsDelivery()) {
            ListenKey first = listening.get(0).key().text();
            boolean oneKey =
                    listening.stream().allMatch(socket -> socket.key().text().equals(first));
            if (oneKey) {
                world.chance().pick(listening).tell(told);
                return;
            }
        }
        listening.forEach(socket -> socket.tell(told));
    }

    private void keyDied(ListenKeys.Key key) {
        if (world.switches().deadKey() == Switches.DeadKey.EXPIRY_PUSHED) {
            Optional<ListenKey> named = world.chance().hits(0.8) ? Optional.of(key.text()) : Optional.empty();
            for (Socket socket : List.copyOf(sockets)) {
                if (socket.key() == key && socket.isOpen()) {
                    socket.say(new Signal.ListenKeyExpired(named));
                }
            }
        }
    }

    // What the client asks.

    void connect(SimulatedProcess process, SessionAction.Connect action) {
        sockets.removeIf(Socket::isClosed);
        long epoch = action.epoch();
        Optional<ListenKeys.Key> key = keys.find(action.key());
        if (key.isEmpty()) {
            throw new IllegalStateException("connects with a key that was never generated: " + action);
        }
        Socket socket = new Socket(world, process, epoch, key.get());
        sockets.add(socket);
        Weather weather = world.weather();
        if (weather.strikes(Fault.CONNECT_UNANSWERED)) {
            return;
        }
        if (weather.strikes(Fault.CONNECT_UNREACHABLE)) {
            refuse(socket, DisconnectReason.UNREACHABLE, OptionalInt.empty());
        } else if (weather.strikes(Fault.CONNECT_FORBIDDEN)) {
            refuse(socket, DisconnectReason.HANDSHAKE_REFUSED, OptionalInt.of(403));
            weather.disturbUntil(world.now() + 7 * Agenda.MINUTES);
        } else if (weather.strikes(Fault.CONNECT_UNAVAILABLE)) {
            refuse(socket, DisconnectReason.HANDSHAKE_REFUSED, OptionalInt.of(503));
        } else if (key.get().isDead() && world.switches().deadKey() == Switches.DeadKey.HANDSHAKE_REFUSED) {
            refuse(socket, DisconnectReason.HANDSHAKE_REFUSED, OptionalInt.of(401));
        } else {
            world.agenda().in(latency(), socket::opened);
        }
    }

    private void refuse(Socket socket, DisconnectReason reason, OptionalInt status) {
        world.agenda().in(world.chance().between(20 * Agenda.MILLIS, 8 * Agenda.SECONDS), () -> {
            if (!socket.isClosed()) {
                socket.close();
                socket.process().tell(new SessionInput.ConnectionEnded(socket.epoch(), reason, "no handshake", status));
            }
        });
    }

    void disconnect(long epoch) {
        socket(epoch).ifPresent(Socket::close);
        sockets.removeIf(Socket::isClosed);
    }

    void disconnectAll() {
        sockets.forEach(Socket::close);
        sockets.clear();
    }

    void subscribe(SessionAction.Subscribe action) {
        socket(action.epoch())
                .ifPresent(socket -> world.agenda().in(latency() / 2, () -> {
                    if (socket.isOpen()) {
                        subscribe(socket, action);
                    }
                }));
    }

    private void subscribe(Socket socket, SessionAction.Subscribe action) {
        Weather weather = world.weather();
        if (weather.strikes(Fault.ACK_REFUSED)) {
            socket.say(new Signal.Acknowledged(Optional.of(action.id()), 100500, "busy"));
        } else if (weather.strikes(Fault.ACK_REFUSED_WITHOUT_ID)) {
            socket.say(new Signal.Acknowledged(Optional.empty(), 100400, "this dataType does not exist"));
        } else if (weather.strikes(Fault.ACK_LOST)) {
            if (world.chance().hits(0.5)) {
                begin(socket, action.channel());
            }
        } else if (weather.strikes(Fault.ACK_LATE)) {
            acknowledge(socket, action, world.chance().between(2 * Agenda.SECONDS, 20 * Agenda.SECONDS));
        } else if (world.switches().dataBeforeAck()) {
            acknowledge(socket, action, Agenda.SECONDS);
        } else {
            socket.say(new Signal.Acknowledged(Optional.of(action.id()), 0, "SUCCESS"));
            begin(socket, action.channel());
        }
    }

    private void acknowledge(Socket socket, SessionAction.Subscribe action, long later) {
        begin(socket, action.channel());
        world.agenda().in(later, () -> socket.say(new Signal.Acknowledged(Optional.of(action.id()), 0, "SUCCESS")));
    }

    private void begin(Socket socket, Channel channel) {
        socket.subscribed(channel);
        if (channel == Channel.BALANCES && !socket.key().isDead()) {
            socket.tell(words.initialSnapshot(books));
        }
    }

    void unsubscribe(SessionAction.Unsubscribe action) {
        socket(action.epoch()).ifPresent(socket -> {
            socket.unsubscribed(action.channel());
            socket.say(new Signal.Acknowledged(Optional.of(action.id()), 0, "SUCCESS"));
        });
    }

    private long latency() {
        return world.chance().between(30 * Agenda.MILLIS, 300 * Agenda.MILLIS);
    }
}
