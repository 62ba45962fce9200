package io.github.bingxstream.session;

import io.github.bingxstream.domain.Checkpoint;
import java.util.List;

/** What was delivered of each order. */
record Ledger() {

    List<Checkpoint.OrderMark> marks() {
        return List.of();
    }
}
