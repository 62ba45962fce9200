package io.github.bingxstream.driver;

import io.github.bingxstream.codec.DecoderLimits;
import io.github.bingxstream.codec.FrameDecoder;
import io.github.bingxstream.codec.SubscribeFrames;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Signal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One connection, and the streams attached to it. Each message is decoded once, on the transport's thread because a buffer is
 * valid only during the call, and told to all of them.
 *
 * <p>To the exchange the streams are one client: a heartbeat is answered once, and what one stream has subscribed is
 * acknowledged to the next one here. Guarded by the shared connections but for what says otherwise.
 */
final class SharedConnection implements FrameTransport.Listener {

    /** Heartbeats come seconds apart; what is older than that many was never going to be answered. */
    private static final int HEARTBEATS_MAX = 16;

    private final SharedConnections all;
    private final ListenKey key;
    private final long decodedFor;
    private final FrameDecoder decoder;
    private final SharedSubscriptions subscriptions;
    private final Deque<String> unanswered = new ArrayDeque<>(2);
    private FrameTransport.@Nullable Connection connection;
    private @Nullable Now extendedAt;
    private volatile boolean open;
    private boolean over;

    /** Replaced, never changed, so that messages are passed on without the lock. */
    private volatile List<Attachment> attached = List.of();

    SharedConnection(SharedConnections all, ListenKey key, long epoch) {
        this.all = all;
        this.key = key;
        this.decodedFor = epoch;
        this.decoder = new FrameDecoder(epoch, key.fingerprint(), DecoderLimits.DEFAULTS);
        this.subscriptions = new SharedSubscriptions(all.ticker());
    }

    ListenKey key() {
        return key;
    }

    /** Returns whether it was opened and has not ended. Without the lock. */
    boolean isOpen() {
        return open;
    }

    boolean serves(Connections stream) {
        return streams().contains(stream);
    }

    /** Returns whether another stream was granted something on it. */
    boolean servesAnyBut(Attachment one) {
        return attached.stream()
                .filter(other -> other != one)
                .anyMatch(other -> other.wanted().stream().anyMatch(subscriptions::isGranted));
    }

    Collection<Connections> streams() {
        return attached.stream().map(Attachment::stream).toList();
    }

    void connected(FrameTransport.Connection opening) {
        connection = opening;
        if (over) {
            // It was given up before it could be remembered here.
            close();
        }
    }

    void join(Attachment joining) {
        List<Attachment> more = new ArrayList<>(attached);
        more.add(joining);
        joining.to(this, decodedFor);
        if (open) {
            joining.opened();
            if (extendedAt != null) {
                joining.extended(extendedAt);
            }
        }
        attached = List.copyOf(more);
    }

    /** Returns whether nobody is left. */
    boolean leave(Attachment leaving) {
        attached = attached.stream().filter(other -> other != leaving).toList();
        subscriptions.forget(leaving);
        leaving.left();
        return attached.isEmpty();
    }

    /** Its key was extended, which counts for all, and for those that join later. */
    void extended(Now askedAt) {
        extendedAt = askedAt;
        attached.forEach(attachment -> attachment.extended(askedAt));
    }

    void over(SessionInput.ConnectionEnded ended) {
        over = true;
        open = false;
        List<Attachment> last = attached;
        attached = List.of();
        last.forEach(attachment -> attachment.ended(ended));
    }

    void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (RuntimeException alreadyOver) {
                // Nobody is attached any more who could be told of a broken promise.
                return;
            }
        }
    }

    // What streams send.

    void subscribe(Attachment attachment, String id, Channel channel) {
        attachment.wanted().add(channel);
        if (subscriptions.isGranted(channel)) {
            attachment.answered(all.ticker().now(), SharedSubscriptions.granted(id));
        } else if (subscriptions.ask(attachment, id, channel)) {
            send(SubscribeFrames.subscribe(id, channel));
        }
    }

    void unsubscribe(Attachment attachment, String id, Channel channel) {
        attachment.wanted().remove(channel);
        boolean stillWanted = attached.stream().anyMatch(other -> other.wanted().contains(channel));
        if (!stillWanted) {
            subscriptions.release(id, channel);
            send(SubscribeFrames.unsubscribe(id, channel));
        }
    }

    /** Each stream answers each heartbeat; the exchange hears the first of them. */
    void answer(String text) {
        if (unanswered.remove(text)) {
            send(text);
        }
    }

    private void send(String text) {
        if (connection != null) {
            try {
                connection.send(text);
            } catch (RuntimeException e) {
                all.threw(this, e);
            }
        }
    }

    // What the transport tells.

    @Override
    public void opened() {
        synchronized (all) {
            if (!over) {
                open = true;
                attached.forEach(Attachment::opened);
            }
        }
    }

    @Override
    public void text(String message) {
        Moment at = all.ticker().now();
        hear(at, decoder.text(message, at));
    }

    @Override
    public void binary(ByteBuffer message) {
        Moment at = all.ticker().now();
        hear(at, decoder.binary(message, at));
    }

    private void hear(Moment at, Signal signal) {
        List<Attachment> concerned = attached;
        if (signal instanceof Signal.Acknowledged acknowledged) {
            synchronized (all) {
                if (subscriptions.acknowledge(acknowledged, at)) {
                    return;
                }
                concerned = concernedBy(acknowledged);
            }
        } else if (signal instanceof Signal.Heartbeat heartbeat) {
            synchronized (all) {
                heartbeat.reply().ifPresent(this::owe);
            }
        }
        for (Attachment attachment : concerned) {
            attachment.heard(at, decoder.lastBytes(), signal);
        }
    }

    /** An answer that does not say which request it is to is to one of those that are under way, if there are any. */
    private List<Attachment> concernedBy(Signal.Acknowledged answer) {
        List<Attachment> asking =
                attached.stream().filter(subscriptions::isAsking).toList();
        return answer.id().isPresent() || asking.isEmpty() ? attached : asking;
    }

    private void owe(String reply) {
        if (unanswered.size() == HEARTBEATS_MAX) {
            unanswered.removeFirst();
        }
        unanswered.addLast(reply);
    }

    @Override
    public void ended(FrameTransport.Ending ending) {
        decoder.close();
        OptionalInt httpStatus = ending.cause() == FrameTransport.Cause.REFUSED ? ending.code() : OptionalInt.empty();
        String detail = ending.detail().replace(key.value(), key.toString());
        all.over(this, new SessionInput.ConnectionEnded(0, reason(ending.cause()), detail, httpStatus));
    }

    private static DisconnectReason reason(FrameTransport.Cause cause) {
        return switch (cause) {
            case CLOSED_BY_PEER -> DisconnectReason.CLOSED_BY_SERVER;
            case UNREACHABLE -> DisconnectReason.UNREACHABLE;
            case REFUSED -> DisconnectReason.HANDSHAKE_REFUSED;
            case CLOSED_BY_US, LOST -> DisconnectReason.LOST;
            case PROTOCOL_VIOLATION, TOO_LARGE -> DisconnectReason.PROTOCOL_VIOLATION;
        };
    }
}
