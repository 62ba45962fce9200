package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.testkit.contract.Witness;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** For each rule of {@link EventSinkContract} a sink that breaks it. */
public final class EventSinkWitnesses {

    private EventSinkWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        return List.of(
                breaking(
                        "ES-10",
                        "takes no unrecognized event",
                        () -> events(event -> {
                            if (event instanceof Unrecognized) {
                                throw new IllegalStateException("what is this?");
                            }
                        })),
                breaking(
                        "ES-11",
                        "takes no rotation",
                        () -> notices(notice -> {
                            if (notice instanceof StreamNotice.Rotated) {
                                throw new IllegalStateException("what is this?");
                            }
                        })),
                breaking(
                        "ES-12",
                        "knows every state",
                        () -> events(event -> {
                            if (event instanceof OrderUpdate update) {
                                update.status().known().orElseThrow().isTerminal();
                            }
                        })),
                breaking(
                        "ES-13",
                        "counts in long",
                        () -> events(event -> {
                            if (event instanceof OrderUpdate update) {
                                update.lastFilledQuantity().toBigInteger().longValueExact();
                            }
                        })),
                breaking("ES-14", "belongs to the thread that calls first", OfOneThread::new),
                breaking(
                        "ES-15",
                        "takes no end",
                        () -> notices(notice -> {
                            if (notice instanceof StreamNotice.Closed) {
                                throw new IllegalStateException("closed already");
                            }
                        })));
    }

    private static Witness breaking(String rule, String words, Supplier<EventSink> sinks) {
        return new Witness(
                rule,
                words,
                () -> Witness.call(EventSinkContract.class, rule, new EventSinkContract() {
                    @Override
                    protected EventSink sink() {
                        return sinks.get();
                    }
                }));
    }

    private static EventSink events(Consumer<AccountEvent> ear) {
        return new Lambdas(ear, notice -> {});
    }

    private static EventSink notices(Consumer<StreamNotice> ear) {
        return new Lambdas(event -> {}, ear);
    }

    private record Lambdas(Consumer<AccountEvent> events, Consumer<StreamNotice> notices) implements EventSink {
        @Override
        public void event(AccountEvent event) {
            events.accept(event);
        }

        @Override
        public void notice(StreamNotice notice) {
            notices.accept(notice);
        }
    }

    private static final class OfOneThread implements EventSink {
        private final Thread owner = Thread.currentThread();

        @Override
        public void event(AccountEvent event) {
            if (Thread.currentThread() != owner) {
                throw new IllegalStateException("another thread");
            }
        }

        @Override
        public void notice(StreamNotice notice) {}
    }
}
