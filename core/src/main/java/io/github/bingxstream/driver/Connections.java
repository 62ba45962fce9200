package io.github.bingxstream.driver;

import io.github.bingxstream.codec.DecoderLimits;
import io.github.bingxstream.codec.FrameDecoder;
import io.github.bingxstream.codec.SubscribeFrames;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Signal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The connections of one stream, by epoch: opens them, decodes what they carry, and tells the session.
 *
 * <p>Messages are decoded on the transport's thread, because a buffer is valid only during the call.
 */
final class Connections {

    private final FrameTransport transport;
    private final URI endpoint;
    private final Ticker ticker;
    private final Consumer<SessionInput> mailbox;
    private final KeysInUse keysInUse;
    private final Map<Long, FrameTransport.Connection> byEpoch = new ConcurrentHashMap<>();
    private final Map<Long, ListenKey> keys = new ConcurrentHashMap<>();

    Connections(
            FrameTransport transport,
            URI endpoint,
            Ticker ticker,
            Consumer<SessionInput> mailbox,
            KeysInUse keysInUse) {
        this.keysInUse = keysInUse;
        this.transport = transport;
        this.endpoint = endpoint;
        this.ticker = ticker;
        this.mailbox = mailbox;
    }

    void open(long epoch, ListenKey key) {
        Hearing hearing = new Hearing(epoch, key);
        keys.put(epoch, key);
        keysInUse.add(key);
        try {
            // A listen key has unreserved characters only, so it needs no encoding.
            URI withKey = URI.create(endpoint + "?listenKey=" + key.value());
            byEpoch.put(epoch, transport.open(withKey, hearing));
            if (hearing.over) {
                // It ended on the transport's thread before it could be remembered here.
                byEpoch.remove(epoch);
                forgetKey(epoch);
            }
        } catch (RuntimeException e) {
            broken(epoch, e);
        }
    }

    private void forgetKey(long epoch) {
        ListenKey key = keys.remove(epoch);
        if (key != null) {
            keysInUse.remove(key);
        }
    }

    /** FT-1 and FT-37 promise that this does not happen. The class says enough: the message may quote the URL. */
    private void broken(long epoch, RuntimeException e) {
        forgetKey(epoch);
        mailbox.accept(new SessionInput.ConnectionEnded(
                epoch,
                DisconnectReason.LOCAL_FAILURE,
                "the transport threw " + e.getClass().getName(),
                OptionalInt.empty()));
    }

    void subscribe(long epoch, String id, Channel channel) {
        send(epoch, SubscribeFrames.subscribe(id, channel));
    }

    void unsubscribe(long epoch, String id, Channel channel) {
        send(epoch, SubscribeFrames.unsubscribe(id, channel));
    }

    void send(long epoch, String text) {
        FrameTransport.Connection connection = byEpoch.get(epoch);
        if (connection != null) {
            try {
                connection.send(text);
            } catch (RuntimeException e) {
                broken(epoch, e);
            }
        }
    }

    void close(long epoch) {
        forgetKey(epoch);
        FrameTransport.Connection connection = byEpoch.remove(epoch);
        if (connection != null) {
            try {
                connection.close();
            } catch (RuntimeException e) {
                broken(epoch, e);
            }
        }
    }

    void closeAll() {
        byEpoch.keySet().forEach(this::close);
    }

    /** Hears one connection. */
    private final class Hearing implements FrameTransport.Listener {

        private final long epoch;
        private final ListenKey key;
        private final FrameDecoder decoder;
        private volatile boolean over;

        Hearing(long epoch, ListenKey key) {
            this.epoch = epoch;
            this.key = key;
            this.decoder = new FrameDecoder(epoch, key.fingerprint(), DecoderLimits.DEFAULTS);
        }

        @Override
        public void opened() {
            mailbox.accept(new SessionInput.ConnectionOpened(epoch));
        }

        @Override
        public void text(String message) {
            Moment at = ticker.now();
            tell(at, decoder.text(message, at));
        }

        @Override
        public void binary(ByteBuffer message) {
            Moment at = ticker.now();
            tell(at, decoder.binary(message, at));
        }

        private void tell(Moment at, Signal signal) {
            mailbox.accept(new SessionInput.SignalReceived(epoch, at, decoder.lastBytes(), signal));
        }

        @Override
        public void ended(FrameTransport.Ending ending) {
            decoder.close();
            over = true;
            byEpoch.remove(epoch);
            forgetKey(epoch);
            OptionalInt httpStatus =
                    ending.cause() == FrameTransport.Cause.REFUSED ? ending.code() : OptionalInt.empty();
            mailbox.accept(new SessionInput.ConnectionEnded(
                    epoch, reason(ending.cause()), ending.detail().replace(key.value(), key.toString()), httpStatus));
        }
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
