package io.github.bingxstream.port.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Ending;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ListenerGateTest {

    private static final Ending LOST = new Ending(Cause.LOST, OptionalInt.empty(), "cut");

    private final List<String> calls = new ArrayList<>();
    private final ListenerGate gate = new ListenerGate(new FrameTransport.Listener() {
        @Override
        public void opened() {
            calls.add("opened");
        }

        @Override
        public void text(String message) {
            calls.add(message);
        }

        @Override
        public void binary(ByteBuffer message) {
            calls.add("binary");
        }

        @Override
        public void ended(Ending ending) {
            calls.add("ended");
        }
    });

    @Test
    void nothing_passes_behind_the_end() {
        gate.pass(listener -> listener.text("a"));
        gate.shut(LOST);
        gate.pass(listener -> listener.text("late"));
        assertThat(calls).containsExactly("a", "ended");
    }

    @Test
    void an_end_that_comes_during_a_call_is_told_after_it() {
        gate.pass(listener -> {
            gate.shut(LOST);
            listener.text("still under way");
        });
        assertThat(calls).containsExactly("still under way", "ended");
    }
}
