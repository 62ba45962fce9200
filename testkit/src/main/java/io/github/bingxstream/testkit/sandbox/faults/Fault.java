package io.github.bingxstream.testkit.sandbox.faults;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong, as {@link Faults} or a {@link Script} says it. Its text is what a script would say, and reading
 * that text makes an equal fault. Immutable.
 *
 * @param selection of the sort that the kind hits
 * @param amount of the type that the kind has
 */
public record Fault(FaultKind kind, Selection selection, Amount amount) {

    /** Checks that the three fit together, and says what would. */
    public Fault {
        if (!kind.takes(selection)) {
            throw new IllegalArgumentException("say '" + kind.usage() + "'");
        }
        try {
            kind.amount().check(amount);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + kind.usage() + "': " + e.getMessage(), e);
        }
    }

    /** For so long once it has begun, by the exchange's clock without skew; only for kinds that last. */
    public TimedFault during(Duration time) {
        return timed().during(time);
    }

    /** Not now but so much later, by the exchange's clock without skew. */
    public TimedFault after(Duration time) {
        return timed().after(time);
    }

    /** Not now but when so many of these have been counted, from now. */
    public TimedFault after(int count, Counted counted) {
        return timed().after(count, counted);
    }

    /** Again and again, the first time after one period. */
    public TimedFault every(Duration period) {
        return timed().every(period);
    }

    /** At once, and until it has spent itself or is taken back. */
    public TimedFault timed() {
        return new TimedFault(new Start.Now(), Optional.empty(), this);
    }

    /** The time of a kind that has one. */
    public Duration time() {
        return as(Amount.Time.class).time();
    }

    /** The number of a kind that has one. */
    public int number() {
        return as(Amount.Size.class).number();
    }

    /** The close code and reason of the kind that has them. */
    public Amount.Goodbye goodbye() {
        return as(Amount.Goodbye.class);
    }

    /** The URL of the kind that has one. */
    public URI url() {
        return as(Amount.Address.class).url();
    }

    /** What a script says: {@code delay next 2 order frames by 300ms}. */
    @Override
    public String toString() {
        return kind.verb() + " " + selection + kind.amount().text(amount);
    }

    private <T extends Amount> T as(Class<T> type) {
        if (!type.isInstance(amount)) {
            throw new IllegalStateException(kind + " has no such amount");
        }
        return type.cast(amount);
    }
}
