package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.testkit.contract.Rule;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Holds declared shortcomings against what happens: excuses those that are, and finds those that are none. */
final class Declarations implements InvocationInterceptor {

    /** What is declared not to happen is not waited for as if it had to; and what then happens late is no proof. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    // The checkers for JDK 17 and 25 disagree about the nullness of JUnit's Void.
    @SuppressWarnings("NullAway")
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Object test = context.getRequiredTestInstance();
        Rule rule = method.getExecutable().getAnnotation(Rule.class);
        for (Map.Entry<Shortcoming, String> declared : declaredBy(test).entrySet()) {
            if (rule != null && rule.number().equals(declared.getKey().rule())) {
                if (test instanceof FrameTransportContract frames) {
                    frames.bench().hurry(PATIENCE);
                }
                judge(declared.getKey(), declared.getValue(), invocation);
                return;
            }
        }
        invocation.proceed();
    }

    private static Map<Shortcoming, String> declaredBy(Object test) {
        if (test instanceof FrameTransportContract frames) {
            return frames.shortcomings();
        }
        return test instanceof HttpTransportContract http ? http.shortcomings() : Map.of();
    }

    static void judge(Shortcoming declared, String reason, Invocation<Void> test) {
        String words = declared + ": " + reason;
        if (!declared.isCertain()) {
            test.skip();
            Assumptions.abort(words);
        }
        try {
            test.proceed();
        } catch (Throwable asDeclared) {
            Assumptions.abort(words);
        }
        throw new AssertionError(
                declared + " is declared, but " + declared.rule() + " is kept: take the declaration away");
    }
}
