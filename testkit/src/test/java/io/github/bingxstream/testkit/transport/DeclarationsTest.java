package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.TestAbortedException;

class DeclarationsTest {

    @Test
    void a_rule_that_is_broken_as_declared_is_skipped_with_the_reason() {
        assertThatThrownBy(() -> Declarations.judge(Shortcoming.TAKES_MASKED_FRAMES, "it unmasks them", test(() -> {
                    throw new AssertionError("delivered");
                })))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("it unmasks them");
    }

    @Test
    void a_rule_that_is_kept_although_the_opposite_is_declared_is_a_failure() {
        assertThatThrownBy(() -> Declarations.judge(Shortcoming.TAKES_MASKED_FRAMES, "it unmasks them", test(() -> {})))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FT-56 is kept");
    }

    @Test
    void a_rule_that_is_broken_now_and_then_is_skipped_unseen() {
        AtomicBoolean ran = new AtomicBoolean();

        assertThatThrownBy(() -> Declarations.judge(
                        Shortcoming.MAY_MISS_A_FINISH_BEHIND_A_FRAME, "now and then", test(() -> ran.set(true))))
                .isInstanceOf(TestAbortedException.class);

        assertThat(ran).isFalse();
    }

    private static Invocation<Void> test(Runnable body) {
        return () -> {
            body.run();
            return null;
        };
    }
}
