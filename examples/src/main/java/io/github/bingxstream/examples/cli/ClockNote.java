package io.github.bingxstream.examples.cli;

import java.time.Duration;
import java.util.Optional;

/** Tells the user that the clock of this machine is wrong, when it is. */
final class ClockNote {

    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private ClockNote() {}

    static Optional<String> of(Duration exchangeAhead) {
        Duration off = exchangeAhead.abs();
        if (off.compareTo(WORTH_TELLING) < 0) {
            return Optional.empty();
        }
        return Optional.of("this machine's clock is " + off.toSeconds() + " s "
                + (exchangeAhead.isNegative() ? "ahead of" : "behind") + " the exchange's; requests are signed with the"
                + " exchange's time. Remedy: set the clock (NTP)");
    }
}
