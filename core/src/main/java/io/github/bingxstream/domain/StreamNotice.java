package io.github.bingxstream.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fact about the stream itself. It travels in one order with the {@link AccountEvent}s. */
public sealed interface StreamNotice {

    /** Calls the one method of {@code cases} that is for this notice. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /**
     * The WebSocket is open.
     *
     * @param epoch the number of the attempt that succeeded
     * @param keyFingerprint names the listen key without revealing it
     */
    record Connected(long epoch, String keyFingerprint) implements StreamNotice {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.connected(this);
        }
    }

    /**
     * The exchange acknowledged a subscription.
     *
     * @param epoch the connection
     * @param channel what is subscribed
     */
    record Subscribed(long epoch, Channel channel) implements StreamNotice {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.subscribed(this);
        }
    }

    /**
     * The connection ended, or an attempt to make one came to nothing. The stream tries again by itself.
     *
     * @param epoch the attempt that ended
     * @param reason why
     * @param detail what happened, in one line for people; carries no secret, may be empty
     * @param retryIn how long the stream waits before the next attempt
     */
    record Disconnected(long epoch, DisconnectReason reason, String detail, Duration retryIn) implements StreamNotice {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.disconnected(this);
        }
    }

    /**
     * From {@code since} on, events may have been missed. Until a {@link GapClosed} with the same number comes, what was
     * delivered must not be taken for complete.
     *
     * @param gap the number of the gap, counted from 1 within one stream
     * @param reason why
     * @param since the last time at which nothing was known to be missing: the exchange's, as well as this machine knows it
     */
    record GapOpened(long gap, GapReason reason, Instant since) implements StreamNotice {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.gapOpened(this);
        }
    }

    /**
     * What the gap hid has been delivered.
     *
     * @param gap the number of the gap
     * @param reason why it was opened
     * @param repairedFills how many fills were found over REST and delivered
     * @param repairedOrders how many order changes were found over REST and delivered
     * @param took from the opening to the closing
     */
    record GapClosed(long gap, GapReason reason, int repairedFills, int repairedOrders, Duration took)
            implements StreamNotice {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.gapClosed(this);
        }
    }

    /**
     * Key and connection were replaced while both old and new were working, so that nothing was missed. When the exchange
     * answered with the key in use, its life was prolonged instead and the connection stays: then both epochs are equal.
     *
     * @param fromEpoch the connection that ends
     * @param epoch the connection that goes on
     * @param keyFingerprint names its listen key without revealing it
     */
    record Rotated(long fromEpoch, long epoch, String keyFingerprint) implements StreamNotice {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.rotated(this);
        }
    }

    /**
     * A message could not be decoded. It is followed by a {@link GapOpened}, for nobody knows what it said.
     *
     * @param epoch the connection it came over
     * @param why what was wrong with it
     * @param bytes its size as received
     * @param excerpt its beginning, at most 200 characters, listen keys replaced; empty when it was no text
     */
    record Quarantined(long epoch, String why, int bytes, String excerpt) implements StreamNotice {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.quarantined(this);
        }
    }

    /**
     * The stream has ended for good. Nothing follows.
     *
     * @param reason who ended it
     * @param refusal why the exchange made going on pointless; empty unless it was the exchange
     * @param detail what broke, in one line for people; empty unless something did
     */
    record Closed(CloseReason reason, Optional<Refusal> refusal, String detail) implements StreamNotice {

        /** Returns the end that the user asked for. */
        public static Closed byUser() {
            return new Closed(CloseReason.BY_USER, Optional.empty(), "");
        }

        /** Returns the end after a refusal that trying again cannot help. */
        public static Closed refused(Refusal refusal) {
            return new Closed(CloseReason.REFUSED, Optional.of(refusal), "");
        }

        /** Returns the end after something of our own, or of the runtime's, broke. */
        public static Closed broken(String detail) {
            return new Closed(CloseReason.BROKEN, Optional.empty(), detail);
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.closed(this);
        }
    }

    /**
     * One method for each kind of notice; a new kind breaks the build of whoever must handle it.
     *
     * @param <R> what handling gives
     */
    interface Cases<R extends @Nullable Object> {
        R connected(Connected notice);

        R subscribed(Subscribed notice);

        R disconnected(Disconnected notice);

        R gapOpened(GapOpened notice);

        R gapClosed(GapClosed notice);

        R rotated(Rotated notice);

        R quarantined(Quarantined notice);

        R closed(Closed notice);
    }
}
