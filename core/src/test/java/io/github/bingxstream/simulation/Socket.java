package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One connection, as the network and the exchange see it. Frames arrive in order, unless a fault delays one. */
final class Socket {

    private static final int BYTES = 300;
    private static final long UNANSWERED_MAX = 30 * Agenda.SECONDS;

    private final World world;
    private final SimulatedProcess process;
    private final long epoch;
    private final ListenKeys.Key key;
    private final Set<Channel> channels = EnumSet.noneOf(Channel.class);
    private final String fingerprint;
    private boolean open;
    private boolean closed;
    private boolean halfOpen;
    private boolean heartless;
    private long lastArrival;
    private long answeredAt;
    private long silentSince = Long.MAX_VALUE;

    Socket(World world, SimulatedProcess process, long epoch, ListenKeys.Key key) {
        this.world = world;
        this.process = process;
        this.epoch = epoch;
        this.key = key;
        this.fingerprint = key.text().fingerprint();
    }

    long epoch() {
        return epoch;
    }

    ListenKeys.Key key() {
        return key;
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isOpen() {
        return open && !closed;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns since when nothing at all comes through; never, if something does. */
    long silentSince() {
        return silentSince;
    }

    boolean hears(Channel channel) {
        return isOpen() && !key.isDead() && channels.contains(channel);
    }

    void opened() {
        if (closed) {
            return;
        }
        open = true;
        answeredAt = world.now();
        process.tell(new SessionInput.ConnectionOpened(epoch));
        if (world.switches().heartbeat() != Switches.Heartbeat.NONE) {
            heartbeat();
        }
    }

    private void heartbeat() {
        world.agenda().in(world.switches().heartbeat().every(), () -> {
            if (closed) {
                return;
            }
            if (world.switches().cutsUnanswered() && world.now() - answeredAt > UNANSWERED_MAX + 5 * Agenda.SECONDS) {
                end(DisconnectReason.LOST, "cut for answering no heartbeat");
                return;
            }
            if (!heartless) {
                carry(new Signal.Heartbeat(Optional.of("Pong")), 20, arrival());
            }
            heartbeat();
        });
    }

    /** The client sent a text; the only ones it sends besides subscribe frames are answers to heartbeats. */
    void heard() {
        answeredAt = world.now();
    }

    void subscribed(Channel channel) {
        channels.add(channel);
    }

    void unsubscribed(Channel channel) {
        channels.remove(channel);
    }

    /** Sends a message that no fault befalls but those of the connection. */
    void say(Signal signal) {
        carry(signal, BYTES, arrival());
    }

    /** Sends an event, which faults may befall. */
    void tell(Words.Told told) {
        long at = world.now();
        if (!isOpen() || halfOpen || world.weather().strikes(Fault.FRAME_DROPPED)) {
            return;
        }
        if (world.weather().strikes(Fault.FRAME_UNDECODABLE)) {
            say(new Signal.Rejected("broken gzip", BYTES, ""));
            return;
        }
        boolean delayed = world.weather().strikes(Fault.FRAME_DELAYED);
        event(told, at, delayed ? at + world.chance().between(Agenda.SECONDS, 20 * Agenda.SECONDS) : arrival());
        if (world.weather().strikes(Fault.FRAME_DUPLICATED)) {
            event(told, at, arrival());
        }
    }

    private void event(Words.Told told, long sentAt, long arrival) {
        world.agenda().at(arrival, () -> {
            if (!closed && !halfOpen) {
                process.signal(
                        epoch,
                        BYTES,
                        moment -> new Signal.Happened(
                                List.of(told.by(Words.origin(epoch, fingerprint, sentAt, moment)))));
            }
        });
    }

    private void carry(Signal signal, int bytes, long arrival) {
        world.agenda().at(arrival, () -> {
            if (!closed && !halfOpen) {
                process.signal(epoch, bytes, moment -> signal);
            }
        });
    }

    private long arrival() {
        lastArrival =
                Math.max(lastArrival, world.now() + world.chance().between(5 * Agenda.MILLIS, 120 * Agenda.MILLIS));
        return lastArrival;
    }

    void halfOpen() {
        halfOpen = true;
        silentSince = Math.min(silentSince, world.now());
    }

    void stopHeartbeats() {
        heartless = true;
    }

    /** The connection ended without the client's doing. What was on its way is lost. */
    void end(DisconnectReason reason, String detail) {
        if (!closed) {
            closed = true;
            process.tell(new SessionInput.ConnectionEnded(epoch, reason, detail, OptionalInt.empty()));
        }
    }

    /** The client closed the connection, or died. */
    void close() {
        closed = true;
    }
}
