package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamState;
import io.vavr.control.Option;
import org.jspecify.annotations.Nullable;

/** Where the session stands, with what it needs to know there and nothing else. */
sealed interface Phase {

    /** Returns the name under which users see this phase. */
    StreamState name();

    /** Returns when something must be decided even if nothing happens, if anything must. */
    @Nullable
    Moment deadline();

    /** Not opened yet. */
    record Idle() implements Phase {
        @Override
        public StreamState name() {
            return StreamState.IDLE;
        }

        @Override
        public @Nullable Moment deadline() {
            return null;
        }
    }

    /** Waiting for the turn to connect, see {@link Turn#CONNECTION}; as long as it takes. */
    record AwaitingTurn() implements Phase {
        @Override
        public StreamState name() {
            return StreamState.ACQUIRING_KEY;
        }

        @Override
        public @Nullable Moment deadline() {
            return null;
        }
    }

    /**
     * Waiting for the exchange to generate a listen key.
     *
     * @param answerBy from then on the attempt has failed
     */
    record AcquiringKey(Moment answerBy) implements Phase {
        @Override
        public StreamState name() {
            return StreamState.ACQUIRING_KEY;
        }

        @Override
        public Moment deadline() {
            return answerBy;
        }
    }

    /**
     * Waiting for the WebSocket handshake.
     *
     * @param key the key it is made with
     * @param answerBy from then on the attempt has failed
     */
    record Connecting(KeyLife key, Moment answerBy) implements Phase {
        @Override
        public StreamState name() {
            return StreamState.CONNECTING;
        }

        @Override
        public Moment deadline() {
            return answerBy;
        }
    }

    /**
     * Connected: messages come and are delivered, whether all channels are acknowledged yet or not.
     *
     * @param key the key it is connected with
     * @param subscriptions what is subscribed
     * @param openedAt when the connection was opened
     * @param toldAt when the exchange last told a fact about the account, which proves that the key is alive; at first
     *     when the key was last known to be
     * @param heardAt when the server last said anything
     * @param silentAt from then on it counts as dead, unless it says something
     * @param beatAt when the last heartbeat came; empty before the first
     * @param provenAt from then on the connection has proved itself; empty when it has
     */
    record Connected(
            KeyLife key,
            Subscriptions subscriptions,
            Now openedAt,
            Now toldAt,
            Now heardAt,
            Moment silentAt,
            Option<Moment> beatAt,
            Option<Moment> provenAt)
            implements Phase {

        static Connected begin(KeyLife key, Iterable<Channel> channels, Now now, Silence silence) {
            return new Connected(
                    key,
                    Subscriptions.begin(channels),
                    now,
                    key.aliveAt(),
                    now,
                    silence.silentAt(now.moment()),
                    Option.none(),
                    Option.some(now.moment().plus(SessionSettings.PROVEN_AFTER)));
        }

        @Override
        public StreamState name() {
            return subscriptions.isComplete() ? StreamState.LIVE : StreamState.SUBSCRIBING;
        }

        @Override
        public Moment deadline() {
            Moment earliest = Moments.earliest(silentAt, key.validUntil());
            return Moments.earliest(Moments.earliest(earliest, subscriptions.deadline()), provenAt.getOrNull());
        }

        /** Returns the last time at which nothing is known to be missing if the key turns out to be dead. */
        Now keyAliveAt() {
            return toldAt.moment().compareTo(key.aliveAt().moment()) > 0 ? toldAt : key.aliveAt();
        }

        /**
         * Something was heard. What hardly comes later than what was heard before changes nothing: a gap that begins so
         * little earlier is as true.
         */
        Connected hearing(Moment at, Now now, Silence silence) {
            if (!Moments.isNoticeablyLater(at, heardAt.moment())) {
                return this;
            }
            Now heard = new Now(at, now.timeOf(at));
            return new Connected(key, subscriptions, openedAt, toldAt, heard, silence.silentAt(at), beatAt, provenAt);
        }

        Connected beating(Silence silence) {
            Moment at = heardAt.moment();
            return new Connected(
                    key, subscriptions, openedAt, toldAt, heardAt, silence.silentAt(at), Option.some(at), provenAt);
        }

        Connected told() {
            return toldAt.equals(heardAt)
                    ? this
                    : new Connected(key, subscriptions, openedAt, heardAt, heardAt, silentAt, beatAt, provenAt);
        }

        Connected with(Subscriptions changed) {
            return new Connected(key, changed, openedAt, toldAt, heardAt, silentAt, beatAt, provenAt);
        }

        Connected with(KeyLife changed) {
            return new Connected(changed, subscriptions, openedAt, toldAt, heardAt, silentAt, beatAt, provenAt);
        }

        Connected proven() {
            return new Connected(key, subscriptions, openedAt, toldAt, heardAt, silentAt, beatAt, Option.none());
        }
    }

    /**
     * Waiting before the next attempt.
     *
     * @param retryAt when to make it
     */
    record BackingOff(Moment retryAt) implements Phase {
        @Override
        public StreamState name() {
            return StreamState.BACKING_OFF;
        }

        @Override
        public Moment deadline() {
            return retryAt;
        }
    }

    /** Ended for good. */
    record Closed() implements Phase {
        @Override
        public StreamState name() {
            return StreamState.CLOSED;
        }

        @Override
        public @Nullable Moment deadline() {
            return null;
        }
    }
}
