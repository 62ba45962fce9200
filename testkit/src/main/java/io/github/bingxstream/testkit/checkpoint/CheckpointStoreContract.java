package io.github.bingxstream.testkit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.testkit.contract.Rule;
import io.github.bingxstream.testkit.contract.RuleNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link CheckpointStore}, rule by rule: extend it in a test and supply the store.
 *
 * <p>Each test begins with a place where nothing is kept, which is up to the subclass.
 */
@Timeout(60)
@DisplayNameGeneration(RuleNames.class)
public abstract class CheckpointStoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How many orders the checkpoints have that are saved one after the other: more, and then fewer again. */
    private static final int[] SIZES = {0, 3, 500, 2};

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

    @Rule(
            number = "CS-1",
            says = "nothing is loaded where nothing was saved",
            because = "a stream that begins somewhere of its own accord would claim to be complete since then")
    public void cs1_nothing_is_loaded_where_nothing_was_saved() throws IOException {
        assertThat(afterARestart().load()).isEmpty();
        assertThat(afterARestart().load()).isEmpty();
    }

    @Rule(
            number = "CS-2",
            says = "what was saved last is loaded in the same process",
            because = "a stream that is opened anew continues where the one before stopped")
    public void cs2_what_was_saved_last_is_loaded_in_the_same_process() throws IOException {
        CheckpointStore store = afterARestart();
        for (int orders : SIZES) {
            Checkpoint checkpoint = checkpoint(orders, orders);
            store.save(checkpoint);
            assertThat(store.load()).contains(checkpoint);
        }
    }

    @Rule(
            number = "CS-3",
            says = "what was saved last is loaded in the next process",
            because = "that is what checkpoints are for")
    public void cs3_what_was_saved_last_is_loaded_in_the_next_process() throws IOException {
        for (int orders : SIZES) {
            Checkpoint checkpoint = checkpoint(orders, orders);
            afterARestart().save(checkpoint);
            assertThat(afterARestart().load()).contains(checkpoint);
        }
    }

    @Rule(
            number = "CS-4",
            says = "loading takes nothing away",
            because = "a process that dies right after loading is followed by another")
    public void cs4_loading_takes_nothing_away() throws IOException {
        Checkpoint checkpoint = checkpoint(3, 1);
        afterARestart().save(checkpoint);
        for (int i = 0; i < 3; i++) {
            CheckpointStore store = afterARestart();
            assertThat(store.load()).contains(checkpoint);
            assertThat(store.load()).contains(checkpoint);
        }
    }

    @Rule(
            number = "CS-5",
            says = "symbols, ids and states come back character by character",
            because = "ids have leading zeros and more digits than a number holds, and the exchange invents states")
    public void cs5_symbols_ids_and_states_come_back_character_by_character() throws IOException {
        comesBack(
                mark("MØTH-USDT", "9007199254740993111", "PENDING", "0", List.of()),
                mark("$U-USDT", "0012", "a status of tomorrow: \"\\\n\u2028😀", "1", List.of("1", "01")),
                mark("ATOM(ARC20)-USDT", "x-7", "FILLED", "1", List.of("36237072")));
    }

    @Rule(
            number = "CS-6",
            says = "quantities come back digit by digit",
            because = "a fill is told once because its quantity is known exactly")
    public void cs6_quantities_come_back_digit_by_digit() throws IOException {
        comesBack(
                mark("A-B", "1", "FILLED", "0.0000000000000000001", List.of()),
                mark("A-B", "2", "FILLED", "1.50", List.of()),
                mark("A-B", "3", "FILLED", "1E+3", List.of()),
                mark("A-B", "4", "FILLED", "12345678901234567890.123456789", List.of()));
    }

    @Rule(
            number = "CS-7",
            says = "the time until which all is told comes back to the nanosecond",
            because = "what happened in between would be told twice or not at all")
    public void cs7_the_time_until_which_all_is_told_comes_back_to_the_nanosecond() throws IOException {
        Checkpoint precise = new Checkpoint(Instant.parse("2026-01-02T03:04:05.678901234Z"), List.of());
        afterARestart().save(precise);

        assertThat(afterARestart().load()).contains(precise);
    }

    @Rule(
            number = "CS-8",
            says = "two thousand orders and their fills come back in their order",
            because = "an account may have that many open, and each may be filled while nobody runs")
    public void cs8_two_thousand_orders_come_back_in_their_order() throws IOException {
        Checkpoint large = checkpoint(2_000, 1);
        afterARestart().save(large);

        assertThat(afterARestart().load()).contains(large);
    }

    @Rule(
            number = "CS-9",
            says = "whenever the process dies, the old checkpoint or the new one is loaded whole",
            because = "half a checkpoint is none")
    public void cs9_whenever_the_process_dies_a_whole_checkpoint_is_loaded() throws Exception {
        Checkpoint small = checkpoint(2, 1);
        Checkpoint large = checkpoint(2_000, 2);
        afterARestart().save(small);
        for (int i = 0; i < 3; i++) {
            killWhileSaving(small, large);
            assertThat(afterARestart().load().orElseThrow()).isIn(small, large);
        }
    }

    @Rule(
            number = "CS-10",
            says = "a process that died within a save leaves nothing that hinders the next one",
            because = "a lock or half a file that has to be removed by hand is an outage at night")
    public void cs10_a_process_that_died_within_a_save_hinders_nobody() throws Exception {
        Checkpoint one = checkpoint(2, 1);
        Checkpoint other = checkpoint(20, 2);
        afterARestart().save(one);
        killWhileSaving(one, other);

        Throwable hindered = catchThrowable(() -> afterARestart().save(other));

        assertThat(hindered).isNull();
        assertThat(afterARestart().load()).contains(other);
    }

    @Rule(
            number = "CS-11",
            says = "one thread may load and another one save",
            because = "the thread that opens a stream loads, and the one that calls the sink saves")
    public void cs11_one_thread_may_load_and_another_one_save() throws Exception {
        CheckpointStore store = afterARestart();
        ExecutorService sink = Executors.newSingleThreadExecutor();
        try {
            for (int i = 1; i <= 50; i++) {
                Checkpoint checkpoint = checkpoint(i, i);
                Future<?> saved = sink.submit(() -> {
                    store.save(checkpoint);
                    return null;
                });
                assertThat(saved).succeedsWithin(PATIENCE);
                assertThat(store.load()).contains(checkpoint);
            }
        } finally {
            sink.shutdownNow();
        }
    }

    @Rule(
            number = "CS-12",
            says = "a checkpoint that cannot be read back is a failure",
            because = "to start afresh in silence would hide what was missed")
    public void cs12_a_checkpoint_that_cannot_be_read_back_is_a_failure() throws IOException {
        afterARestart().save(checkpoint(5, 1));
        damage();
        CheckpointStore store = afterARestart();

        assertThatIOException().isThrownBy(store::load);
    }

    @Rule(
            number = "CS-13",
            says = "it stays one: in the same process, and in the next",
            because = "a program that is restarted by a supervisor would start afresh at the second attempt")
    public void cs13_it_stays_a_failure() throws IOException {
        afterARestart().save(checkpoint(5, 1));
        damage();
        CheckpointStore store = afterARestart();
        for (int i = 0; i < 2; i++) {
            assertThatIOException().isThrownBy(store::load);
        }
        CheckpointStore next = afterARestart();
        assertThatIOException().isThrownBy(next::load);
    }

    private void comesBack(OrderMark... marks) throws IOException {
        Checkpoint delicate = new Checkpoint(Instant.EPOCH, List.of(marks));
        afterARestart().save(delicate);

        assertThat(afterARestart().load()).contains(delicate);
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
