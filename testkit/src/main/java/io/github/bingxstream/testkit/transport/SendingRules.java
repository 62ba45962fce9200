package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.testkit.contract.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What {@code send} promises: order, and an end when nothing leaves. */
public interface SendingRules {

    /** The ten seconds after which a send counts as stuck, and time for a busy machine to notice. */
    Duration TEN_SECONDS_AND_SOME = Duration.ofSeconds(15);

    /** More than a system buffers for a peer that does not read. */
    int UNSENDABLE_BYTES = 16 * 1024 * 1024;

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-33",
            says = "texts leave whole and masked, in the order of the calls",
            because = "an answer to a heartbeat may not end up within a subscription")
    default void ft33_texts_leave_whole_in_the_order_of_the_calls() {
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

    @Rule(
            number = "FT-34",
            says = "texts of 0, 1, 125, 126, 127, 65,535, 65,536 bytes and of 1 MiB leave whole",
            because = "the length of a frame is written in three ways")
    default void ft34_texts_of_every_length_leave_whole() {
        FrameBench.Line line = bench().connect();

        line.connection().send("");
        assertThat(nextMessage(line.visitor())).isEmpty();
        for (int size : SizeRules.SIZES) {
            line.connection().send("x".repeat(size - 1) + "z");

            String received = nextMessage(line.visitor());
            assertThat(received.length()).isEqualTo(size);
            assertThat(received.indexOf('z')).isEqualTo(size - 1);
        }
    }

    @Rule(
            number = "FT-35",
            says = "texts of several threads leave one at a time, each thread's in its order",
            because = "the session sends from its loop, and others may send from theirs")
    default void ft35_texts_of_several_threads_leave_one_at_a_time() {
        FrameBench.Line line = bench().connect();
        int threads = 4;
        int each = 50;

        List<CompletableFuture<Void>> senders = IntStream.range(0, threads)
                .mapToObj(thread -> Elsewhere.run(() -> IntStream.range(0, each)
                        .forEach(i -> line.connection().send(thread + ":" + i + ":" + "x".repeat(700)))))
                .toList();

        List<List<Integer>> received = IntStream.range(0, threads)
                .<List<Integer>>mapToObj(thread -> new ArrayList<>())
                .toList();
        for (int i = 0; i < threads * each; i++) {
            String[] parts = nextMessage(line.visitor()).split(":", -1);
            assertThat(parts).hasSize(3);
            assertThat(parts[2]).hasSize(700);
            received.get(Integer.parseInt(parts[0])).add(Integer.parseInt(parts[1]));
        }
        assertThat(senders).allSatisfy(sender -> assertThat(sender).succeedsWithin(bench().patience()));
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

    @Rule(
            number = "FT-36",
            says = "send does nothing before opened and after the end",
            because = "nobody can know at the moment of the call that the connection has just been lost")
    default void ft36_send_does_nothing_before_opened_and_after_the_end() {
        RecordingListener listener = new RecordingListener();
        Connection connection = bench().open(bench().endpoint(), listener);
        assertThat(thrownBy(() -> connection.send("too early"))).isNull();
        Visitor visitor = bench().peer().next();
        assertThat(thrownBy(() -> connection.send("too early"))).isNull();
        visitor.acceptHandshake();
        assertThat(listener.hasOpenedWithin(bench().patience())).isTrue();

        connection.send("in time");
        assertThat(nextMessage(visitor)).isEqualTo("in time");
        visitor.reset();
        bench().end(listener);

        assertThat(thrownBy(() -> connection.send("too late"))).isNull();
        connection.close();
        assertThat(thrownBy(() -> connection.send("too late"))).isNull();
    }

    @Rule(
            number = "FT-37",
            says = "send does not throw on a connection that is just being lost",
            because = "a loss is told in one place, the listener, and not in two")
    default void ft37_send_does_not_throw_on_a_connection_that_is_just_being_lost() {
        FrameBench.Line line = bench().connect();

        line.visitor().reset();
        for (int i = 0; i < 200; i++) {
            assertThat(thrownBy(() -> line.connection().send("into the void"))).isNull();
        }

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
        assertThat(thrownBy(() -> line.connection().send("into the void"))).isNull();
    }

    private static @Nullable Throwable thrownBy(Runnable call) {
        return catchThrowable(call::run);
    }

    @Rule(
            number = "FT-38",
            says = "send works within a listener's call",
            because = "subscribing is what follows opened, and an answer what follows a heartbeat")
    default void ft38_send_works_within_a_listeners_call() {
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

    @Rule(
            number = "FT-39",
            says = "send never calls the listener on its own stack",
            because = "the caller may be within a step that is not finished yet")
    default void ft39_send_never_calls_the_listener_on_its_own_stack() {
        FrameBench.Line line = bench().connect();

        line.visitor().reset();
        line.connection().send("x".repeat(1024 * 1024));
        line.connection().send("and one more");

        bench().end(line);
        line.connection().send("and one too late");
        assertThat(line.listener().threads()).doesNotContain(Thread.currentThread());
    }

    @Rule(
            number = "FT-40",
            says = "texts that were sent before close leave before the close frame",
            because = "what was said last is often what matters")
    default void ft40_texts_that_were_sent_before_close_leave_before_the_close_frame() {
        FrameBench.Line line = bench().connect();
        List<String> texts = Collections.nCopies(20, "y".repeat(500));

        texts.forEach(line.connection()::send);
        line.connection().close();

        for (String text : texts) {
            assertThat(nextMessage(line.visitor())).isEqualTo(text);
        }
        assertThat(line.visitor().nextFrame().opcode()).isEqualTo(WireFrame.CLOSE);
        line.visitor().closeFrame(1000, "");
        bench().end(line);
    }

    @Rule(
            number = "FT-41",
            says = "a text that has not left within ten seconds ends it as LOST",
            because = "a half-open peer neither reads nor goes away, and nothing else would ever tell")
    default void ft41_a_text_that_does_not_leave_ends_it_as_lost() {
        bench().giveUpThePeerSoon();
        FrameBench.Line line = bench().connect();

        line.connection().send("x".repeat(UNSENDABLE_BYTES));

        assertThat(line.listener().hasEndedWithin(bench().patienceFor(TEN_SECONDS_AND_SOME)))
                .isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Rule(
            number = "FT-42",
            says = "no send waits for a peer that does not read; a queue that is full ends it as LOST",
            because = "the loop that sends has other connections to look after, and memory has an end")
    default void ft42_no_send_waits_and_a_queue_that_is_full_ends_it_as_lost() {
        FrameBench.Line line = bench().connect();
        String text = "x".repeat(64 * 1024);

        CompletableFuture<Void> sending = Elsewhere.run(() -> {
            for (int i = 0; i < 5_000; i++) {
                line.connection().send(text);
            }
        });

        assertThat(sending).succeedsWithin(bench().patience());
        assertThat(line.listener().hasEndedWithin(bench().patienceFor(TEN_SECONDS_AND_SOME)))
                .isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }
}
