package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.testkit.contract.Rule;
import java.util.List;
import java.util.Map;

/** That the listen key in an endpoint's query stays there. */
public interface DiscretionRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-73",
            says = "no ending tells the key, even if the peer does, and its detail is one line",
            because =
                    "endings are logged and shown to people, and the key opens the account's stream to whoever reads it")
    default void ft73_no_ending_tells_the_key_even_if_the_peer_does() {
        // Some libraries notice only then that a handshake is cut.
        bench().giveUpConnectingSoon();
        FrameBench.Line refused = bench().dial();
        refused.visitor().answer(403, Map.of("X-Echo", FrameBench.KEY), "bad listenKey=" + FrameBench.KEY);

        FrameBench.Line closed = bench().connect();
        closed.visitor().closeFrame(4001, "bad listenKey=" + FrameBench.KEY + "\nreally");

        FrameBench.Line cut = bench().dial();
        cut.visitor().reset();

        RecordingListener nobody = new RecordingListener();
        bench().open(bench().deserted(), nobody);

        for (RecordingListener listener : List.of(refused.listener(), closed.listener(), cut.listener(), nobody)) {
            Ending ending = bench().end(listener);
            assertThat(ending.detail()).doesNotContain(FrameBench.KEY).doesNotContain("\n");
        }
    }

    @Rule(
            number = "FT-74",
            says = "nothing is logged that tells the key, at any level, nor left to the handler of uncaught exceptions",
            because = "libraries log URIs at levels that somebody will turn on one day")
    default void ft74_nothing_is_logged_that_tells_the_key_at_any_level() {
        LogTrap log = bench().log();

        FrameBench.Line closed = bench().connect();
        closed.connection().send("hello");
        closed.visitor().text("hello");
        closed.visitor().closeFrame(1000, "");
        bench().end(closed);

        FrameBench.Line lost = bench().connect();
        lost.visitor().reset();
        bench().end(lost);

        FrameBench.Line refused = bench().dial();
        refused.visitor().answer(403, Map.of(), "no");
        bench().end(refused);

        RecordingListener nobody = new RecordingListener();
        bench().open(bench().deserted(), nobody);
        bench().end(nobody);

        assertThat(log.lines()).noneMatch(line -> line.contains(FrameBench.KEY));
    }

    @Rule(
            number = "FT-75",
            says = "neither the transport nor a connection prints the key",
            because = "objects end up in logs and debuggers by themselves")
    default void ft75_neither_the_transport_nor_a_connection_prints_the_key() {
        FrameBench.Line line = bench().connect();
        Connection unopened = bench().open(bench().deserted(), new RecordingListener());

        assertThat(line.connection().toString()).doesNotContain(FrameBench.KEY);
        assertThat(unopened.toString()).doesNotContain(FrameBench.KEY);
        assertThat(bench().transport().toString()).doesNotContain(FrameBench.KEY);
    }
}
