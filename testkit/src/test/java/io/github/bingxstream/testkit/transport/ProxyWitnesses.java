package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.contract.Witness;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.logging.Logger;

/** For each rule of {@link ProxyContract} transports that break it. */
public final class ProxyWitnesses {

    private ProxyWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        return List.of(
                breaking("PX-1", "goes straight", settings -> new GoingStraight(settings, "ws", "http")),
                breaking("PX-1", "goes straight with TLS", settings -> new GoingStraight(settings, "wss", "https")),
                breaking("PX-2", "shows the credentials to everybody", settings -> new PlainWay(settings) {
                    @Override
                    String alsoForTheExchange() {
                        return settings.proxy()
                                .map(proxy -> forTheProxy(proxy, URI.create("/")))
                                .orElse("");
                    }
                }),
                breaking("PX-3", "reports the proxy's status as the exchange's", ReportingItAsTheExchanges::new),
                breaking(
                        "PX-4",
                        "reports a missing tunnel as a refusal by the exchange",
                        ReportingItAsTheExchanges::new),
                breaking("PX-5", "goes around the proxy", settings -> new PlainWay(settings) {
                    @Override
                    void reach(Socket socket, URI uri) throws IOException {
                        try {
                            super.reach(new Socket(), uri);
                        } catch (IOException noProxy) {
                            straight(socket, uri);
                        }
                    }
                }),
                breaking("PX-6", "waits for the proxy for ever", settings -> new PlainWay(settings) {
                    @Override
                    int timeoutMillis() {
                        return 0;
                    }
                }),
                breaking("PX-7", "does not look at the host behind a proxy", settings -> new PlainWay(settings) {
                    @Override
                    boolean checksHost() {
                        return false;
                    }
                }),
                breaking("PX-8", "tells the proxy the URL", settings -> new PlainWay(settings) {
                    @Override
                    String forTheProxy(HttpProxy proxy, URI uri) {
                        return "Referer: " + uri + "\r\n";
                    }
                }),
                breaking("PX-9", "tells the credentials", settings -> new PlainWay(settings) {
                            @Override
                            String describe(URI uri, IOException failure) {
                                return super.describe(uri, failure) + authorization();
                            }
                        })
                        .alone(),
                breaking("PX-9", "logs the credentials", settings -> new PlainWay(settings) {
                            @Override
                            String describe(URI uri, IOException failure) {
                                Logger.getLogger("a.witness").finest(authorization());
                                return super.describe(uri, failure);
                            }
                        })
                        .alone());
    }

    private static Witness breaking(String rule, String words, Function<TransportSettings, PlainWay> broken) {
        return new Witness(rule, words, () -> Witness.call(ProxyContract.class, rule, new Trial(broken)));
    }

    private static final class Trial extends ProxyContract {
        private final Function<TransportSettings, PlainWay> broken;

        Trial(Function<TransportSettings, PlainWay> broken) {
            this.broken = broken;
        }

        @Override
        protected TransportPair transports(TransportSettings settings) {
            return broken.apply(settings).pair();
        }

        /** What never comes is waited for in vain, so not for long. */
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    private static final class GoingStraight extends PlainWay {
        private final List<String> schemes;

        GoingStraight(TransportSettings settings, String... schemes) {
            super(settings);
            this.schemes = List.of(schemes);
        }

        @Override
        void reach(Socket socket, URI uri) throws IOException {
            if (schemes.contains(uri.getScheme())) {
                straight(socket, uri);
            } else {
                super.reach(socket, uri);
            }
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
