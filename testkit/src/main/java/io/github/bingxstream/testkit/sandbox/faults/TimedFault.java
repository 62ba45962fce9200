package io.github.bingxstream.testkit.sandbox.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault, when it begins, and how long it lasts: one line of a {@link Script}, which is also its text. Immutable.
 *
 * @param lasting empty if only its number or somebody else ends it
 */
public record TimedFault(Start start, Optional<Duration> lasting, Fault fault) {

    /** Checks that what is over at once has no length, and that what comes again and again has an end. */
    public TimedFault {
        if (lasting.isPresent() && !fault.kind().lasts()) {
            throw new IllegalArgumentException("'" + fault + "' is over at once: leave out for how long");
        }
        lasting.ifPresent(Times::requireLength);
        boolean endless =
                fault.kind().lasts() && lasting.isEmpty() && fault.selection().count() == Next.ALL;
        if (start instanceof Start.Every && endless) {
            throw new IllegalArgumentException(
                    "'" + fault + "' would never end and begin again: say for how long, or the next how many");
        }
    }

    /** The same, for so long once it has begun. */
    public TimedFault during(Duration time) {
        return new TimedFault(start, Optional.of(time), fault);
    }

    /** The same, so much later. */
    public TimedFault after(Duration time) {
        return new TimedFault(new Start.After(time), lasting, fault);
    }

    /** The same, when so many have been counted. */
    public TimedFault after(int count, Counted counted) {
        return new TimedFault(new Start.AfterCount(count, counted), lasting, fault);
    }

    /** The same, again and again. */
    public TimedFault every(Duration period) {
        return new TimedFault(new Start.Every(period), lasting, fault);
    }

    /** What a script says: {@code after 10s for 3s: refuse handshakes with 503}. */
    @Override
    public String toString() {
        String when = (start + lasting.map(time -> " for " + Times.text(time)).orElse("")).strip();
        return when.isEmpty() ? fault.toString() : when + ": " + fault;
    }
}
