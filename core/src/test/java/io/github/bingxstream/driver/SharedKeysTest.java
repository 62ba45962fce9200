package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Trust;
import io.github.bingxstream.session.Turn;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SharedKeysTest {

    private final VirtualTime time = new VirtualTime();
    private final List<FrameTransport.Listener> opened = new ArrayList<>();
    private final SharedConnections connections =
            new SharedConnections(this::open, URI.create("ws://127.0.0.1:9/market"), time, new KeysInUse());
    private final SharedKeys keys = new SharedKeys(connections, time);
    private final Numbered exchange = new Numbered();
    private final Stream first = new Stream();
    private final Stream second = new Stream();

    @Test
    void a_stream_that_rotates_long_after_another_takes_the_key_that_there_is_then() {
        first.connects(1);
        second.connects(1);
        assertThat(first.key).isEqualTo(second.key);

        first.connects(2);
        assertThat(second.rotations()).isEqualTo(1);
        time.advance(Duration.ofMinutes(1));
        second.connects(2);

        assertThat(second.key).isEqualTo(first.key);
        assertThat(exchange.generated).isEqualTo(2);
        assertThat(first.rotations()).as("nobody is told to rotate again").isZero();
    }

    @Test
    void who_is_told_to_rotate_waits_in_no_line_for_the_key_and_the_connection_that_there_are() {
        first.connects(1);
        second.connects(1);

        first.connects(2);

        assertThat(second.told).endsWith(new SessionInput.Rotate(), new SessionInput.TurnCame(Turn.CONNECTION));
    }

    @Test
    void a_stream_that_was_refused_something_on_the_new_connection_joins_it_again() {
        first.connects(1);
        second.connects(1);
        first.connects(2);
        second.connects(2);
        second.part.close(2, Trust.FULL);

        time.advance(Duration.ofMinutes(1));
        second.connects(3);

        assertThat(second.key).isEqualTo(first.key);
        assertThat(exchange.generated).isEqualTo(2);
        assertThat(first.rotations()).isZero();
        assertThat(opened).hasSize(2);
    }

    @Test
    void a_rotation_that_gets_no_key_is_no_business_of_the_other_streams() {
        first.connects(1);
        second.connects(1);
        exchange.fails = true;

        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofMinutes(1));
            assertThat(first.asks()).isInstanceOf(Outcome.Failed.class);
        }

        assertThat(second.rotations()).isZero();
        assertThat(exchange.generated).isEqualTo(4);
    }

    @Test
    void a_rotation_that_gets_the_key_in_use_makes_nobody_rotate() {
        first.connects(1);
        second.connects(1);
        exchange.repeats = true;

        time.advance(Duration.ofMinutes(1));
        assertThat(first.asks()).isEqualTo(new Outcome.Answered<>(first.key));

        assertThat(second.rotations()).isZero();
    }

    @Test
    void a_stream_that_rotates_when_all_have_the_same_key_makes_all_rotate() {
        first.connects(1);
        second.connects(1);
        first.connects(2);
        time.advance(Duration.ofMinutes(1));
        second.connects(2);

        time.advance(Duration.ofMinutes(1));
        second.connects(3);

        assertThat(exchange.generated).isEqualTo(3);
        assertThat(first.rotations()).isEqualTo(1);
    }

    @Test
    void a_stream_that_joins_while_a_slow_handshake_is_under_way_causes_no_second_key_and_no_second_connection() {
        first.key = first.asksAndGets();
        first.part.open(1, first.key);
        time.advance(Duration.ofSeconds(11));

        second.key = second.asksAndGets();
        second.part.open(1, second.key);

        assertThat(exchange.generated).isEqualTo(1);
        assertThat(opened).hasSize(1);
    }

    @Test
    void a_stream_that_joins_while_the_connection_is_given_up_takes_the_key_of_the_next_one() {
        for (KeyExtension extension : KeyExtension.values()) {
            first.connects(1);
            time.advance(Duration.ofMinutes(1));
            exchange.extension = new CompletableFuture<>();
            CompletionStage<Outcome<ListenKey>> joining = second.port.generate();

            first.part.close(1, Trust.NONE);
            first.connects(2);
            var pending = exchange.extension;
            exchange.extension = Numbered.EXTENDED;
            pending.complete(new Outcome.Answered<>(extension));

            assertThat(joining.toCompletableFuture()).isCompletedWithValue(new Outcome.Answered<>(first.key));
            first.part.close(2, Trust.NONE);
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(exchange.generated).isEqualTo(2 * KeyExtension.values().length);
    }

    @Test
    void a_stream_that_is_refused_for_good_is_refused_alone_for_its_secret_may_be_wrong() {
        Outcome<ListenKey> refusal = new Outcome.Refused<>(Refusal.ofAcknowledgement(100413, ""));
        CompletableFuture<Outcome<ListenKey>> pending = new CompletableFuture<>();
        Stream wrong = new Stream(new Numbered() {
            @Override
            public CompletionStage<Outcome<ListenKey>> generate() {
                return pending;
            }
        });
        CompletionStage<Outcome<ListenKey>> refused = wrong.port.generate();
        CompletionStage<Outcome<ListenKey>> shared = first.port.generate();

        pending.complete(refusal);

        assertThat(refused.toCompletableFuture()).isCompletedWithValue(refusal);
        assertThat(shared.toCompletableFuture()).isCompletedWithValue(new Outcome.Answered<>(new ListenKey("key-1")));
        assertThat(second.asks()).isEqualTo(new Outcome.Answered<>(new ListenKey("key-1")));
    }

    private FrameTransport.Connection open(URI endpoint, FrameTransport.Listener listener) {
        opened.add(listener);
        return new FrameTransport.Connection() {
            @Override
            public void send(String text) {}

            @Override
            public void close() {}
        };
    }

    /** One stream of the account. */
    private final class Stream extends RecordingInbox {
        private final Connections part = new Connections(connections, this);
        private final ListenKeyApi port;
        private ListenKey key = new ListenKey("none-yet");

        Stream() {
            this(exchange);
        }

        Stream(ListenKeyApi own) {
            port = keys.of(part, own);
        }

        Outcome<ListenKey> asks() {
            return port.generate().toCompletableFuture().join();
        }

        ListenKey asksAndGets() {
            Outcome<ListenKey> answer = asks();
            assertThat(answer).isInstanceOf(Outcome.Answered.class);
            return ((Outcome.Answered<ListenKey>) answer).value();
        }

        /** Asks for a key, and connects with it. */
        void connects(long epoch) {
            key = asksAndGets();
            int before = opened.size();
            part.open(epoch, key);
            opened.subList(before, opened.size()).forEach(FrameTransport.Listener::opened);
        }

        long rotations() {
            return told.stream().filter(SessionInput.Rotate.class::isInstance).count();
        }
    }

    /** Makes a new key for each call unless it is told otherwise, and extends any. */
    private static class Numbered implements ListenKeyApi {
        private static final CompletableFuture<Outcome<KeyExtension>> EXTENDED =
                CompletableFuture.completedFuture(new Outcome.Answered<>(KeyExtension.EXTENDED));
        private int generated;
        private boolean fails;
        private boolean repeats;
        private CompletableFuture<Outcome<KeyExtension>> extension = EXTENDED;

        @Override
        public CompletionStage<Outcome<ListenKey>> generate() {
            generated++;
            return CompletableFuture.completedFuture(
                    fails
                            ? new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "no answer"))
                            : new Outcome.Answered<>(new ListenKey("key-" + (repeats ? 1 : generated))));
        }

        @Override
        public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
            return extension;
        }

        @Override
        public CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key) {
            return CompletableFuture.completedFuture(new Outcome.Answered<>(KeyDeletion.DELETED));
        }
    }
}
