package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code send} promises: order, and an end when nothing leaves. */
public interface SendingRules {

    /** FT-7's ten seconds, and time for a busy machine to notice. */
    Duration TEN_SECONDS_AND_SOME = Duration.ofSeconds(15);

    /** Returns what the tests work with. */
    FrameBench bench();

    @Test
    @DisplayName("FT-7 texts leave whole, masked, in the order of the calls")
    default void ft7_texts_leave_whole_in_the_order_of_the_calls() {
        FrameBench.Line line = bench().connect();
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(i -> i + " 価格 🚀 " + "x".repeat(i * 11))
                .toList();

        texts.forEach(line.connection()::send);

        List<String> received = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            received.add(nextMessage(line.visitor()));
        }
        assertThat(received).isEqualTo(texts);
    }

    @Test
    @DisplayName("FT-7 texts of several threads leave one at a time, each thread's in its order")
    default void ft7_texts_of_several_threads_leave_one_at_a_time() throws InterruptedException, ExecutionException {
        FrameBench.Line line = bench().connect();
        int threads = 4;
        int each = 50;

        List<CompletableFuture<Void>> senders = IntStream.range(0, threads)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> IntStream.range(0, each)
                        .forEach(i -> line.connection().send(thread + ":" + i + ":" + "x".repeat(700)))))
                .toList();

        List<List<Integer>> received = IntStream.range(0, threads)
                .<List<Integer>>mapToObj(thread -> new ArrayList<>())
                .toList();
        for (int i = 0; i < threads * each; i++) {
            String[] parts = nextMessage(line.visitor()).split(":", -1);
            assertThat(parts[2]).hasSize(700);
            received.get(Integer.parseInt(parts[0])).add(Integer.parseInt(parts[1]));
        }
        for (CompletableFuture<Void> sender : senders) {
            sender.get();
        }
        assertThat(received).containsOnly(IntStream.range(0, each).boxed().toList());
    }

    private static String nextMessage(Visitor visitor) {
        WireFrame frame = visitor.nextFrame();
        assertThat(frame.opcode()).isEqualTo(WireFrame.TEXT);
        assertThat(frame.masked()).isTrue();
        StringBuilder message = new StringBuilder(frame.text());
        while (!frame.last()) {
            frame = visitor.nextFrame();
            message.append(frame.text());
        }
        return message.toString();
    }

    @Test
    @DisplayName("FT-7 texts that were sent before close leave before the close frame")
    default void ft7_texts_that_were_sent_before_close_leave_before_the_close_frame() {
        FrameBench.Line line = bench().connect();
        List<String> texts = Collections.nCopies(20, "y".repeat(500));

        texts.forEach(line.connection()::send);
        line.connection().close();

        for (String text : texts) {
            assertThat(nextMessage(line.visitor())).isEqualTo(text);
        }
        assertThat(line.visitor().nextFrame().opcode()).isEqualTo(WireFrame.CLOSE);
        bench().end(line);
    }

    @Test
    @DisplayName("FT-7 a send that takes ten seconds ends it as LOST")
    default void ft7_a_send_that_takes_ten_seconds_ends_it_as_lost() {
        FrameBench.Line line = bench().connect();

        line.connection().send("x".repeat(16 * 1024 * 1024));

        assertThat(line.listener().hasEndedWithin(TEN_SECONDS_AND_SOME)).isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Test
    @DisplayName("FT-7 a queue that is full ends it as LOST, and FT-5 no send waits for a peer that does not read")
    default void ft7_a_queue_that_is_full_ends_it_as_lost() {
        FrameBench.Line line = bench().connect();
        String text = "x".repeat(64 * 1024);

        // All on this thread, which would hang if one of them waited.
        for (int i = 0; i < 5_000; i++) {
            line.connection().send(text);
        }

        assertThat(line.listener().hasEndedWithin(TEN_SECONDS_AND_SOME)).isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Test
    @DisplayName("FT-5 send does nothing before opened and after the end")
    default void ft5_send_does_nothing_before_opened_and_after_the_end() {
        RecordingListener listener = new RecordingListener();
        Connection connection = bench().transport().open(bench().endpoint(), listener);
        connection.send("too early");
        Visitor visitor = bench().peer().next();
        connection.send("too early");
        visitor.acceptHandshake();
        assertThat(listener.hasOpenedWithin(bench().patience())).isTrue();

        connection.send("in time");
        assertThat(nextMessage(visitor)).isEqualTo("in time");
        visitor.reset();
        bench().end(listener);

        connection.send("too late");
        connection.close();
        connection.send("too late");
        assertThat(listener.violations()).isEmpty();
    }

    @Test
    @DisplayName("FT-5 send does not throw on a connection that is just being lost")
    default void ft5_send_does_not_throw_on_a_connection_that_is_just_being_lost() {
        FrameBench.Line line = bench().connect();

        line.visitor().reset();
        for (int i = 0; i < 200; i++) {
            line.connection().send("into the void " + i);
        }

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Test
    @DisplayName("FT-7 send works within a listener's call")
    default void ft7_send_works_within_a_listeners_call() {
        CompletableFuture<Connection> connection = new CompletableFuture<>();
        RecordingListener listener = new RecordingListener(call -> {
            if (!call.equals("ended")) {
                connection.join().send("answer to " + call);
            }
        });
        FrameBench.Line line = bench().dial(listener);
        connection.complete(line.connection());
        line.visitor().acceptHandshake();

        assertThat(nextMessage(line.visitor())).isEqualTo("answer to opened");
        line.visitor().text("question");
        assertThat(nextMessage(line.visitor())).isEqualTo("answer to text");
        assertThat(listener.violations()).isEmpty();
    }

    @Test
    @DisplayName("FT-8 send never calls the listener on its own stack")
    default void ft8_send_never_calls_the_listener_on_its_own_stack() {
        FrameBench.Line line = bench().connect();

        line.visitor().reset();
        line.connection().send("x".repeat(1024 * 1024));
        line.connection().send("and one more");

        bench().end(line);
        assertThat(line.listener().threads()).doesNotContain(Thread.currentThread());
    }
}
