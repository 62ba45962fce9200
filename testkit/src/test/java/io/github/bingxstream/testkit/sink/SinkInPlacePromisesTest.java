package io.github.bingxstream.testkit.sink;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.bingxstream.AccountStreamBuilder;
import org.junit.jupiter.api.Test;

/** A sink that never blocks is promised everything but what is about sinks that do. */
class SinkInPlacePromisesTest extends PlainSinkPromisesTest {

    private static final String BLOCKS = "not promised: this sink said that it never blocks";

    @Override
    AccountStreamBuilder options(AccountStreamBuilder stream) {
        return stream.sinkNeverBlocks(true);
    }

    @Override
    @Test
    public void es4_a_sink_that_stands_still_costs_no_connection() {
        abort(BLOCKS);
    }

    @Override
    @Test
    public void es5_what_came_while_a_sink_stood_still_comes_afterwards() {
        abort(BLOCKS);
    }
}
