package io.github.bingxstream.driver;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Signal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stream's attempt, attached to a connection that may serve other streams, too. Guarded by the shared connections. */
final class Attachment {

    private static final Outcome<KeyExtension> EXTENDED = new Outcome.Answered<>(KeyExtension.EXTENDED);

    private final Connections stream;
    private final long epoch;
    private final Set<Channel> wanted = EnumSet.noneOf(Channel.class);
    private volatile @Nullable SharedConnection connection;
    private volatile long quotedEpoch;

    Attachment(Connections stream, long epoch) {
        this.stream = stream;
        this.epoch = epoch;
    }

    Connections stream() {
        return stream;
    }

    long epoch() {
        return epoch;
    }

    Set<Channel> wanted() {
        return wanted;
    }

    @Nullable
    SharedConnection connection() {
        return connection;
    }

    /**
     * Attaches it.
     *
     * @param quoted the epoch that the connection's events quote
     */
    void to(SharedConnection attachedTo, long quoted) {
        quotedEpoch = quoted;
        connection = attachedTo;
    }

    void left() {
        connection = null;
    }

    boolean isOpen() {
        SharedConnection attachedTo = connection;
        return attachedTo != null && attachedTo.isOpen();
    }

    void opened() {
        stream.tell(new SessionInput.ConnectionOpened(epoch));
    }

    void extended(Now askedAt) {
        stream.tell(new SessionInput.KeyExtended(epoch, askedAt, EXTENDED));
    }

    void ended(SessionInput.ConnectionEnded ended) {
        left();
        stream.forget(this);
        stream.tell(new SessionInput.ConnectionEnded(epoch, ended.reason(), ended.detail(), ended.httpStatus()));
    }

    /** A message came. Called without the lock. */
    void heard(Moment at, int bytes, Signal signal) {
        Signal own = signal instanceof Signal.Happened happened && quotedEpoch != epoch ? requoted(happened) : signal;
        stream.hear(new SessionInput.SignalReceived(epoch, at, bytes, own));
    }

    /** What it asked for was answered: by the exchange, or here because it had answered the same to another stream. */
    void answered(Moment at, Signal.Acknowledged answer) {
        stream.tell(new SessionInput.SignalReceived(epoch, at, 0, answer));
    }

    private Signal requoted(Signal.Happened happened) {
        return new Signal.Happened(happened.events().stream()
                .map(event -> event.match(new Requoting(epoch)))
                .toList());
    }

    /** Lets an event quote another epoch: each stream counts its own. */
    private record Requoting(long epoch) implements AccountEvent.Cases<AccountEvent> {

        private Origin own(Origin origin) {
            return new Origin(
                    origin.provenance(), epoch, origin.keyFingerprint(), origin.eventTime(), origin.receivedAt());
        }

        @Override
        public AccountEvent orderUpdate(OrderUpdate update) {
            return new OrderUpdate(own(update.origin()), update.order(), update.executionType(), update.fill());
        }

        @Override
        public AccountEvent accountUpdate(AccountUpdate update) {
            return new AccountUpdate(
                    own(update.origin()), update.reason(), update.transactionTime(), update.changes(), update.raw());
        }

        @Override
        public AccountEvent accountSnapshot(AccountSnapshot snapshot) {
            return new AccountSnapshot(
                    own(snapshot.origin()), snapshot.balances(), snapshot.openOrders(), snapshot.raw());
        }

        @Override
        public AccountEvent unrecognized(Unrecognized message) {
            return new Unrecognized(own(message.origin()), message.kind(), message.message());
        }
    }
}
