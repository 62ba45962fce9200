package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.rest.RequestBudget;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamRuntimeTest {

    /** The collector runs when it likes. */
    private static final Duration LONG = Duration.ofSeconds(40);

    private static StreamRuntime runtime(RequestBudget budget) {
        return StreamRuntime.builder().budget(budget).build();
    }

    @Test
    void runtimes_with_one_budget_take_turns_with_each_other() {
        RequestBudget budget = new RequestBudget();
        try (StreamRuntime one = runtime(budget);
                StreamRuntime another = runtime(budget);
                StreamRuntime apart = runtime(new RequestBudget())) {
            assertThat(one.turns()).isSameAs(another.turns()).isNotSameAs(apart.turns());
        }
    }

    @Test
    void a_budget_that_nobody_uses_any_more_is_forgotten_with_the_turns_before_it() throws Exception {
        WeakReference<RequestBudget> budget = closed();
        for (long end = System.nanoTime() + LONG.toNanos(); budget.get() != null && System.nanoTime() < end; ) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(budget.get()).isNull();
    }

    /** In a method of its own, so that nothing is left of it on the stack. */
    private static WeakReference<RequestBudget> closed() {
        RequestBudget budget = new RequestBudget();
        runtime(budget).close();
        return new WeakReference<>(budget);
    }
}
