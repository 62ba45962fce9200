package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.port.support.ListenerGate;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.Outbox;
import io.github.bingxstream.port.support.TransportSettings;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.client.ClientManager;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Its end has two steps: the first cause decides {@link #fate}; then {@link #finish} closes the session and
 * tells the listener. Tyrus reports a close inside whichever call made it, so it is listened to only for what the peer did.
 */
final class TyrusConnection implements Connection, Inbox.Reader, Guard.Watcher {

    /** A little less than the five seconds within which FT-60 wants an end. */
    private static final Duration HANDSHAKE_GIVEN_UP = Duration.ofMillis(4_500);

    /** For Tyrus to notice its own timeout first, since only then does it close the socket. */
    private static final Duration OWN_TIMEOUT_LATER = Duration.ofMillis(300);

    /** A write that another one has overtaken waits for the next; after this long we make one. */
    private static final Duration NUDGE_AFTER = Duration.ofSeconds(1);

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NORMAL = 1000;
    private static final int ABNORMAL = 1006;

    private final Threads threads;
    private final TransportSettings settings;
    private final WayOut way;
    private final URI endpoint;
    private final ListenerGate gate;
    private final Guard guard;
    private final Outbox outbox;
    private final Consumer<TyrusConnection> farewell;

    private final AtomicReference<@Nullable Ending> fate = new AtomicReference<>();
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile @Nullable Session session;
    private volatile @Nullable Future<?> handshake;

    TyrusConnection(
            Threads threads,
            TransportSettings settings,
            WayOut way,
            URI endpoint,
            Listener listener,
            Consumer<TyrusConnection> farewell) {
        this.threads = threads;
        this.settings = settings;
        this.way = way;
        this.endpoint = endpoint;
        this.gate = new ListenerGate(listener);
        this.guard = new Guard(settings.messageBytesMax(), this);
        this.outbox = new Outbox(
                threads.offStack(),
                settings.sendTimeout(),
                settings.textsWaitingMax(),
                this::sendNow,
                why -> end(Cause.LOST, why));
        this.farewell = farewell;
    }

    /** Begins the handshake, which holds a thread that may be held. */
    void open(ClientManager manager) {
        FutureTask<Void> begun = new FutureTask<>(() -> shakeHands(manager), null);
        handshake = begun;
        OffStack.Deadline deadline = threads.offStack()
                .later(settings.connectTimeout().plus(OWN_TIMEOUT_LATER), () -> {
                    if (session == null) {
                        end(
                                Cause.UNREACHABLE,
                                "no handshake within "
                                        + settings.connectTimeout().toMillis() + " ms");
                        stopWaiting();
                    }
                });
        try {
            threads.blocking().execute(begun);
        } catch (RejectedExecutionException shutDown) {
            deadline.cancel();
            threads.offStack().run(() -> end(Cause.UNREACHABLE, "no handshake: the executor has been shut down"));
        }
    }

    /** Comes before anything that Tyrus says of it. */
    @Override
    public void insecure(SSLException why) {
        if (session == null && guard.status() == 0) {
            end(Cause.UNREACHABLE, "no handshake: " + way.describe(why));
            threads.offStack().run(this::stopWaiting);
        }
    }

    /** Neither TCP nor TLS has a timeout of its own, but their wait can be interrupted. */
    private void stopWaiting() {
        Future<?> waiting = handshake;
        if (waiting != null) {
            waiting.cancel(true);
        }
    }

    private void shakeHands(ClientManager manager) {
        try {
            if (fate.get() == null) {
                manager.connectToServer(new Inbox(settings.messageBytesMax(), this), guard.config(), endpoint);
            } else {
                finish();
            }
        } catch (DeploymentException | IOException | RuntimeException failure) {
            endUnopened(failure);
        }
    }

    private void endUnopened(Exception failure) {
        int status = guard.status();
        if (status == SWITCHING_PROTOCOLS) {
            end(Cause.PROTOCOL_VIOLATION, "the answer to the handshake was wrong");
        } else if (status > 0) {
            end(new Ending(Cause.REFUSED, OptionalInt.of(status), "refused with status " + status));
        } else {
            end(Cause.UNREACHABLE, "no handshake: " + way.describe(failure));
        }
    }

    @Override
    public void opened(Session opened) {
        session = opened;
        if (fate.get() == null) {
            gate.pass(Listener::opened);
        } else {
            // Closed during the handshake, which could not be stopped. Whoever closes may have seen the session by now,
            // and
            // wait for the peer: not any more.
            guard.over();
            close(opened, CloseCodes.NORMAL_CLOSURE);
            finish();
        }
    }

    @Override
    public void send(String text) {
        if (session != null && fate.get() == null) {
            outbox.add(text);
        }
    }

    @Override
    public void close() {
        if (decide(new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed"))) {
            threads.offStack().run(this::sayGoodbye);
        }
    }

    /** Ends the connection without waiting for anything. */
    void cut() {
        decide(new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), "the transport was closed"));
        threads.offStack().run(this::finish);
    }

    private void sayGoodbye() {
        if (session == null) {
            // Nothing can stop a handshake; it ends by itself or by its timeout, and shakeHands() or opened() finishes.
            OffStack.Deadline givenUp = threads.offStack().later(HANDSHAKE_GIVEN_UP, this::finish);
            if (finished.get()) {
                givenUp.cancel();
            }
        } else {
            threads.offStack().later(settings.closeGrace(), this::finish);
            guard.waitForThePeer();
            outbox.finish(guard::sendCloseFrame);
        }
    }

    @Override
    public void parted() {
        threads.offStack().run(this::finish);
    }

    @Override
    public void refused(FrameScreen.Verdict verdict) {
        if (verdict == FrameScreen.Verdict.TOO_LARGE) {
            tooLarge();
        } else {
            end(Cause.PROTOCOL_VIOLATION, "the peer sent a frame that no server may send");
        }
    }

    private CompletableFuture<?> sendNow(String text) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Session open = session;
        if (open == null) {
            sent.complete(null);
            return sent;
        }
        try {
            open.getAsyncRemote().sendText(text, result -> {
                if (result.isOK()) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(result.getException());
                }
            });
        } catch (RuntimeException notConnected) {
            sent.completeExceptionally(notConnected);
        }
        if (!sent.isDone()) {
            threads.offStack().later(NUDGE_AFTER, () -> {
                if (!sent.isDone()) {
                    nudge(open);
                }
            });
        }
        return sent;
    }

    /**
     * Writes something that no peer answers, which sets free a write that the container has left behind:
     * <a href="https://github.com/eclipse-ee4j/tyrus/issues/678">tyrus#678</a>.
     */
    private static void nudge(Session open) {
        try {
            open.getAsyncRemote().sendPong(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException gone) {
            // Then the text fails or runs into its timeout, which is noticed elsewhere.
            return;
        }
    }

    @Override
    public void text(String message) {
        gate.pass(listener -> listener.text(message));
    }

    @Override
    public void binary(ByteBuffer message) {
        gate.pass(listener -> listener.binary(message));
    }

    @Override
    public void tooLarge() {
        end(Cause.TOO_LARGE, "a message was larger than " + settings.messageBytesMax() + " bytes");
    }

    /** Tyrus tells an end that it made itself by code and words alone. */
    @Override
    public void closed(CloseReason reason) {
        if (guard.waitsForThePeer()) {
            // The end is ours, and decided.
            return;
        }
        int code = reason.getCloseCode().getCode();
        String words = reason.getReasonPhrase() == null ? "" : reason.getReasonPhrase();
        if (code == ABNORMAL) {
            decide(new Ending(Cause.LOST, OptionalInt.empty(), "cut without a close frame"));
        } else if (code == CloseCodes.UNEXPECTED_CONDITION.getCode() && words.equals("Buffer overflow.")) {
            decide(new Ending(Cause.TOO_LARGE, OptionalInt.empty(), "a frame was larger than Tyrus may hold"));
        } else if (code == CloseCodes.PROTOCOL_ERROR.getCode() || code == CloseCodes.NOT_CONSISTENT.getCode()) {
            decide(new Ending(Cause.PROTOCOL_VIOLATION, OptionalInt.empty(), "the peer broke the protocol: " + code));
        } else {
            String detail = "closed by the peer: " + Failures.quote(endpoint, code + " " + words);
            OptionalInt given = code == NORMAL && !guard.closeHasCode() ? OptionalInt.empty() : OptionalInt.of(code);
            decide(new Ending(Cause.CLOSED_BY_PEER, given, detail));
        }
        // Tyrus answers the peer and closes the socket after this call: let it.
        session = null;
        threads.offStack().run(this::finish);
    }

    @Override
    public void failed(Throwable failure) {
        end(Cause.LOST, "the connection broke: " + Failures.describe(failure));
    }

    private void end(Cause cause, String detail) {
        end(new Ending(cause, OptionalInt.empty(), detail));
    }

    private void end(Ending ending) {
        decide(ending);
        threads.offStack().run(this::finish);
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
        Session open = session;
        guard.over();
        if (open != null) {
            close(open, closeCode(ending.cause()));
        }
        farewell.accept(this);
        gate.shut(ending);
    }

    private static CloseCodes closeCode(Cause cause) {
        return switch (cause) {
            case TOO_LARGE -> CloseCodes.TOO_BIG;
            case PROTOCOL_VIOLATION -> CloseCodes.PROTOCOL_ERROR;
            default -> CloseCodes.NORMAL_CLOSURE;
        };
    }

    private static void close(Session open, CloseCodes code) {
        try {
            open.close(new CloseReason(code, ""));
        } catch (IOException | RuntimeException alreadyClosed) {
            // It is what was wanted.
            return;
        }
    }
}
