package io.github.bingxstream.testkit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.CheckpointStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link CheckpointStore}, rule by rule: extend it in a test and supply the store. A name that begins with
 * {@code cs1_} tests rule CS-1.
 *
 * <p>Each test begins with a place where nothing is kept, which is up to the subclass.
 */
@Timeout(60)
public abstract class CheckpointStoreContract {

    /** For subclasses. */
    protected CheckpointStoreContract() {}

    /**
     * Returns a store of the place under test as a process finds it that has just started. The store that was returned before is
     * used no more, and was told nothing: its process may have been killed.
     */
    protected abstract CheckpointStore afterARestart() throws IOException;

    /** Saves from another process, which is killed while it saves; returns when it is dead. */
    protected abstract void killWhileSaving(Checkpoint one, Checkpoint other) throws Exception;

    /** Spoils what is kept, as a failing disk or a curious editor would. */
    protected abstract void damage() throws IOException;

    @Test
    @DisplayName("CS-1 nothing is loaded where nothing was saved")
    public void cs1_nothing_is_loaded_where_nothing_was_saved() throws IOException {
        assertThat(afterARestart().load()).isEmpty();
        assertThat(afterARestart().load()).isEmpty();
    }

    @Test
    @DisplayName("CS-1 what was saved last is loaded in this process and in the next")
    public void cs1_what_was_saved_last_is_loaded_in_this_process_and_in_the_next() throws IOException {
        CheckpointStore store = afterARestart();
        for (int orders : new int[] {0, 3, 500, 2}) {
            Checkpoint checkpoint = checkpoint(orders, orders);
            store.save(checkpoint);
            assertThat(store.load()).contains(checkpoint);
            store = afterARestart();
            assertThat(store.load()).contains(checkpoint);
        }
    }

    @Test
    @DisplayName("CS-1 nothing of a checkpoint is lost on the way")
    public void cs1_nothing_of_a_checkpoint_is_lost_on_the_way() throws IOException {
        Checkpoint delicate = new Checkpoint(
                Instant.parse("2026-01-02T03:04:05.678901234Z"),
                List.of(
                        mark("MØTH-USDT", "9007199254740993111", "PENDING", "0", List.of()),
                        mark("$U-USDT", "0012", "a status of tomorrow: \"\\\n\u2028😀", "1.50", List.of("1", "01")),
                        mark("ATOM(ARC20)-USDT", "x-7", "FILLED", "0.0000000000000000001", List.of("36237072")),
                        mark("A-B", "7", "CANCELLED", "1E+3", List.of())));
        afterARestart().save(delicate);

        assertThat(afterARestart().load()).contains(delicate);
    }

    @Test
    @DisplayName("CS-2 whenever the process dies a whole checkpoint is loaded")
    public void cs2_whenever_the_process_dies_a_whole_checkpoint_is_loaded() throws Exception {
        Checkpoint small = checkpoint(2, 1);
        Checkpoint large = checkpoint(2000, 2);
        afterARestart().save(small);
        for (int i = 0; i < 3; i++) {
            killWhileSaving(small, large);
            assertThat(afterARestart().load().orElseThrow()).isIn(small, large);
        }
        afterARestart().save(large);
        assertThat(afterARestart().load()).contains(large);
    }

    @Test
    @DisplayName("CS-3 one thread loads and another one saves")
    public void cs3_one_thread_loads_and_another_one_saves() throws Exception {
        CheckpointStore store = afterARestart();
        assertThat(store.load()).isEmpty();
        ExecutorService sink = Executors.newSingleThreadExecutor();
        try {
            for (int i = 1; i <= 50; i++) {
                Checkpoint checkpoint = checkpoint(i, i);
                Future<?> saved = sink.submit(() -> {
                    store.save(checkpoint);
                    return null;
                });
                saved.get();
                assertThat(store.load()).contains(checkpoint);
            }
        } finally {
            sink.shutdownNow();
        }
    }

    @Test
    @DisplayName("CS-4 a checkpoint that cannot be read back is a failure every time")
    public void cs4_a_checkpoint_that_cannot_be_read_back_is_a_failure_every_time() throws IOException {
        afterARestart().save(checkpoint(5, 1));
        damage();
        CheckpointStore store = afterARestart();

        assertThatIOException().isThrownBy(store::load);
        assertThatIOException().isThrownBy(store::load);
        CheckpointStore next = afterARestart();
        assertThatIOException().isThrownBy(next::load);
    }

    private static Checkpoint checkpoint(int orders, int number) {
        return new Checkpoint(
                Instant.ofEpochSecond(1_700_000_000L + number),
                IntStream.range(0, orders)
                        .mapToObj(i -> mark("BTC-USDT", "10" + i, "PARTIALLY_FILLED", "1." + number, List.of("1", "2")))
                        .toList());
    }

    private static OrderMark mark(String symbol, String id, String status, String quantity, List<String> fills) {
        return new OrderMark(
                new Symbol(symbol),
                new OrderId(id),
                OrderStatus.of(status),
                new BigDecimal(quantity),
                new BigDecimal(quantity),
                fills.stream().map(TradeId::new).toList());
    }
}
