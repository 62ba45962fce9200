package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's witnesses: transports that break one rule each, and the test that has to notice. */
class FrameTransportContractTest {

    @ParameterizedTest(name = "{0} is noticed")
    @MethodSource("witnesses")
    void the_contract_notices_its_witness(String name, Supplier<PlainFrameTransport> broken, Rule rule) {
        Trial trial = new Trial(broken.get());
        trial.setUpBench();
        try {
            assertThatThrownBy(() -> rule.test(trial)).isInstanceOf(Throwable.class);
        } finally {
            trial.dismantle();
        }
    }

    /** With a transport that breaks nothing, each of the tests used here passes: see {@link PlainFrameTransportTest}. */
    static Stream<Arguments> witnesses() {
        return Stream.of(
                witness(
                        "calling from two threads at once",
                        Overlapping::new,
                        Trial::ft1_a_burst_comes_one_call_at_a_time_in_order),
                witness(
                        "opening twice",
                        () -> hearing(listener -> new Passing(listener) {
                            @Override
                            public void opened() {
                                super.opened();
                                super.opened();
                            }
                        }),
                        Trial::ft2_opened_comes_once_before_a_message_that_rides_behind_the_handshake),
                witness(
                        "ending twice",
                        () -> hearing(listener -> new Passing(listener) {
                            @Override
                            public void ended(Ending ending) {
                                super.ended(ending);
                                super.ended(ending);
                            }
                        }),
                        Trial::ft3_a_connection_that_is_reset_ends_as_lost),
                witness(
                        "forgetting to end",
                        () -> hearing(listener -> new Passing(listener) {
                            @Override
                            public void ended(Ending ending) {}
                        }),
                        Trial::ft3_a_port_on_which_nobody_listens_ends_it_as_unreachable),
                witness(
                        "calling everything a loss",
                        () -> hearing(listener -> new Passing(listener) {
                            @Override
                            public void ended(Ending ending) {
                                super.ended(new Ending(FrameTransport.Cause.LOST, OptionalInt.empty(), "lost"));
                            }
                        }),
                        Trial::ft3_an_answer_other_than_an_upgrade_ends_it_as_refused_with_the_status),
                witness(
                        "dropping the last fragment",
                        DroppingTheLastFragment::new,
                        Trial::ft4_a_fragmented_message_comes_whole_with_pings_between_its_fragments),
                witness(
                        "delivering each fragment",
                        DeliveringFragments::new,
                        Trial::ft4_a_fragmented_message_comes_whole_with_pings_between_its_fragments),
                witness("having no limit", Unlimited::new, Trial::ft4_fragments_that_never_stop_end_it_as_too_large),
                witness(
                        "throwing on a late send",
                        ThrowingOnLateSend::new,
                        Trial::ft5_send_does_nothing_before_opened_and_after_the_end),
                witness(
                        "waiting for the peer for ever",
                        WaitingForEver::new,
                        Trial::ft6_close_leads_to_the_end_within_five_seconds_if_the_peer_does_nothing),
                witness(
                        "sending the last text first",
                        SwappingTexts::new,
                        Trial::ft7_texts_leave_whole_in_the_order_of_the_calls),
                witness(
                        "ending inside close",
                        EndingInsideClose::new,
                        Trial::ft8_close_never_calls_the_listener_on_its_own_stack),
                witness(
                        "leaving pings unanswered",
                        Pongless::new,
                        Trial::ft9_a_ping_is_answered_in_kind_and_is_no_message),
                witness(
                        "telling the key in an ending",
                        TellingTheEndpoint::new,
                        Trial::ft10_no_ending_tells_the_key_even_if_the_peer_does),
                witness(
                        "logging the key",
                        LoggingTheEndpoint::new,
                        Trial::ft10_nothing_is_logged_that_tells_the_key_at_any_level),
                witness("keeping sockets", KeepingSockets::new, Trial::ft11_no_socket_is_left_whoever_ended_it));
    }

    private static Arguments witness(String name, Supplier<PlainFrameTransport> broken, Rule rule) {
        return arguments(name, broken, rule);
    }

    /** One test of the contract. */
    interface Rule {
        void test(Trial trial) throws Exception;
    }

    static final class Trial extends FrameTransportContract {
        private final PlainFrameTransport transport;

        Trial(PlainFrameTransport transport) {
            this.transport = transport;
        }

        @Override
        protected FrameTransport transport() {
            return transport;
        }

        @Override
        protected void release() {
            transport.close();
        }

        @Override
        protected int messageBytesMax() {
            return PlainFrameTransport.MESSAGE_BYTES_MAX;
        }

        /** What never comes is waited for in vain, so not for long. */
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }

        /** Long enough for the slowest thread that breaks a rule: as soon as it has, nobody waits any longer. */
        @Override
        Duration afterwards() {
            return patience();
        }

        void dismantle() {
            release();
            bench().close();
        }
    }

    // ------------------------------------------------------------------------------------------------------ witnesses

    private static PlainFrameTransport hearing(UnaryOperator<Listener> ears) {
        return new PlainFrameTransport() {
            @Override
            public Connection open(URI endpoint, Listener listener) {
                return super.open(endpoint, ears.apply(listener));
            }
        };
    }

    private static class Passing implements Listener {
        private final Listener listener;

        Passing(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void opened() {
            listener.opened();
        }

        @Override
        public void text(String message) {
            listener.text(message);
        }

        @Override
        public void binary(ByteBuffer message) {
            listener.binary(message);
        }

        @Override
        public void ended(Ending ending) {
            listener.ended(ending);
        }
    }

    private static final class Overlapping extends PlainFrameTransport {
        @Override
        void deliver(Listener listener, boolean isText, List<byte[]> fragments) {
            new Thread(() -> super.deliver(listener, isText, fragments)).start();
        }
    }

    private static final class DroppingTheLastFragment extends PlainFrameTransport {
        @Override
        void deliver(Listener listener, boolean isText, List<byte[]> fragments) {
            super.deliver(listener, isText, fragments.subList(0, Math.max(1, fragments.size() - 1)));
        }
    }

    private static final class DeliveringFragments extends PlainFrameTransport {
        @Override
        void deliver(Listener listener, boolean isText, List<byte[]> fragments) {
            fragments.forEach(fragment -> super.deliver(listener, isText, List.of(fragment)));
        }
    }

    private static final class Unlimited extends PlainFrameTransport {
        @Override
        boolean isAllowed(long bytes) {
            return true;
        }
    }

    private static final class WaitingForEver extends PlainFrameTransport {
        @Override
        boolean givesUp() {
            return false;
        }
    }

    private static final class Pongless extends PlainFrameTransport {
        @Override
        boolean answersPings() {
            return false;
        }
    }

    private static final class KeepingSockets extends PlainFrameTransport {
        @Override
        boolean cutsSockets() {
            return false;
        }
    }

    private static final class ThrowingOnLateSend extends PlainFrameTransport {
        @Override
        public Connection open(URI endpoint, Listener listener) {
            AtomicReference<Ending> end = new AtomicReference<>();
            Connection connection = super.open(endpoint, new Passing(listener) {
                @Override
                public void ended(Ending ending) {
                    end.set(ending);
                    super.ended(ending);
                }
            });
            return new Connection() {
                @Override
                public void send(String text) {
                    if (end.get() != null) {
                        throw new IllegalStateException("closed");
                    }
                    connection.send(text);
                }

                @Override
                public void close() {
                    connection.close();
                }
            };
        }
    }

    private static final class SwappingTexts extends PlainFrameTransport {
        @Override
        public Connection open(URI endpoint, Listener listener) {
            Connection connection = super.open(endpoint, listener);
            AtomicReference<String> kept = new AtomicReference<>();
            return new Connection() {
                @Override
                public void send(String text) {
                    String before = kept.getAndSet(text);
                    if (before != null) {
                        connection.send(text);
                        connection.send(before);
                        kept.set(null);
                    }
                }

                @Override
                public void close() {
                    connection.close();
                }
            };
        }
    }

    private static final class EndingInsideClose extends PlainFrameTransport {
        @Override
        public Connection open(URI endpoint, Listener listener) {
            Connection connection = super.open(endpoint, new Passing(listener) {
                @Override
                public void ended(Ending ending) {}
            });
            return new Connection() {
                @Override
                public void send(String text) {
                    connection.send(text);
                }

                @Override
                public void close() {
                    connection.close();
                    listener.ended(new Ending(FrameTransport.Cause.CLOSED_BY_US, OptionalInt.empty(), "closed"));
                }
            };
        }
    }

    private static final class TellingTheEndpoint extends PlainFrameTransport {
        @Override
        public Connection open(URI endpoint, Listener listener) {
            return super.open(endpoint, new Passing(listener) {
                @Override
                public void ended(Ending ending) {
                    super.ended(new Ending(ending.cause(), ending.code(), "lost " + endpoint));
                }
            });
        }
    }

    private static final class LoggingTheEndpoint extends PlainFrameTransport {
        @Override
        public Connection open(URI endpoint, Listener listener) {
            Logger.getLogger("witness").finest(() -> "connecting to " + endpoint);
            return super.open(endpoint, listener);
        }
    }
}
