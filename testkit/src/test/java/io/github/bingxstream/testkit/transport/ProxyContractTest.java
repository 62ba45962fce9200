package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TransportSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules' witnesses: transports that break one each, and the test that has to notice. */
class ProxyContractTest {

    /** Nobody trusts rules that nothing keeps. */
    @Nested
    class WhoKeepsTheRules extends ProxyContract {
        @Override
        protected TransportPair transports(TransportSettings settings) {
            return new PlainWay(settings).pair();
        }
    }

    @ParameterizedTest(name = "{0} is noticed")
    @MethodSource("witnesses")
    void the_contract_notices_its_witness(String name, Function<TransportSettings, PlainWay> broken, Rule rule) {
        Trial trial = new Trial(broken);
        assertThatThrownBy(() -> {
                    rule.test(trial);
                    trial.nothingWasLogged();
                })
                .isInstanceOf(Throwable.class);
    }

    static Stream<Arguments> witnesses() {
        return Stream.of(
                witness(
                        "going straight",
                        GoingStraight::new,
                        Trial::px1_one_setting_sends_streams_and_requests_through_the_proxy),
                witness("going straight with TLS", GoingStraight::new, Trial::px1_with_tls_to_the_exchange),
                witness(
                        "showing the credentials to everybody",
                        settings -> new PlainWay(settings) {
                            @Override
                            String alsoForTheExchange() {
                                return settings.proxy()
                                        .map(proxy -> forTheProxy(proxy, URI.create("/")))
                                        .orElse("");
                            }
                        },
                        Trial::px2_credentials_reach_the_proxy_and_nobody_behind_it),
                witness(
                        "reporting the proxy's status as the exchange's",
                        ReportingItAsTheExchanges::new,
                        Trial::px3_a_proxy_that_asks_for_credentials_is_no_connection_and_no_answer),
                witness(
                        "reporting a missing tunnel as the exchange's refusal",
                        ReportingItAsTheExchanges::new,
                        Trial::px4_a_proxy_that_makes_no_tunnel_is_no_connection_and_no_answer),
                witness(
                        "going around the proxy",
                        settings -> new PlainWay(settings) {
                            @Override
                            void reach(Socket socket, URI uri) throws IOException {
                                try {
                                    super.reach(new Socket(), uri);
                                } catch (IOException noProxy) {
                                    straight(socket, uri);
                                }
                            }
                        },
                        Trial::px5_a_proxy_that_is_not_there_is_no_connection_and_no_answer),
                witness(
                        "waiting for the proxy for ever",
                        settings -> new PlainWay(settings) {
                            @Override
                            int timeoutMillis() {
                                return 0;
                            }
                        },
                        Trial::px6_a_proxy_that_says_nothing_is_no_connection_and_no_answer),
                witness(
                        "not looking at the host behind a proxy",
                        settings -> new PlainWay(settings) {
                            @Override
                            boolean checksHost() {
                                return false;
                            }
                        },
                        Trial::px7_the_exchanges_certificate_is_judged_as_without_a_proxy),
                witness(
                        "telling the proxy the URL",
                        settings -> new PlainWay(settings) {
                            @Override
                            String forTheProxy(HttpProxy proxy, URI uri) {
                                return "Referer: " + uri + "\r\n";
                            }
                        },
                        Trial::px8_through_a_tunnel_the_proxy_sees_host_and_port_and_nothing_else),
                witness(
                        "telling the credentials",
                        settings -> new PlainWay(settings) {
                            @Override
                            String describe(URI uri, IOException failure) {
                                return super.describe(uri, failure)
                                        + settings.proxy()
                                                .flatMap(HttpProxy::authorization)
                                                .orElse("");
                            }
                        },
                        Trial::px9_no_failure_tells_the_password));
    }

    private static Arguments witness(String name, Function<TransportSettings, PlainWay> broken, Rule rule) {
        return arguments(name, broken, rule);
    }

    /** One test of the contract. */
    interface Rule {
        void test(Trial trial) throws Exception;
    }

    static final class Trial extends ProxyContract {
        private final Function<TransportSettings, PlainWay> broken;

        Trial(Function<TransportSettings, PlainWay> broken) {
            this.broken = broken;
        }

        @Override
        protected TransportPair transports(TransportSettings settings) {
            return broken.apply(settings).pair();
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    private static final class GoingStraight extends PlainWay {
        GoingStraight(TransportSettings settings) {
            super(settings);
        }

        @Override
        void reach(Socket socket, URI uri) throws IOException {
            straight(socket, uri);
        }
    }

    private static final class ReportingItAsTheExchanges extends PlainWay {
        ReportingItAsTheExchanges(TransportSettings settings) {
            super(settings);
        }

        @Override
        Ending ending(Cause cause, String detail, IOException failure) {
            return failure instanceof TunnelException refusal
                    ? new Ending(Cause.REFUSED, OptionalInt.of(refusal.status), detail)
                    : super.ending(cause, detail, failure);
        }

        @Override
        void fail(CompletableFuture<Response> answer, Request request, IOException failure) {
            if (failure instanceof TunnelException refusal) {
                answer.complete(new Response(refusal.status, Map.of(), ""));
            } else {
                super.fail(answer, request, failure);
            }
        }
    }
}
