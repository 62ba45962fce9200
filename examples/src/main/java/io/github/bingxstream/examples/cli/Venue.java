package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.examples.cli.BingxStream.Surroundings;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Which exchange to talk to, and as whom.
 *
 * @param rest the REST hosts; empty for the library's default
 * @param webSocket the WebSocket URL; empty for the library's default
 * @param sandbox the embedded exchange, where that is what it is
 */
record Venue(Credentials credentials, List<URI> rest, Optional<URI> webSocket, Optional<SandboxExchange> sandbox)
        implements AutoCloseable {

    static final String API_KEY = "BINGX_API_KEY";
    static final String SECRET_KEY = "BINGX_SECRET_KEY";

    private static final int PORT_MAX = 65_535;

    /** The option that both commands have. */
    static final class RestOption {
        @Option(names = "--rest-url", paramLabel = "URL", description = "REST host in place of the live exchange's.")
        private Optional<String> url = Optional.empty();

        Optional<URI> url() {
            return url.map(text -> parse("--rest-url", text, List.of("http", "https")));
        }
    }

    static URI parse(String option, String text, List<String> schemes) {
        String remedy =
                option + " needs " + String.join(":// or ", schemes) + "://, a host, and no user, query or fragment";
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean whole = schemes.contains(scheme) && uri.getHost() != null && uri.getPort() <= PORT_MAX;
            if (whole && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            // The remedy says all that is worth saying.
            throw new CommandFailedException(ExitCode.BAD_USAGE, remedy);
        }
        throw new CommandFailedException(ExitCode.BAD_USAGE, remedy);
    }

    /** The exchange with the user's credentials. */
    static Venue real(Surroundings surroundings, Optional<URI> rest, Optional<URI> webSocket) {
        Credentials credentials = credentials(surroundings.environment())
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.BAD_USAGE, "set " + API_KEY + " and " + SECRET_KEY + " in the environment"));
        return new Venue(credentials, rest.map(List::of).orElse(List.of()), webSocket, Optional.empty());
    }

    /** A stream needs both hosts from one environment: a key of another one connects and stays silent for ever. */
    static Venue streaming(Surroundings surroundings, Optional<URI> rest, Optional<URI> webSocket) {
        if (wouldBeEmbedded(surroundings, rest)) {
            return embedded(surroundings, webSocket);
        }
        boolean ownRest = rest.isPresent() && !isLive(rest.get());
        boolean ownSocket = webSocket.isPresent() && !isLive(webSocket.get());
        if ((ownRest && webSocket.isEmpty()) || (ownSocket && rest.isEmpty())) {
            throw new CommandFailedException(
                    ExitCode.BAD_USAGE, "give --rest-url and --ws-url together: both must be of one environment");
        }
        return real(surroundings, rest, webSocket);
    }

    /** Whether there is nothing to stream from but an exchange of this very process. */
    static boolean wouldBeEmbedded(Surroundings surroundings, Optional<URI> rest) {
        return rest.isEmpty() && credentials(surroundings.environment()).isEmpty();
    }

    /** The exchange's simulated environment has hosts of its own, with {@code vst} in their names. */
    private static boolean isLive(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.matches("(.+\\.)?bingx\\.(com|pro|io)") && !host.contains("vst");
    }

    private static Venue embedded(Surroundings surroundings, Optional<URI> webSocket) {
        if (webSocket.isPresent()) {
            throw new CommandFailedException(
                    ExitCode.BAD_USAGE, "set " + API_KEY + " and " + SECRET_KEY + " to use --ws-url");
        }
        SandboxExchange sandbox = SandboxExchange.builder()
                .eventsPerSecond(SandboxCommand.EVENTS_PER_SECOND)
                .start();
        surroundings
                .err()
                .println("bingx-stream: " + API_KEY + " and " + SECRET_KEY
                        + " are not set: streaming made-up orders from the embedded sandbox exchange at "
                        + sandbox.restUrl());
        return new Venue(
                new Credentials(sandbox.apiKey(), sandbox.secretKey()),
                List.of(URI.create(sandbox.restUrl())),
                Optional.of(URI.create(sandbox.wsUrl())),
                Optional.of(sandbox));
    }

    private static Optional<Credentials> credentials(Map<String, String> environment) {
        String apiKey = environment.getOrDefault(API_KEY, "");
        String secretKey = environment.getOrDefault(SECRET_KEY, "");
        if (apiKey.isEmpty() && secretKey.isEmpty()) {
            return Optional.empty();
        }
        if (apiKey.isEmpty() || secretKey.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.BAD_USAGE,
                    "only one of " + API_KEY + " and " + SECRET_KEY + " is set: set both, or none for the sandbox");
        }
        try {
            return Optional.of(new Credentials(apiKey, secretKey));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.BAD_USAGE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        sandbox.ifPresent(SandboxExchange::close);
    }
}
