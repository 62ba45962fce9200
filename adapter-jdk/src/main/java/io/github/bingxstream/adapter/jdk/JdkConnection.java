package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.port.support.ListenerGate;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.Outbox;
import io.github.bingxstream.port.support.TransportSettings;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Its end has two steps: the first cause decides {@link #fate}; then, after whatever politeness is left to
 * do, {@link #finish} cuts the socket and tells the listener. {@code java.net.http} reports an end in one of two ways, or,
 * after {@code abort} and when a peer ignores our close frame, not at all; so the end is ours to tell.
 */
final class JdkConnection implements Connection, Inbox.Reader {

    /** A little less than the five seconds within which FT-60 wants an end. */
    private static final Duration HANDSHAKE_GIVEN_UP = Duration.ofMillis(4_500);

    private static final int NO_STATUS = 1005;
    private static final int ABNORMAL = 1006;

    private final OffStack offStack;
    private final TransportSettings settings;
    private final WayOut way;
    private final URI endpoint;
    private final ListenerGate gate;
    private final Outbox outbox;
    private final Consumer<JdkConnection> farewell;

    private final AtomicReference<@Nullable Ending> fate = new AtomicReference<>();
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile @Nullable WebSocket socket;

    JdkConnection(
            OffStack offStack,
            TransportSettings settings,
            WayOut way,
            URI endpoint,
            Listener listener,
            Consumer<JdkConnection> farewell) {
        this.offStack = offStack;
        this.settings = settings;
        this.way = way;
        this.endpoint = endpoint;
        this.gate = new ListenerGate(listener);
        this.outbox = new Outbox(
                offStack,
                settings.sendTimeout(),
                settings.textsWaitingMax(),
                this::sendNow,
                why -> end(Cause.LOST, why));
        this.farewell = farewell;
    }

    /** Begins the handshake, on the executor: resolving the name may block. */
    void open(HttpClient client) {
        offStack.run(() -> {
            try {
                // The socket's own first calls come on a pool that is not ours, so it is not asked for any before this.
                WebSocket.Builder handshake = client.newWebSocketBuilder().connectTimeout(settings.connectTimeout());
                way.authorize(handshake::header);
                offStack.after(
                        handshake.buildAsync(endpoint, new Inbox(settings.messageBytesMax(), this)), this::shakenHands);
            } catch (RuntimeException unusable) {
                end(Cause.UNREACHABLE, "no handshake: " + way.describe(unusable));
            }
        });
    }

    @Override
    public void send(String text) {
        if (socket != null && fate.get() == null) {
            outbox.add(text);
        }
    }

    @Override
    public void close() {
        if (decide(new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed"))) {
            offStack.run(this::sayGoodbye);
        }
    }

    /** Ends the connection without a close frame. */
    void cut() {
        end(Cause.CLOSED_BY_US, "the transport was closed");
    }

    private void shakenHands(@Nullable WebSocket opened, @Nullable Throwable failure) {
        if (opened == null) {
            endUnopened(failure == null ? new IllegalStateException() : Failures.unwrap(failure));
            return;
        }
        socket = opened;
        if (fate.get() != null) {
            // Closed during the handshake, which could not be stopped. The socket must go even if the end has been
            // told.
            opened.abort();
            finish();
            return;
        }
        gate.pass(Listener::opened);
        opened.request(1);
    }

    private void endUnopened(Throwable failure) {
        if (!(failure instanceof WebSocketHandshakeException refusal)) {
            end(Cause.UNREACHABLE, "no handshake: " + way.describe(failure));
            return;
        }
        int status = refusal.getResponse().statusCode();
        Optional<String> proxysRefusal = way.refusal(status);
        if (proxysRefusal.isPresent()) {
            end(Cause.UNREACHABLE, "no handshake: " + proxysRefusal.get());
        } else if (status == 101) {
            end(Cause.PROTOCOL_VIOLATION, "the answer to the handshake was wrong");
        } else {
            // The body is left out: it may be a page, and no other transport has it.
            end(new Ending(Cause.REFUSED, OptionalInt.of(status), "refused with status " + status));
        }
    }

    private CompletableFuture<?> sendNow(String text) {
        WebSocket open = socket;
        return open == null ? CompletableFuture.completedFuture(null) : open.sendText(text, true);
    }

    @Override
    public void text(String message) {
        gate.pass(listener -> listener.text(message));
    }

    @Override
    public void binary(ByteBuffer message) {
        gate.pass(listener -> listener.binary(message));
    }

    /** Code 1009 would be the courtesy, but {@code java.net.http} refuses to send it. */
    @Override
    public void tooLarge() {
        end(Cause.TOO_LARGE, "a message was larger than " + settings.messageBytesMax() + " bytes");
    }

    @Override
    public void closed(WebSocket open, int code, String reason) {
        if (code == ABNORMAL) {
            end(Cause.LOST, "cut without a close frame");
            return;
        }
        OptionalInt given = code == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(code);
        String detail = "closed by the peer: " + Failures.quote(endpoint, code + " " + reason);
        if (decide(new Ending(Cause.CLOSED_BY_PEER, given, detail))) {
            offStack.later(settings.closeGrace(), this::finish);
            offStack.after(open.sendClose(WebSocket.NORMAL_CLOSURE, ""), (sent, failure) -> finish());
        } else {
            finish();
        }
    }

    @Override
    public void failed(Throwable failure) {
        Cause cause = Failures.unwrap(failure) instanceof ProtocolException ? Cause.PROTOCOL_VIOLATION : Cause.LOST;
        end(cause, "the connection broke: " + Failures.describe(failure));
    }

    private void sayGoodbye() {
        WebSocket open = socket;
        if (open == null) {
            // Nothing can stop a handshake; it ends by itself or by its timeout, and shakenHands() finishes.
            offStack.later(HANDSHAKE_GIVEN_UP, this::finish);
            return;
        }
        offStack.later(settings.closeGrace(), this::finish);
        outbox.finish(() -> offStack.after(open.sendClose(WebSocket.NORMAL_CLOSURE, ""), (sent, failure) -> {
            if (failure != null) {
                finish();
            }
        }));
    }

    private void end(Cause cause, String detail) {
        end(new Ending(cause, OptionalInt.empty(), detail));
    }

    private void end(Ending ending) {
        decide(ending);
        finish();
    }

    private boolean decide(Ending ending) {
        return fate.compareAndSet(null, ending);
    }

    private void finish() {
        Ending ending = fate.get();
        if (ending == null || !finished.compareAndSet(false, true)) {
            return;
        }
        outbox.shut();
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        farewell.accept(this);
        offStack.run(() -> gate.shut(ending));
    }
}
