package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.testkit.contract.Rule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What {@code open} promises, and how a connection that never opened ends. */
public interface OpeningRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-1",
            says = "open returns before the peer has answered",
            because = "the one loop that steps the session makes this call, and nothing else happens meanwhile")
    default void ft1_open_returns_before_the_peer_has_answered() {
        RecordingListener listener = new RecordingListener();
        CompletableFuture<Connection> opening = Elsewhere.call(() -> bench().open(bench().endpoint(), listener));
        Visitor visitor = bench().peer().next();

        assertThat(opening).succeedsWithin(bench().patience());

        visitor.acceptHandshake();
        assertThat(listener.hasOpenedWithin(bench().patience())).isTrue();
    }

    @Rule(
            number = "FT-2",
            says = "open resolves no name on the caller's thread",
            because = "a name server that is gone takes half a minute to be given up")
    default void ft2_open_resolves_no_name_on_the_callers_thread() throws InterruptedException {
        // Whoever makes a transport may resolve what he likes.
        bench().transport();
        NameLookups lookups = NameLookups.during(name -> {
            RecordingListener listener = new RecordingListener();
            bench().open(URI.create("ws://" + name + "/?listenKey=" + FrameBench.KEY), listener);
            listener.hasEndedWithin(bench().patience());
        });

        assertThat(lookups.seen()).isEmpty();
    }

    @Rule(
            number = "FT-3",
            says = "open never calls the listener on its own stack",
            because = "the caller may hold a lock or not have stored the connection yet")
    default void ft3_open_never_calls_the_listener_on_its_own_stack() {
        for (int i = 0; i < 20; i++) {
            RecordingListener listener = new RecordingListener();
            Connection connection = bench().open(bench().deserted(), listener);
            connection.close();
            bench().end(listener);
            assertThat(listener.threads()).doesNotContain(Thread.currentThread());
        }
    }

    @Rule(
            number = "FT-4",
            says = "the handshake asks for an upgrade as RFC 6455 wants it, with path and query as given",
            because = "the key in the query is all the authentication there is, and servers refuse what is malformed")
    default void ft4_the_handshake_asks_for_an_upgrade() {
        FrameBench.Line line = bench().connect();

        Visitor visitor = line.visitor();
        assertThat(visitor.requestLine()).isEqualTo("GET /market?listenKey=" + FrameBench.KEY + " HTTP/1.1");
        assertThat(visitor.headers())
                .containsEntry("host", bench().endpoint().getRawAuthority())
                .containsEntry("sec-websocket-version", "13")
                .containsKey("sec-websocket-key");
        assertThat(visitor.headers().get("upgrade")).isEqualToIgnoringCase("websocket");
        assertThat(visitor.headers().get("connection")).containsIgnoringCase("upgrade");
    }

    @Rule(
            number = "FT-5",
            says = "opened comes once, before a message that rides behind the handshake",
            because = "a session that hears a message first would take the connection for another one")
    default void ft5_opened_comes_once_and_first() {
        FrameBench.Line line = bench().dial();

        line.visitor()
                .acceptHandshake(WireFrame.encode(true, WireFrame.TEXT, "early".getBytes(StandardCharsets.UTF_8)));

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
        assertThat(line.listener().calls()).containsExactly("opened", "text");
        assertThat(line.listener().messages()).containsExactly("early");
        assertThat(line.listener().violations()).isEmpty();
    }

    @Rule(
            number = "FT-6",
            says = "a port on which nobody listens ends it as UNREACHABLE",
            because = "the user is told what to look at: the network, not the key")
    default void ft6_a_port_on_which_nobody_listens_ends_it_as_unreachable() {
        endsUnreachable(bench().deserted());
    }

    @Rule(
            number = "FT-7",
            says = "a name that does not resolve ends it as UNREACHABLE",
            because = "it is reported, like every loss, and not thrown at whoever opened")
    default void ft7_a_name_that_does_not_resolve_ends_it_as_unreachable() {
        endsUnreachable(URI.create("ws://no-such-host.invalid/market?listenKey=" + FrameBench.KEY));
    }

    @Rule(
            number = "FT-8",
            says = "a peer that does not even accept ends it as UNREACHABLE when the time for connecting is over",
            because = "a firewall that drops packets would else be waited for, for minutes")
    default void ft8_a_peer_that_does_not_even_accept_ends_it_as_unreachable() {
        bench().giveUpConnectingSoon();
        try (FullPeer full = FullPeer.listening()) {
            endsUnreachable(full.endpoint("listenKey=" + FrameBench.KEY));
        }
    }

    private void endsUnreachable(URI endpoint) {
        RecordingListener listener = new RecordingListener();

        bench().open(endpoint, listener);

        Ending ending = bench().end(listener);
        assertThat(ending.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(listener.calls()).containsExactly("ended");
    }

    @Rule(
            number = "FT-9",
            says = "silence instead of a handshake ends it as UNREACHABLE when the time for connecting is over",
            because = "a half-open peer accepts, and then says nothing for ever")
    default void ft9_silence_instead_of_a_handshake_ends_it_as_unreachable() {
        bench().giveUpConnectingSoon();
        FrameBench.Line line = bench().dial();

        Ending ending = bench().end(line);

        assertThat(ending.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(line.listener().openings()).isZero();
    }

    @Rule(
            number = "FT-10",
            says = "a handshake that is cut, in order or with a reset, ends it as UNREACHABLE",
            because = "no connection was made, so none was lost")
    default void ft10_a_handshake_that_is_cut_ends_it_as_unreachable() {
        // Some libraries notice it only when the timeout is over.
        bench().giveUpConnectingSoon();
        FrameBench.Line finished = bench().dial();
        finished.visitor().finish();
        assertThat(bench().end(finished).cause()).isEqualTo(Cause.UNREACHABLE);

        FrameBench.Line reset = bench().dial();
        reset.visitor().reset();
        assertThat(bench().end(reset).cause()).isEqualTo(Cause.UNREACHABLE);
    }

    @Rule(
            number = "FT-11",
            says = "an answer other than an upgrade ends it as REFUSED with its status, and no redirect is followed",
            because = "401 means another key, 403 a ban and 429 patience; a redirect would carry the key elsewhere")
    default void ft11_an_answer_other_than_an_upgrade_ends_it_as_refused_with_its_status() {
        String elsewhere = bench().endpoint().toString();
        new TreeMap<>(Map.of(200, "", 302, "", 400, "", 401, "", 403, "{\"code\":100001}", 429, "", 503, ""))
                .forEach((status, body) -> {
                    FrameBench.Line line = bench().dial();
                    line.visitor().answer(status, Map.of("Location", elsewhere), body);

                    Ending ending = bench().end(line);

                    assertThat(ending.cause()).as("" + status).isEqualTo(Cause.REFUSED);
                    assertThat(ending.code()).hasValue(status);
                    assertThat(line.listener().openings()).isZero();
                });
    }

    @Rule(
            number = "FT-12",
            says = "a handshake with a wrong accept key ends it as PROTOCOL_VIOLATION",
            because = "whoever answers so is no WebSocket server, but a cache or a proxy that replays an old answer")
    default void ft12_a_handshake_with_a_wrong_key_ends_it_as_protocol_violation() {
        FrameBench.Line line = bench().dial();

        line.visitor().acceptHandshakeAs("d3Jvbmc=", new byte[0]);

        assertThat(bench().end(line).cause()).isEqualTo(Cause.PROTOCOL_VIOLATION);
        assertThat(line.listener().openings()).isZero();
    }

    @Rule(
            number = "FT-13",
            says = "bytes that are no HTTP end it unopened",
            because = "some other service on that port is nothing to speak to")
    default void ft13_bytes_that_are_no_http_end_it_unopened() {
        FrameBench.Line line = bench().dial();

        line.visitor().raw("!@#$ this is not HTTP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        line.visitor().finish();

        assertThat(bench().end(line).cause()).isIn(Cause.UNREACHABLE, Cause.REFUSED, Cause.PROTOCOL_VIOLATION);
        assertThat(line.listener().openings()).isZero();
    }
}
