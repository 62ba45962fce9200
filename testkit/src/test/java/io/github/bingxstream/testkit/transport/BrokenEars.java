package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Stands before a listener, and tells it wrongly what can be told wrongly there. */
final class BrokenEars implements Listener {

    private static final int WAITING_MAX = 10;

    private final PlainFrameTransport transport;
    private final URI endpoint;
    private final Listener listener;
    private final BooleanSupplier isClosed;
    private final CountDownLatch opened;
    private final CountDownLatch ended;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private @Nullable Runnable heldBack;

    BrokenEars(
            PlainFrameTransport transport,
            URI endpoint,
            Listener listener,
            BooleanSupplier isClosed,
            CountDownLatch opened,
            CountDownLatch ended) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.listener = listener;
        this.isClosed = isClosed;
        this.opened = opened;
        this.ended = ended;
    }

    @Override
    public void opened() {
        opened.countDown();
        listener.opened();
        if (has(FrameBug.OPENS_TWICE)) {
            listener.opened();
        }
        if (has(FrameBug.QUEUES_WITHOUT_A_BOUND) || has(FrameBug.DROPS_WHAT_COMES_WHILE_BUSY)) {
            Elsewhere.start(this::deliverWhatWaits);
        }
    }

    @Override
    public void text(String message) {
        if (has(FrameBug.DROPS_EMPTY_MESSAGES) && message.isEmpty()) {
            return;
        }
        if (has(FrameBug.DELIVERS_TEXTS_AS_BINARY)) {
            binary(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
        } else {
            deliver(() -> listener.text(message));
        }
    }

    @Override
    public void binary(ByteBuffer message) {
        deliver(() -> listener.binary(message));
    }

    private void deliver(Runnable call) {
        if (has(FrameBug.FALLS_DEAF_ON_CLOSE) && isClosed.getAsBoolean()) {
            return;
        }
        if (has(FrameBug.CALLS_FROM_A_THREAD_EACH)) {
            Elsewhere.start(call);
        } else if (has(FrameBug.SWAPS_MESSAGES)) {
            swap(call);
        } else if (has(FrameBug.CALLS_ONE_LISTENER_AT_A_TIME)) {
            synchronized (transport) {
                call.run();
            }
        } else if (has(FrameBug.QUEUES_WITHOUT_A_BOUND)) {
            waiting.add(call);
        } else if (has(FrameBug.DROPS_WHAT_COMES_WHILE_BUSY)) {
            if (waiting.size() < WAITING_MAX) {
                waiting.add(call);
            }
        } else {
            call.run();
        }
    }

    private void swap(Runnable call) {
        Runnable before = heldBack;
        if (before == null) {
            heldBack = call;
        } else {
            heldBack = null;
            call.run();
            before.run();
        }
    }

    private void deliverWhatWaits() {
        try {
            while (transport.closed().getCount() > 0) {
                Runnable call = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (call != null) {
                    call.run();
                    // Slow enough for messages to come in between, if they are so many.
                    BrokenConnection.pause(has(FrameBug.DROPS_WHAT_COMES_WHILE_BUSY) ? 5 : 0);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void ended(Ending ending) {
        ended.countDown();
        if (has(FrameBug.FORGETS_TO_END)
                || has(FrameBug.ENDS_INSIDE_OPEN)
                || has(FrameBug.ENDS_INSIDE_SEND)
                || has(FrameBug.ENDS_INSIDE_CLOSE)
                || has(FrameBug.ENDS_FROM_ELSEWHERE)) {
            return;
        }
        listener.ended(asTold(ending));
        if (has(FrameBug.ENDS_TWICE)) {
            listener.ended(ending);
        }
    }

    private Ending asTold(Ending ending) {
        if (has(FrameBug.CALLS_EVERYTHING_A_LOSS)) {
            return new Ending(Cause.LOST, OptionalInt.empty(), "lost");
        }
        if (has(FrameBug.TAKES_A_LOSS_FOR_A_CLOSE) && ending.cause() == Cause.LOST) {
            return new Ending(Cause.CLOSED_BY_PEER, OptionalInt.of(1006), "closed");
        }
        if (has(FrameBug.FORGETS_CODES)) {
            return new Ending(ending.cause(), OptionalInt.empty(), ending.detail());
        }
        if (has(FrameBug.MAKES_UP_A_CODE) && ending.code().isEmpty()) {
            return new Ending(ending.cause(), OptionalInt.of(1005), ending.detail());
        }
        if (has(FrameBug.GIVES_EVERY_END_A_CODE)) {
            return new Ending(ending.cause(), OptionalInt.of(ending.code().orElse(1006)), ending.detail());
        }
        return has(FrameBug.TELLS_THE_ENDPOINT)
                ? new Ending(ending.cause(), ending.code(), "lost " + endpoint)
                : ending;
    }

    private boolean has(FrameBug bug) {
        return transport.has(bug);
    }
}
