package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Connection;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That the listen key in an endpoint's query stays there. */
public interface DiscretionRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Test
    @DisplayName("FT-10 the key reaches the peer as it is")
    default void ft10_the_key_reaches_the_peer_as_it_is() {
        FrameBench.Line line = bench().connect();

        assertThat(line.visitor().requestLine()).isEqualTo("GET /market?listenKey=" + FrameBench.KEY + " HTTP/1.1");
    }

    @Test
    @DisplayName("FT-10 no ending tells the key, even if the peer does")
    default void ft10_no_ending_tells_the_key_even_if_the_peer_does() {
        // FrameBench.end looks for the key in what each of these is called.
        FrameBench.Line refused = bench().dial();
        refused.visitor().answer(403, Map.of("X-Echo", FrameBench.KEY), "bad listenKey=" + FrameBench.KEY);
        bench().end(refused);

        FrameBench.Line closed = bench().connect();
        closed.visitor().closeFrame(4001, "bad listenKey=" + FrameBench.KEY + "\nreally");
        bench().end(closed);

        FrameBench.Line nowhere = bench().dial();
        nowhere.visitor().reset();
        bench().end(nowhere);
    }

    @Test
    @DisplayName("FT-10 nothing is logged or left to an exception handler that tells the key, at any level")
    default void ft10_nothing_is_logged_that_tells_the_key_at_any_level() {
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
        URI deserted = ScriptedPeer.deserted("ws", "/?listenKey=" + FrameBench.KEY);
        Connection connection = bench().transport().open(deserted, nobody);
        bench().end(nobody);

        assertThat(connection.toString()).doesNotContain(FrameBench.KEY);
        assertThat(bench().log().lines()).noneMatch(line -> line.contains(FrameBench.KEY));
    }
}
