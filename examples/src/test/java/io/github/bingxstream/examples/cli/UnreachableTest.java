package io.github.bingxstream.examples.cli;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.handshakes;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.transport.AbsentPeer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When nobody answers, or nobody answers as a stream needs it. */
// Most of it is waiting, and each test has an exchange and a command of its own.
@Execution(ExecutionMode.CONCURRENT)
class UnreachableTest {

    /** Longer than the first attempts take beside tests that keep the machine busy, and no longer than one can bear to wait. */
    private static final String LONG_ENOUGH = "10s";

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();
    private final AbsentPeer nobody = AbsentPeer.absent();

    @AfterEach
    void close() {
        exchange.close();
        nobody.close();
    }

    @Test
    void a_one_shot_command_gives_up_an_unreachable_host_at_once() {
        for (String args :
                new String[] {"listen-key generate", "listen-key extend some-key", "listen-key delete some-key"}) {
            Cli.Running run = nobodyThere().run(args.split(" "));

            assertThat(run.end()).describedAs(args).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(run.complaint()).contains("could not reach the exchange: no answer from 127.0.0.1:");
            assertThat(run.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "tyrus"})
    void a_watch_keeps_trying_an_unreachable_host_and_says_so_until_its_time_is_up(String transport) {
        Cli.Running watch = nobodyThere().run("watch", "--transport", transport, "--for", LONG_ENOUGH);

        assertThat(watch.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(watch.err().lines())
                .hasSizeGreaterThanOrEqualTo(2)
                .filteredOn(
                        line -> line.startsWith("bingx-stream: not connected: unreachable, no answer from 127.0.0.1:")
                                && line.contains("; next attempt in "))
                .isNotEmpty();
        assertThat(watch.err().lines()).last().isEqualTo("bingx-stream: could not reach the exchange in 10.0 s");
        assertThat(watch.out()).isEmpty();
    }

    @Test
    void a_refused_handshake_counts_as_unreachable() {
        exchange.misbehave(refuse(handshakes()).with(403));
        Cli.Running watch = Cli.of(exchange).run("watch", "--for", LONG_ENOUGH);

        assertThat(watch.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(watch.err()).contains("not connected: handshake refused");
    }

    @Test
    void a_connection_on_which_nothing_is_acknowledged_was_never_live() {
        try (SandboxExchange mute =
                SandboxExchange.builder().ackDelay(Duration.ofHours(1)).start()) {
            Cli.Running watch = Cli.of(mute).run("watch", "--for", LONG_ENOUGH);

            assertThat(watch.end()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(watch.err()).contains("connected (attempt 1)");
        }
    }

    @Test
    void a_watch_that_was_live_once_has_done_what_it_was_asked_for() {
        Cli.Running watch = Cli.of(exchange).start("watch", "--orders", "--for", "15s");
        watch.awaitErr("subscribed", 1);
        exchange.misbehave(resetConnections());
        exchange.close();
        watch.awaitErr("not connected: ", 1);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
    }

    private Cli nobodyThere() {
        return Cli.bare().credentials(Leaks.API_KEY, Leaks.SECRET_KEY).at(nobody);
    }
}
