package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionInput;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SharedExtensionsTest {

    private static final ListenKey KEY = new ListenKey("key-of-all");
    private static final ListenKey OTHER = new ListenKey("another-key");
    private static final Outcome<KeyExtension> EXTENDED = new Outcome.Answered<>(KeyExtension.EXTENDED);
    private static final Outcome<KeyExtension> UNCERTAIN = new Outcome.Answered<>(KeyExtension.UNCERTAIN);
    private static final Outcome<KeyExtension> FATAL = new Outcome.Refused<>(Refusal.ofAcknowledgement(100413, ""));

    private final VirtualTime time = new VirtualTime();
    private final SharedConnections connections = new SharedConnections(
            SharedExtensionsTest::open, URI.create("ws://127.0.0.1:9/market"), time, new KeysInUse());
    private final SharedExtensions extensions = new SharedExtensions(connections, time);
    private final Stream first = new Stream();
    private final Stream second = new Stream();

    @Test
    void one_that_is_granted_counts_for_all_that_are_connected_with_the_key_from_when_it_was_asked_for() {
        first.part.open(7, KEY);
        second.part.open(3, KEY);
        Stream elsewhere = new Stream();
        elsewhere.part.open(1, OTHER);
        Now asked = now();
        first.extendsIt(KEY);
        time.advance(Duration.ofSeconds(5));

        first.calls.remove().complete(EXTENDED);

        assertThat(first.told).contains(new SessionInput.KeyExtended(7, asked, EXTENDED));
        assertThat(second.told).contains(new SessionInput.KeyExtended(3, asked, EXTENDED));
        assertThat(elsewhere.extensions()).isEmpty();
        Stream late = new Stream();
        late.part.open(1, KEY);
        assertThat(late.told)
                .startsWith(new SessionInput.ConnectionOpened(1), new SessionInput.KeyExtended(1, asked, EXTENDED));
    }

    @Test
    void who_wants_one_while_another_is_under_way_waits_for_that() {
        first.part.open(1, KEY);
        second.part.open(1, KEY);
        Now asked = now();
        CompletionStage<Outcome<KeyExtension>> one = first.extendsIt(KEY);
        time.advance(Duration.ofSeconds(5));
        CompletionStage<Outcome<KeyExtension>> other = second.extendsIt(KEY);
        assertThat(second.calls).isEmpty();

        first.calls.remove().complete(EXTENDED);
        assertThat(second.extensions()).containsExactly(new SessionInput.KeyExtended(1, asked, EXTENDED));
        assertThat(one.toCompletableFuture()).isCompletedWithValue(EXTENDED);
        assertThat(other.toCompletableFuture()).isCompletedWithValue(EXTENDED);

        CompletionStage<Outcome<KeyExtension>> next = second.extendsIt(KEY);
        CompletionStage<Outcome<KeyExtension>> shared = first.extendsIt(KEY);
        second.calls.remove().complete(UNCERTAIN);
        assertThat(next.toCompletableFuture()).isCompletedWithValue(UNCERTAIN);
        assertThat(shared.toCompletableFuture()).isCompletedWithValue(UNCERTAIN);
        assertThat(first.calls).isEmpty();
    }

    @Test
    void another_key_and_a_call_that_is_never_answered_are_waited_for_by_nobody() {
        first.extendsIt(KEY);
        second.extendsIt(OTHER);
        assertThat(second.calls).hasSize(1);

        time.advance(Duration.ofSeconds(90));
        second.extendsIt(OTHER);

        assertThat(second.calls).hasSize(2);
    }

    @Test
    void who_waited_for_a_stream_that_is_refused_for_good_asks_by_itself() {
        CompletionStage<Outcome<KeyExtension>> wrong = first.extendsIt(KEY);
        CompletionStage<Outcome<KeyExtension>> right = second.extendsIt(KEY);

        first.calls.remove().complete(FATAL);
        second.calls.remove().complete(EXTENDED);

        assertThat(wrong.toCompletableFuture()).isCompletedWithValue(FATAL);
        assertThat(right.toCompletableFuture()).isCompletedWithValue(EXTENDED);
    }

    @Test
    void a_port_that_throws_fails_alone() {
        ListenKeyApi broken = new Stream() {
            @Override
            public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
                throw new IllegalStateException("broken");
            }
        };
        assertThat(extensions.extend(broken, KEY, now()).toCompletableFuture()).isCompletedExceptionally();

        second.extendsIt(KEY);

        assertThat(second.calls).hasSize(1);
    }

    private Now now() {
        return new Now(time.now(), time.instant());
    }

    private static FrameTransport.Connection open(URI endpoint, FrameTransport.Listener listener) {
        listener.opened();
        return new FrameTransport.Connection() {
            @Override
            public void send(String text) {}

            @Override
            public void close() {}
        };
    }

    /** One stream of the account, and the port it extends keys over. */
    private class Stream extends RecordingInbox implements ListenKeyApi {
        final Connections part = new Connections(connections, this);
        final Deque<CompletableFuture<Outcome<KeyExtension>>> calls = new ArrayDeque<>();

        CompletionStage<Outcome<KeyExtension>> extendsIt(ListenKey key) {
            return extensions.extend(this, key, now());
        }

        List<SessionInput> extensions() {
            return told.stream()
                    .filter(SessionInput.KeyExtended.class::isInstance)
                    .toList();
        }

        @Override
        public CompletionStage<Outcome<ListenKey>> generate() {
            throw new AssertionError("nobody asks for a key here");
        }

        @Override
        public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
            calls.add(new CompletableFuture<>());
            return calls.getLast();
        }

        @Override
        public CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key) {
            throw new AssertionError("nobody deletes a key here");
        }
    }
}
