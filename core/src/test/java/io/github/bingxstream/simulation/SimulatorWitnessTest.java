package io.github.bingxstream.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A checker that nobody has seen fail may check nothing: each catches a session that is broken on purpose. */
class SimulatorWitnessTest {

    private static final int SEEDS_MAX = 25;

    @ParameterizedTest
    @EnumSource(Mutants.class)
    void a_broken_session_is_caught(Mutants mutant) {
        Optional<Broken> caught = Optional.empty();
        long seed = 0;
        while (caught.isEmpty() && seed < SEEDS_MAX) {
            seed++;
            caught = run(plan(mutant, seed).with(mutant.mutant()));
        }

        assertThat(caught).as("%s within %d seeds", mutant, SEEDS_MAX).isPresent();
        assertThat(caught.orElseThrow().promise()).as(caught.toString()).isEqualTo(mutant.seenBy());
        Plan unbroken = plan(mutant, seed);
        assertThatCode(() -> new Simulation(unbroken).run())
                .as("the session as it is, on seed %d", seed)
                .doesNotThrowAnyException();
        System.out.printf("witness: %s seen by %s on seed %d%n", mutant, mutant.seenBy(), seed);
    }

    @Test
    void every_checker_has_a_witness() {
        assertThat(Arrays.stream(Mutants.values()).map(Mutants::seenBy).collect(Collectors.toSet()))
                .isEqualTo(Checkers.ALL);
    }

    /** Long enough for its fault, and no longer. */
    private static Plan plan(Mutants mutant, long seed) {
        Plan plan = Plan.day(seed).checking(Set.of(mutant.seenBy()));
        return switch (mutant) {
            case LEAVES_BEFORE_IT_ARRIVES -> plan.withoutFaults();
            case ANSWERS_NO_HEARTBEAT, NEVER_CLOSES_GAPS -> plan.of(8, 4);
            default -> plan.of(8, 8);
        };
    }

    private static Optional<Broken> run(Plan plan) {
        try {
            new Simulation(plan).run();
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken);
        }
    }
}
