package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Calls;
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
        if (judged.isEmpty()) {
            write(line, made.get());
            return true;
        }
        Fault fault = judged.get().fault();
        marks.count(fault.kind().mark());
        try {
            return give(judged.get(), fault, line, made);
        } catch (InterruptedException dismissed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private boolean give(Occurrence occurrence, Fault fault, Line line, Supplier<HttpResponse> made)
            throws IOException, InterruptedException {
        switch (fault.kind()) {
            case REFUSE_CALLS -> write(line, refusal(fault.number(), occurrence));
            case BLOCK_CALLS -> write(line, HttpResponse.of(fault.number(), "text/html; charset=utf-8", FIREWALL_PAGE));
            case BAN_CALLS -> write(line, HttpResponse.json(ban(occurrence)));
            case REDIRECT_CALLS ->
                write(
                        line,
                        HttpResponse.empty(302)
                                .with(Map.of("Location", fault.url().toString())));
            case DROP_CALLS -> line.finish();
            case RESET_CALLS -> line.reset();
            case HOLD_CALLS -> {
                HttpResponse early = made.get();
                occurrence.awaitEnd();
                write(line, early);
            }
            case DELAY_CALLS -> {
                HttpResponse early = made.get();
                Thread.sleep(fault.time().toMillis());
                write(line, early);
            }
            case CORRUPT_CALLS -> write(line, made.get().broken());
            case CUT_CALLS -> {
                byte[] bytes = made.get().bytes();
                line.out().write(Arrays.copyOf(bytes, bytes.length / 2));
                line.out().flush();
                line.finish();
            }
            case DRIP_CALLS -> drip(line.out(), made.get().bytes(), fault.time());
            default -> throw new IllegalStateException(fault + " hits no call");
        }
        return switch (fault.kind()) {
            case DROP_CALLS, RESET_CALLS, CUT_CALLS -> false;
            default -> true;
        };
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

    private static void write(Line line, HttpResponse response) throws IOException {
        line.out().write(response.bytes());
        line.out().flush();
    }

    private static void drip(OutputStream out, byte[] bytes, Duration pause) throws IOException, InterruptedException {
        for (byte each : bytes) {
            Thread.sleep(pause.toMillis());
            out.write(each);
            out.flush();
        }
    }
}
