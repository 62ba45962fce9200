package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.session.SessionInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes faults that happen at one moment happen. */
final class Strokes implements Predicate<Fault> {

    private final World world;
    private final SimulatedExchange exchange;
    private final RestDesk rest;
    private final Scene scene;
    private final Runnable kill;

    /**
     * Prepares.
     *
     * @param kill kills the process and starts another later
     */
    Strokes(World world, SimulatedExchange exchange, RestDesk rest, Scene scene, Runnable kill) {
        this.world = world;
        this.exchange = exchange;
        this.rest = rest;
        this.scene = scene;
        this.kill = kill;
    }

    /** Returns whether there was something for the fault to befall. */
    @Override
    public boolean test(Fault fault) {
        return switch (fault) {
            case REST_BANNED -> always(rest::ban);
            case SOCKET_RESET -> socket(socket -> socket.end(DisconnectReason.LOST, "connection reset"));
            case SOCKET_HALF_OPEN -> socket(this::halfOpen);
            case HEARTBEAT_STOPPED -> socket(Socket::stopHeartbeats);
            case KEY_KILLED -> key(exchange.keys()::kill);
            case KEY_DELETED -> key(this::delete);
            case SINK_STALLED -> running(this::stall);
            case MAILBOX_OVERFLOWED ->
                running(process -> process.overflow(between(Agenda.SECONDS / 5, 8 * Agenda.SECONDS)));
            case MACHINE_SUSPENDED -> running(this::suspend);
            case PROCESS_KILLED -> running(process -> kill.run());
            case USER_ROTATES -> running(process -> process.tell(new SessionInput.Rotate()));
            case USER_RECONNECTS -> running(process -> process.tell(new SessionInput.Reconnect()));
            default -> throw new IllegalArgumentException(fault + " lasts");
        };
    }

    private static boolean always(Runnable stroke) {
        stroke.run();
        return true;
    }

    private boolean socket(Consumer<Socket> stroke) {
        List<Socket> open = exchange.sockets().stream().filter(Socket::isOpen).toList();
        if (!open.isEmpty()) {
            stroke.accept(world.chance().pick(open));
        }
        return !open.isEmpty();
    }

    /** Until the session finds out it cannot repair; nobody says how long a silence it takes for normal. */
    private void halfOpen(Socket socket) {
        socket.halfOpen();
        world.weather().disturbUntil(world.now() + 12 * Agenda.MINUTES);
    }

    private boolean key(Consumer<ListenKeys.Key> stroke) {
        Optional<ListenKeys.Key> key = exchange.keys().newestAlive();
        key.ifPresent(stroke);
        return key.isPresent();
    }

    /** Whether that closes the connection nobody knows. */
    private void delete(ListenKeys.Key key) {
        exchange.keys().kill(key);
        if (world.chance().hits(0.5)) {
            for (Socket socket : List.copyOf(exchange.sockets())) {
                if (socket.key() == key && socket.isOpen()) {
                    socket.end(DisconnectReason.CLOSED_BY_SERVER, "the key was deleted");
                }
            }
        }
    }

    private boolean running(Consumer<SimulatedProcess> stroke) {
        boolean running = scene.isRunning();
        if (running) {
            stroke.accept(scene.process());
        }
        return running;
    }

    private void stall(SimulatedProcess process) {
        long lasts = between(20 * Agenda.SECONDS, 10 * Agenda.MINUTES);
        process.sink().stall(lasts);
        world.weather().disturbUntil(world.now() + lasts);
    }

    private void suspend(SimulatedProcess process) {
        long lasts = between(Agenda.SECONDS, Agenda.HOURS);
        process.sleep(lasts);
        if (world.chance().hits(0.3)) {
            exchange.sockets().forEach(Socket::halfOpen);
            world.weather().disturbUntil(world.now() + lasts + 12 * Agenda.MINUTES);
        }
        world.weather().disturbUntil(world.now() + lasts);
    }

    private long between(long least, long most) {
        return world.chance().between(least, most);
    }
}
