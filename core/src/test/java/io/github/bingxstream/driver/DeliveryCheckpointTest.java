package io.github.bingxstream.driver;

import static io.github.bingxstream.driver.DeliveryBench.NEVER;
import static io.github.bingxstream.driver.DeliveryBench.event;
import static io.github.bingxstream.driver.DeliveryBench.storing;
import static io.github.bingxstream.driver.DeliveryBench.uncaughtFrom;
import static io.github.bingxstream.driver.DeliveryBench.whenReady;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.driver.DeliveryBench.Recording;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.session.SessionPositions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checkpoint stands for what the sink was told, and for nothing else. */
class DeliveryCheckpointTest {

    private final DeliveryBench.Later later = new DeliveryBench.Later();
    private final DeliveryBench.Recording sink = new DeliveryBench.Recording();

    @Test
    void a_checkpoint_is_saved_when_the_sink_has_taken_what_it_stands_for() {
        List<String> seen = new ArrayList<>();
        CheckpointStore store = storing(checkpoint -> seen.add(checkpoint.completeUntil() + " after " + sink.calls));
        Delivery saving = new Delivery(sink, store, later, NEVER, 4);
        saving.event(event("a"), 100);
        saving.position(SessionPositions.at(1));
        saving.position(SessionPositions.at(2));
        later.runAll();
        saving.event(event("b"), 100);
        saving.position(SessionPositions.at(3));
        later.runAll();
        assertThat(seen).containsExactly("1970-01-01T00:00:02Z after [a]", "1970-01-01T00:00:03Z after [a, b]");
    }

    @Test
    void a_store_that_fails_is_reported_counted_and_asked_again() throws Exception {
        CheckpointStore broken = storing(checkpoint -> {
            throw new IOException("disk full");
        });
        Delivery saving = new Delivery(sink, broken, later, NEVER, 4);
        List<Throwable> reported = uncaughtFrom(() -> {
            saving.event(event("a"), 100);
            saving.position(SessionPositions.at(1));
            later.runAll();
            saving.event(event("b"), 100);
            saving.position(SessionPositions.at(2));
            later.runAll();
        });
        assertThat(sink.calls).containsExactly("a", "b");
        assertThat(reported).hasSize(2).allMatch(IOException.class::isInstance);
        assertThat(saving.saveFailures()).isEqualTo(2);
    }

    @Test
    void a_checkpoint_is_saved_for_the_call_under_way_when_all_ends_and_never_for_one_that_was_not_made() {
        assertThat(savedWhenClosedWithin("a", "a", "position", "b", "position")).containsExactly(1L);
        assertThat(savedWhenClosedWithin("a", "a", "b", "position")).isEmpty();
        assertThat(savedWhenClosedWithin("b", "a", "b", "position", "c", "position"))
                .containsExactly(1L);
    }

    @Test
    void no_checkpoint_is_saved_behind_a_call_that_was_about_to_begin_when_all_ended() {
        List<Long> saved = new ArrayList<>();
        Delivery[] self = new Delivery[1];
        // Taking the one large event frees the queue, which is told before the event is.
        self[0] = new Delivery(
                sink,
                storing(checkpoint -> saved.add(checkpoint.completeUntil().getEpochSecond())),
                later,
                whenReady(() -> self[0].finish(System.nanoTime())),
                1_000);
        self[0].event(event("large"), (int) Delivery.BYTES_MAX);
        self[0].position(SessionPositions.at(1));
        later.runAll();
        assertThat(sink.calls).isEmpty();
        assertThat(saved).isEmpty();
    }

    /** Queues so much that it is taken in one go, closes within the call for one of the events, and returns which checkpoints were saved. */
    private List<Long> savedWhenClosedWithin(String call, String... queued) {
        List<Long> saved = new ArrayList<>();
        CheckpointStore store =
                storing(checkpoint -> saved.add(checkpoint.completeUntil().getEpochSecond()));
        Delivery[] self = new Delivery[1];
        Recording closing = new Recording() {
            @Override
            public void event(AccountEvent event) {
                super.event(event);
                if (((Unrecognized) event).message().equals(call)) {
                    self[0].finish(System.nanoTime() + DeliveryBench.PATIENCE);
                }
            }
        };
        self[0] = new Delivery(closing, store, later, NEVER, 1_000);
        long positions = 0;
        for (String one : queued) {
            if (one.equals("position")) {
                self[0].position(SessionPositions.at(++positions));
            } else {
                self[0].event(event(one), 100);
            }
        }
        later.runAll();
        assertThat(closing.calls).endsWith(call);
        return saved;
    }
}
