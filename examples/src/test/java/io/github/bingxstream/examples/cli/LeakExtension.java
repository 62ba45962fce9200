package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test during which a secret was printed or logged, at any level. It watches every test of this module, because
 * {@code META-INF/services} names it.
 */
public final class LeakExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** Held here, because a logger that nobody holds is forgotten, its level with it. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Handler HANDLER = Leaks.OF_THIS_PROCESS.handler();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!List.of(ROOT.getHandlers()).contains(HANDLER)) {
            // Everything is logged, and nobody but the handler hears what is beneath INFO.
            HANDLER.setLevel(Level.ALL);
            ROOT.setLevel(Level.ALL);
            ROOT.addHandler(HANDLER);
        }
        if (!(System.out instanceof Watched)) {
            System.setOut(new Watched("standard output", System.out));
        }
        if (!(System.err instanceof Watched)) {
            System.setErr(new Watched("standard error", System.err));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failIfFound();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failIfFound();
    }

    private static void failIfFound() {
        assertThat(Leaks.OF_THIS_PROCESS.found())
                .describedAs("secrets that were printed or logged")
                .isEmpty();
    }

    /** Prints, and looks at every line that is complete. */
    private static final class Watched extends PrintStream {

        Watched(String name, PrintStream printed) {
            super(new Lines(name, printed), true, StandardCharsets.UTF_8);
        }

        private static final class Lines extends OutputStream {

            private final String name;
            private final PrintStream printed;
            private final ByteArrayOutputStream line = new ByteArrayOutputStream();

            Lines(String name, PrintStream printed) {
                this.name = name;
                this.printed = printed;
            }

            @Override
            public synchronized void write(int b) {
                printed.write(b);
                if (b == '\n') {
                    Leaks.OF_THIS_PROCESS.look(name, line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(b);
                }
            }

            @Override
            public void flush() {
                printed.flush();
            }
        }
    }
}
