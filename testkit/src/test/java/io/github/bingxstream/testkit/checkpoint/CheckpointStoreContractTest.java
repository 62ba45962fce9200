package io.github.bingxstream.testkit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.port.CheckpointStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's witnesses: stores that break one rule each, and the test that has to notice. */
class CheckpointStoreContractTest {

    @ParameterizedTest(name = "{0} is noticed")
    @MethodSource("witnesses")
    void the_contract_notices_its_witness(String name, Keeper broken, Rule rule) {
        assertThatThrownBy(() -> rule.test(broken)).isInstanceOf(Throwable.class);
    }

    static Stream<Arguments> witnesses() {
        return Stream.of(
                witness(
                        "making a checkpoint up",
                        new MakingUp(),
                        Keeper::cs1_nothing_is_loaded_where_nothing_was_saved),
                witness(
                        "keeping the first",
                        new KeepingTheFirst(),
                        Keeper::cs1_what_was_saved_last_is_loaded_in_this_process_and_in_the_next),
                witness(
                        "forgetting with the process",
                        new Forgetting(),
                        Keeper::cs1_what_was_saved_last_is_loaded_in_this_process_and_in_the_next),
                witness(
                        "losing what was delivered",
                        new LosingMarks(),
                        Keeper::cs1_nothing_of_a_checkpoint_is_lost_on_the_way),
                witness(
                        "keeping half when killed",
                        new TornByAKill(),
                        Keeper::cs2_whenever_the_process_dies_a_whole_checkpoint_is_loaded),
                witness("belonging to a thread", new OfOneThread(), Keeper::cs3_one_thread_loads_and_another_one_saves),
                witness(
                        "starting afresh in silence",
                        new StartingAfresh(),
                        Keeper::cs4_a_checkpoint_that_cannot_be_read_back_is_a_failure_every_time));
    }

    /** Nobody trusts a contract that nothing passes. */
    @Test
    void a_store_that_breaks_nothing_passes() throws Throwable {
        new Keeper().cs1_nothing_is_loaded_where_nothing_was_saved();
        new Keeper().cs1_what_was_saved_last_is_loaded_in_this_process_and_in_the_next();
        new Keeper().cs1_nothing_of_a_checkpoint_is_lost_on_the_way();
        new Keeper().cs2_whenever_the_process_dies_a_whole_checkpoint_is_loaded();
        new Keeper().cs3_one_thread_loads_and_another_one_saves();
        new Keeper().cs4_a_checkpoint_that_cannot_be_read_back_is_a_failure_every_time();
        assertThat(CheckpointStoreContract.class.getDeclaredMethods())
                .filteredOn(method -> method.isAnnotationPresent(Test.class))
                .hasSize(6);
    }

    private static Arguments witness(String name, Keeper broken, Rule rule) {
        return arguments(name, broken, rule);
    }

    /** One test of the contract. */
    interface Rule {
        void test(Keeper keeper) throws Throwable;
    }

    /** A store in memory that breaks nothing; its processes are imagined. */
    private static class Keeper extends CheckpointStoreContract implements CheckpointStore {

        volatile @Nullable Checkpoint kept;

        volatile boolean damaged;

        @Override
        protected CheckpointStore afterARestart() throws IOException {
            return this;
        }

        @Override
        protected void killWhileSaving(Checkpoint one, Checkpoint other) throws IOException {
            save(other);
        }

        @Override
        protected void damage() {
            damaged = true;
        }

        @Override
        public Optional<Checkpoint> load() throws IOException {
            if (damaged) {
                throw new IOException("damaged on purpose");
            }
            return Optional.ofNullable(kept);
        }

        @Override
        public void save(Checkpoint checkpoint) throws IOException {
            kept = checkpoint;
        }
    }

    private static final class MakingUp extends Keeper {
        @Override
        public Optional<Checkpoint> load() {
            return Optional.of(new Checkpoint(Instant.EPOCH, List.of()));
        }
    }

    private static final class KeepingTheFirst extends Keeper {
        @Override
        public void save(Checkpoint checkpoint) throws IOException {
            if (load().isEmpty()) {
                super.save(checkpoint);
            }
        }
    }

    private static final class Forgetting extends Keeper {
        @Override
        protected CheckpointStore afterARestart() {
            kept = null;
            return this;
        }
    }

    private static final class LosingMarks extends Keeper {
        @Override
        public void save(Checkpoint checkpoint) throws IOException {
            super.save(new Checkpoint(
                    checkpoint.completeUntil(), checkpoint.orders().subList(0, 1)));
        }
    }

    private static final class TornByAKill extends Keeper {
        @Override
        protected void killWhileSaving(Checkpoint one, Checkpoint other) throws IOException {
            save(new Checkpoint(other.completeUntil(), other.orders().subList(0, 1000)));
        }
    }

    private static final class OfOneThread extends Keeper {
        private final Thread owner = Thread.currentThread();

        @Override
        public void save(Checkpoint checkpoint) throws IOException {
            if (Thread.currentThread() != owner) {
                throw new IOException("another thread");
            }
            super.save(checkpoint);
        }
    }

    private static final class StartingAfresh extends Keeper {
        @Override
        public Optional<Checkpoint> load() throws IOException {
            return damaged ? Optional.empty() : super.load();
        }
    }
}
