package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.testkit.contract.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How messages reach the listener: one at a time, in order, each seeing what the one before did. */
public interface MessageRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-14",
            says = "the listener is called one call at a time, each after the one before has returned",
            because = "a listener needs no lock of its own")
    default void ft14_the_listener_is_called_one_call_at_a_time() {
        CompletableFuture<RecordingListener> self = new CompletableFuture<>();
        AtomicInteger entered = new AtomicInteger();
        RecordingListener listener = new RecordingListener(call -> {
            // Held up on purpose, so that another call has time to come in between, if it can.
            if (call.equals("text") && entered.getAndIncrement() == 0) {
                self.join().hasViolationsWithin(bench().afterwards());
            }
        });
        self.complete(listener);
        FrameBench.Line line = bench().connect(listener);

        line.visitor().raw(burst(texts(50)));

        assertThat(listener.hasCallsOrViolationsWithin(bench().patience(), 51)).isTrue();
        assertThat(listener.violations()).isEmpty();
    }

    @Rule(
            number = "FT-15",
            says = "a burst of messages comes in the order in which it was sent, and none is lost",
            because = "an order that is filled before it is new makes no sense, and one that is missing costs a repair")
    default void ft15_a_burst_comes_in_order() {
        FrameBench.Line line = bench().connect();
        List<String> sent = IntStream.range(0, 3_000)
                .mapToObj(i -> i + " " + "x".repeat(i % 600))
                .toList();

        line.visitor().raw(burst(sent));

        assertThat(line.listener().hasMessagesWithin(bench().patience(), sent.size()))
                .isTrue();
        assertThat(line.listener().messages()).isEqualTo(sent);
    }

    @Rule(
            number = "FT-16",
            says = "each call sees what the one before did, whichever threads make them",
            because = "a listener keeps its state in plain fields")
    default void ft16_each_call_sees_what_the_one_before_did() {
        RecordingListener watch = new RecordingListener();
        List<String> stale = Collections.synchronizedList(new ArrayList<>());
        bench().transport().open(bench().endpoint(), new PlainFields(watch, stale, bench()));
        Visitor visitor = bench().peer().next();
        visitor.acceptHandshake();

        visitor.raw(burst(texts(2_000)));

        assertThat(watch.hasMessagesWithin(bench().patience(), 2_000)).isTrue();
        assertThat(stale).isEmpty();
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static byte[] burst(List<String> texts) {
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        texts.forEach(text ->
                burst.writeBytes(WireFrame.encode(true, WireFrame.TEXT, text.getBytes(StandardCharsets.UTF_8))));
        return burst.toByteArray();
    }

    @Rule(
            number = "FT-17",
            says = "a text comes as a text, whatever its characters, and a binary message as its bytes",
            because = "the exchange sends its messages as gzip, and its heartbeats now and then as text")
    default void ft17_a_text_comes_as_a_text_and_a_binary_message_as_its_bytes() {
        FrameBench.Line line = bench().connect();
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }

        line.visitor().text("naïve – 価格 – 🚀");
        line.visitor().binary(everyByte);

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 2)).isTrue();
        assertThat(line.listener().calls()).containsExactly("opened", "text", "binary");
        assertThat(line.listener().messages())
                .containsExactly("naïve – 価格 – 🚀", new String(everyByte, StandardCharsets.ISO_8859_1));
    }

    @Rule(
            number = "FT-18",
            says = "an empty message is a message",
            because = "it is a word from the peer, and so the end of a silence")
    default void ft18_an_empty_message_is_a_message() {
        FrameBench.Line line = bench().connect();

        line.visitor().text("");
        line.visitor().binary(new byte[0]);
        line.visitor().text("last");

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 3)).isTrue();
        assertThat(line.listener().calls()).containsExactly("opened", "text", "binary", "text");
        assertThat(line.listener().messages()).containsExactly("", "", "last");
    }

    @Rule(
            number = "FT-19",
            says = "a ping is answered with a masked pong of the same content, and is no message",
            because = "a server that hears no pong ends the connection")
    default void ft19_a_ping_is_answered_in_kind_and_is_no_message() {
        FrameBench.Line line = bench().connect();

        for (byte i = 0; i < 5; i++) {
            line.visitor().ping(new byte[] {i, 42});
            WireFrame pong = line.visitor().nextFrameOfAnyKind();
            assertThat(pong.opcode()).isEqualTo(WireFrame.PONG);
            assertThat(pong.masked()).isTrue();
            assertThat(pong.payload()).containsExactly(i, 42);
        }
        onlyAMessageIsHeard(line);
    }

    @Rule(
            number = "FT-20",
            says = "a pong that nobody asked for is neither answered nor a message",
            because = "RFC 6455 allows it as a sign of life")
    default void ft20_a_pong_that_nobody_asked_for_is_nothing() {
        FrameBench.Line line = bench().connect();

        line.visitor().frame(true, WireFrame.PONG, new byte[] {7});
        line.visitor().ping(new byte[] {1});

        assertThat(line.visitor().nextFrameOfAnyKind().payload()).containsExactly(1);
        onlyAMessageIsHeard(line);
    }

    private void onlyAMessageIsHeard(FrameBench.Line line) {
        line.visitor().text("message");
        assertThat(line.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
        assertThat(line.listener().messages()).containsExactly("message");
    }

    /** Counts in a field that nothing guards, and compares it with what each message says. */
    final class PlainFields implements Listener {
        private final RecordingListener watch;
        private final List<String> stale;
        private final FrameBench bench;
        private final RecordingListener others = new RecordingListener();
        private int count;

        PlainFields(RecordingListener watch, List<String> stale, FrameBench bench) {
            this.watch = watch;
            this.stale = stale;
            this.bench = bench;
        }

        @Override
        public void opened() {
            watch.opened();
            others.opened();
        }

        @Override
        public void text(String message) {
            int before = count;
            others.text(message);
            if (before == 0) {
                // Between reading and writing, so that another call can read what is not true any more, if it comes.
                others.hasMessagesWithin(bench.afterwards(), 2);
            }
            count = before + 1;
            if (!message.equals(Integer.toString(before))) {
                stale.add("message " + message + " saw " + before);
            }
            watch.text(message);
        }

        @Override
        public void binary(ByteBuffer message) {
            watch.binary(message);
        }

        @Override
        public void ended(Ending ending) {
            watch.ended(ending);
        }
    }
}
