package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Calls;
import io.github.bingxstream.testkit.sandbox.faults.Counted;
import io.github.bingxstream.testkit.sandbox.faults.Fault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes the answers to HTTP requests, as well or as badly as was ordered. */
final class Answers {
    /** How long a ban lasts that has no end: as long as the exchange's own. */
    private static final Duration BAN = Duration.ofMinutes(5);

    private static final String FIREWALL_PAGE = "<html><head><title>Attention Required!</title></head><body>"
            + "<h1>Sorry, you have been blocked</h1><p>This is the sandbox, playing firewall.</p></body></html>";

    private static final HttpResponse NEVER_SENT = HttpResponse.empty(500);

    private final FaultDesk desk;
    private final Marks marks;
    private final InstantSource clock;

    Answers(FaultDesk desk, Marks marks, InstantSource clock) {
        this.desk = desk;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * Does what was asked and answers it.
     *
     * @param made does it; not called if a fault says that it never came so far
     * @return whether the connection goes on
     */
    boolean give(Calls.Sort sort, Line line, Supplier<HttpResponse> made) throws IOException {
        Optional<Occurrence> judged = desk.judge(sort);
        HttpResponse response = judged.isPresent() ? response(judged.get(), made) : made.get();
        boolean handshake = sort == Calls.Sort.HANDSHAKES;
        if (!handshake) {
            // Before the client learns that this call is done, so that it cannot be ahead of what begins now.
            desk.count(Counted.CALLS);
        }
        boolean goesOn = judged.isPresent() ? send(judged.get(), line, response) : write(line, response);
        if (handshake) {
            // Behind it, so that a fault of connections finds a connection.
            desk.count(Counted.HANDSHAKES);
        }
        return goesOn;
    }

    private HttpResponse response(Occurrence occurrence, Supplier<HttpResponse> made) {
        Fault fault = occurrence.fault();
        HttpResponse response = switch (fault.kind()) {
            case REFUSE_CALLS -> refusal(fault.number(), occurrence);
            case BLOCK_CALLS -> HttpResponse.of(fault.number(), "text/html; charset=utf-8", FIREWALL_PAGE);
            case BAN_CALLS -> HttpResponse.json(ban(occurrence));
            case REDIRECT_CALLS ->
                HttpResponse.empty(302).with(Map.of("Location", fault.url().toString()));
            case DROP_CALLS, RESET_CALLS -> NEVER_SENT;
            case CORRUPT_CALLS -> made.get().broken();
            case HOLD_CALLS, DELAY_CALLS, CUT_CALLS, DRIP_CALLS -> made.get();
            default -> throw new IllegalStateException(fault + " hits no call");
        };
        marks.count(fault.kind().mark());
        return response;
    }

    private boolean send(Occurrence occurrence, Line line, HttpResponse response) throws IOException {
        try {
            switch (occurrence.fault().kind()) {
                case DROP_CALLS -> {
                    line.finish();
                    return false;
                }
                case RESET_CALLS -> {
                    line.reset();
                    return false;
                }
                case CUT_CALLS -> {
                    byte[] bytes = response.bytes();
                    line.out().write(Arrays.copyOf(bytes, bytes.length / 2));
                    line.out().flush();
                    line.finish();
                    return false;
                }
                case DRIP_CALLS -> {
                    drip(line.out(), response.bytes(), occurrence.fault().time());
                    return true;
                }
                case HOLD_CALLS -> occurrence.awaitEnd();
                case DELAY_CALLS -> Thread.sleep(occurrence.fault().time().toMillis());
                default -> {
                    // What is wrong is in the response.
                }
            }
        } catch (InterruptedException dismissed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        return write(line, response);
    }

    /** A gateway that limits tells when it will stop, for want of a header in the body as the exchange does. */
    private HttpResponse refusal(int status, Occurrence occurrence) {
        String body = switch (status) {
            case 418, 429 -> ban(occurrence);
            default -> error(new RefusedException(status < 500 ? 100400 : 100500, "refused by order"));
        };
        return HttpResponse.of(status, "application/json; charset=utf-8", body);
    }

    private String ban(Occurrence occurrence) {
        return error(
                Refusals.rateLimit(clock.instant().plus(desk.rest(occurrence).orElse(BAN))));
    }

    private String error(RefusedException refused) {
        return RestBodies.error(refused, clock.millis());
    }

    private static boolean write(Line line, HttpResponse response) throws IOException {
        line.out().write(response.bytes());
        line.out().flush();
        return true;
    }

    private static void drip(OutputStream out, byte[] bytes, Duration pause) throws IOException, InterruptedException {
        for (byte each : bytes) {
            Thread.sleep(pause.toMillis());
            out.write(each);
            out.flush();
        }
    }
}
