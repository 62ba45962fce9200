package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The witness: what looks for secrets finds them. */
class LeaksTest {

    private static final String LIKE_A_KEY = "0123456789abcdef".repeat(4);

    private final Leaks leaks = new Leaks();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connecting as planted-api-key-5f1c0a",
                "{\"k\":\"planted-secret-key-9be27d\"}",
                "?listenKey=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef&x",
                "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"
            })
    void a_secret_is_found_wherever_it_stands(String said) {
        leaks.look("somebody", said);

        assertThat(leaks.found()).containsExactly("somebody said: " + said);
        assertThat(leaks.found()).isEmpty();
    }

    @Test
    void what_was_planted_is_found_whatever_it_looks_like() {
        leaks.look("somebody", "short");
        assertThat(leaks.found()).isEmpty();

        leaks.plant("short");
        leaks.look("somebody", "a short one");
        assertThat(leaks.found()).hasSize(1);
    }

    @Test
    void a_fingerprint_is_no_secret() {
        leaks.look("somebody", "ListenKey[#0a1b2c3d] " + LIKE_A_KEY.substring(1) + " " + LIKE_A_KEY + "0");

        assertThat(leaks.found()).isEmpty();
    }

    @Test
    void a_log_record_is_searched_to_its_last_cause() {
        LogRecord told = new LogRecord(Level.FINEST, "to {0}");
        told.setParameters(new Object[] {new String[] {LIKE_A_KEY}});
        LogRecord thrown = new LogRecord(Level.FINEST, "broken");
        thrown.setThrown(new IllegalStateException(new IllegalStateException(LIKE_A_KEY)));

        for (LogRecord message : List.of(new LogRecord(Level.FINEST, LIKE_A_KEY), told, thrown)) {
            leaks.handler().publish(message);
            assertThat(leaks.found()).describedAs(message.getMessage()).hasSize(1);
        }
    }

    @Test
    void every_test_is_watched_at_the_finest_level() {
        Logger logger = Logger.getLogger("any.logger");
        Leaks all = Leaks.OF_THIS_PROCESS;
        logger.finest(LIKE_A_KEY);
        System.getLogger("another.logger").log(System.Logger.Level.TRACE, LIKE_A_KEY);
        assertThat(all.found()).hasSize(2);
        System.out.println("a witness for the output: " + LIKE_A_KEY);
        System.err.println("a witness for the errors: " + LIKE_A_KEY);
        assertThat(all.found()).hasSize(2);

        Handler[] handlers = Logger.getLogger("").getHandlers();
        assertThat(handlers).anyMatch(handler -> handler.getLevel().equals(Level.ALL));
    }
}
