package io.github.bingxstream.testkit.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * One rule of a port, on the one test that is about it; the test's name begins with the number. From these
 * {@code docs/contract.md} is generated.
 */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rule {

    /** Returns the number that documents, comments and reports cite, such as {@code FT-17}. */
    String number();

    /** Returns the rule, in one sentence without a full stop. */
    String says();

    /** Returns what goes wrong for users where it is broken, without a full stop. */
    String because();
}
