package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What one line of a capture says, redacted already. Connections and requests are numbered from 1. */
sealed interface Fact {

    /** Calls the case for what this is. */
    <R> R match(Cases<R> cases);

    /** One method for each kind of fact. */
    interface Cases<R> {
        R seeded(Seeded fact);

        R noted(Noted fact);

        R resumed(Resumed fact);

        R opening(Opening fact);

        R opened(Opened fact);

        R message(Message fact);

        R sent(Sent fact);

        R closing(Closing fact);

        R ended(Ended fact);

        R asked(Asked fact);

        R answered(Answered fact);

        R unanswered(Unanswered fact);

        R lost(Lost fact);

        R finished(Finished fact);
    }

    /** A fact about one connection. */
    sealed interface OfConnection extends Fact {
        int connection();
    }

    /** A stream drew the seed of its jitter. */
    record Seeded(long seed) implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.seeded(this);
        }
    }

    /** Something that the user wanted to be in the capture. */
    record Noted(String name, String value) implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.noted(this);
        }
    }

    /** A stream loaded its checkpoint, or found none. */
    record Resumed(Optional<Checkpoint> checkpoint) implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.resumed(this);
        }
    }

    /** A connection was asked for. */
    record Opening(int connection) implements OfConnection {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.opening(this);
        }
    }

    /** The handshake succeeded. */
    record Opened(int connection) implements OfConnection {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.opened(this);
        }
    }

    /** A message came. */
    record Message(int connection, Form form, Content content) implements OfConnection {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.message(this);
        }
    }

    /** A text was sent. */
    record Sent(int connection, Content content) implements OfConnection {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sent(this);
        }
    }

    /** The stream closed the connection. */
    record Closing(int connection) implements OfConnection {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.closing(this);
        }
    }

    /** The connection was over. */
    record Ended(int connection, FrameTransport.Cause cause, OptionalInt code, String detail) implements OfConnection {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ended(this);
        }
    }

    /**
     * A request was sent.
     *
     * @param parameters by name in the order of the query; empty values for those that only prove who asks
     */
    record Asked(int request, HttpTransport.Method method, String path, Map<String, String> parameters)
            implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.asked(this);
        }
    }

    /** The request was answered. */
    record Answered(int request, int status, Map<String, String> headers, Content body) implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answered(this);
        }
    }

    /**
     * No answer came.
     *
     * @param network whether the network is to blame
     */
    record Unanswered(int request, boolean network, String detail) implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unanswered(this);
        }
    }

    /** So many facts found no room to wait for being written. */
    record Lost(long facts) implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.lost(this);
        }
    }

    /** Nothing more was captured. */
    record Finished(Why why) implements Fact {

        /** Why a capture ends. */
        enum Why {
            CLOSED,
            FULL
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.finished(this);
        }
    }

    /** How a message came over the wire. */
    enum Form {
        TEXT,
        BINARY,
        GZIP
    }

    /** What a message or body said, as far as it may be told. */
    sealed interface Content {}

    /** A redacted text. */
    record Told(String text) implements Content {}

    /**
     * Something that could not be read, and so not redacted either.
     *
     * @param damage what was wrong with it
     * @param length in bytes, as far as it was read
     * @param hash tells whether two are equal
     */
    record Untold(Damage damage, int length, String hash) implements Content {}

    /** Why something could not be read. */
    enum Damage {
        /** Begins like gzip and cannot be decompressed, or not within limits. */
        NO_GZIP,
        /** Is no UTF-8. */
        NO_TEXT,
        /** Is no JSON. */
        NO_JSON
    }
}
