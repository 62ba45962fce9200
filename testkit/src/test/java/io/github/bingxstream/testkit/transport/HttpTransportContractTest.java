package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bingxstream.port.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's witnesses: transports that break one rule each, and the test that has to notice. */
class HttpTransportContractTest {

    @ParameterizedTest(name = "{0} is noticed")
    @MethodSource("witnesses")
    void the_contract_notices_its_witness(String name, HttpTransport broken, Rule rule) {
        Trial trial = new Trial(broken);
        trial.setUpPeer();
        try {
            assertThatThrownBy(() -> rule.test(trial)).isInstanceOf(Throwable.class);
        } finally {
            trial.tearDownPeer();
        }
    }

    /** With a transport that breaks nothing, each of the tests used here passes: see {@link PlainHttpTransportTest}. */
    static Stream<Arguments> witnesses() {
        return Stream.of(
                witness(
                        "failing on an error status",
                        new FailingOnErrors(),
                        Trial::ht2_any_status_is_an_answer_with_its_headers_and_its_body),
                witness(
                        "repeating a request",
                        new Repeating(),
                        Trial::ht3_a_request_that_changes_something_is_not_repeated_when_it_was_cut),
                witness(
                        "being patient beyond the timeout",
                        new Patient(),
                        Trial::ht4_an_answer_that_drips_for_ever_ends_with_the_timeout),
                witness("decoding the query", new Decoding(), Trial::ht5_the_request_goes_onto_the_wire_as_given),
                witness("following redirects", new Following(), Trial::ht5_a_redirect_is_an_answer_and_is_not_followed),
                witness("reading Latin 1", new Latin(), Trial::ht6_a_body_is_utf_8_whatever_its_content_type_says),
                witness("quoting the URI", new Quoting(), Trial::ht8_no_exception_and_no_log_tells_the_query));
    }

    private static Arguments witness(String name, HttpTransport broken, Rule rule) {
        return arguments(name, broken, rule);
    }

    /** One test of the contract. */
    interface Rule {
        void test(Trial trial) throws Exception;
    }

    static final class Trial extends HttpTransportContract {
        private final HttpTransport transport;

        Trial(HttpTransport transport) {
            this.transport = transport;
        }

        @Override
        protected HttpTransport transport() {
            return transport;
        }

        @Override
        protected void release() {}

        @Override
        protected int bodyBytesMax() {
            return PlainHttpTransport.BODY_BYTES_MAX;
        }

        /** What never comes is waited for in vain, so not for long. */
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(3);
        }
    }

    // ------------------------------------------------------------------------------------------------------ witnesses

    private static final class FailingOnErrors extends PlainHttpTransport {
        @Override
        Response judge(Response response) throws IOException {
            if (response.status() >= 400) {
                throw new IOException("status " + response.status());
            }
            return response;
        }
    }

    private static final class Repeating extends PlainHttpTransport {
        @Override
        Response exchange(Request request) throws IOException {
            try {
                return super.exchange(request);
            } catch (IOException once) {
                return super.exchange(request);
            }
        }
    }

    private static final class Patient extends PlainHttpTransport {
        @Override
        long nanos(Request request) {
            return TimeUnit.MINUTES.toNanos(1);
        }
    }

    private static final class Decoding extends PlainHttpTransport {
        @Override
        String target(URI uri) {
            return uri.getPath() + "?" + uri.getQuery();
        }
    }

    private static final class Following extends PlainHttpTransport {
        @Override
        Response exchange(Request request) throws IOException {
            Response response = super.exchange(request);
            if (!response.headers().containsKey("location")) {
                return response;
            }
            URI elsewhere = URI.create(response.headers().get("location").get(0));
            return super.exchange(new Request(request.method(), elsewhere, Map.of(), request.timeout()));
        }
    }

    private static final class Latin extends PlainHttpTransport {
        @Override
        Charset charset() {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static final class Quoting extends PlainHttpTransport {
        @Override
        Exception asSeen(Request request, Exception failure) {
            return new IOException("no answer from " + request.uri(), failure);
        }
    }
}
