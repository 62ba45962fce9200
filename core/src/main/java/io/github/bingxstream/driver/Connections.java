package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Trust;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One stream's part in the connections of its account, by epoch. */
final class Connections {

    private final SharedConnections shared;
    private final Inbox inbox;
    private final Map<Long, Attachment> byEpoch = new ConcurrentHashMap<>(2);
    private volatile boolean over;

    /** The stream's driver. */
    interface Inbox {

        /** Takes note of something. */
        void tell(SessionInput input);

        /** Takes a message, and may handle it before this returns: called without any lock. */
        void hear(SessionInput.SignalReceived message);
    }

    Connections(SharedConnections shared, Inbox inbox) {
        this.shared = shared;
        this.inbox = inbox;
    }

    void tell(SessionInput input) {
        inbox.tell(input);
    }

    void hear(SessionInput.SignalReceived message) {
        inbox.hear(message);
    }

    /** Attaches the stream to a connection that there is, or to a new one. */
    void open(long epoch, ListenKey key) {
        Attachment attachment = new Attachment(this, epoch);
        byEpoch.put(epoch, attachment);
        shared.attach(attachment, key);
        if (over) {
            // leaveAll() may have come by before there was anything to leave.
            byEpoch.remove(epoch, attachment);
            shared.detach(attachment);
        }
    }

    void subscribe(long epoch, String id, Channel channel) {
        Attachment attachment = byEpoch.get(epoch);
        if (attachment != null) {
            shared.subscribe(attachment, id, channel);
        }
    }

    void unsubscribe(long epoch, String id, Channel channel) {
        Attachment attachment = byEpoch.get(epoch);
        if (attachment != null) {
            shared.unsubscribe(attachment, id, channel);
        }
    }

    void send(long epoch, String text) {
        Attachment attachment = byEpoch.get(epoch);
        if (attachment != null) {
            shared.send(attachment, text);
        }
    }

    /** The session has no use for the connection any more: it was left or given up, or another has taken its place. */
    void close(long epoch, Trust trust) {
        Attachment attachment = byEpoch.remove(epoch);
        if (attachment != null) {
            boolean replaced = byEpoch.values().stream().anyMatch(other -> other.epoch() > epoch && other.isOpen());
            if (replaced || trust == Trust.FULL) {
                shared.detach(attachment);
            } else if (trust == Trust.DOUBT) {
                shared.doubt(attachment);
            } else {
                shared.giveUp(attachment);
            }
        }
    }

    /** Returns whether any stream of this process is connected with a key. */
    boolean isInUse(ListenKey key) {
        return shared.isInUse(key);
    }

    /** The stream has ended: what others are attached to stays. */
    void leave(long epoch) {
        Attachment attachment = byEpoch.remove(epoch);
        if (attachment != null) {
            shared.detach(attachment);
        }
    }

    /** The stream is over: what it still wanted to open, it shall not. */
    void leaveAll() {
        over = true;
        byEpoch.keySet().forEach(this::leave);
    }

    /** The connection has ended by itself. */
    void forget(Attachment attachment) {
        byEpoch.remove(attachment.epoch(), attachment);
    }
}
