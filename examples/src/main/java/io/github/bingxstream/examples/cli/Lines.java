package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import java.util.Locale;
import java.util.Optional;

/** Turns events and notices into lines of standard output; an empty text is no line. */
interface Lines {

    String order(OrderUpdate update);

    String balance(AccountUpdate update, BalanceChange change);

    String snapshot(AccountSnapshot snapshot, Filter filter);

    String unrecognized(Unrecognized message);

    String notice(StreamNotice notice);

    /** Returns what to tell people about a notice on standard error, if anything. */
    Optional<String> remark(StreamNotice notice);

    /** Which lines. */
    enum Format {
        TABLE,
        JSONL;

        Lines lines() {
            return this == TABLE ? new TableLines() : new JsonLines();
        }

        /** Options read in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
