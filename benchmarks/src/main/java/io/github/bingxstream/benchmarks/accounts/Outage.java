package io.github.bingxstream.benchmarks.accounts;

import io.github.bingxstream.rest.LimitGroup;
import java.time.Duration;
import java.util.Locale;

/**
 * How long accounts behind one address take to get live, from a cold start and after an outage of the exchange that all of them
 * share, beside what the limits allow; in virtual time.
 */
public final class Outage {

    private static final Duration OUTAGE = Duration.ofMinutes(5);
    private static final Duration CALM = Duration.ofMinutes(10);

    private Outage() {}

    /**
     * Prints a row for each number of accounts.
     *
     * @param arguments the numbers
     */
    public static void main(String[] arguments) {
        System.out.println(
                "| accounts | | all live | by the limits | all complete | live | complete | listen keys /s | orders /s |"
                        + " fills /s | balances /s | handshakes /s | most disconnects of one |");
        System.out.println("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (String argument : arguments) {
            int accounts = Integer.parseInt(argument);
            try (Fleet fleet = new Fleet(accounts)) {
                fleet.open(accounts, Duration.ofHours(1));
                row(fleet, "cold start", fleet.recovers(patience(fleet)));
                fleet.time.pass(CALM);
                fleet.exchange.vanish();
                fleet.time.pass(OUTAGE);
                fleet.exchange.countAnew();
                fleet.exchange.comesBack();
                row(fleet, "outage", fleet.recovers(patience(fleet)));
            }
        }
    }

    /** One listen key a turn, one turn after the other: nobody can do better within the limits. */
    static Duration byTheLimits(Fleet fleet) {
        return fleet.budget.spacing(LimitGroup.LISTEN_KEY).multipliedBy(fleet.size() - 1L);
    }

    private static Duration patience(Fleet fleet) {
        return byTheLimits(fleet).multipliedBy(5).dividedBy(4).plus(Duration.ofMinutes(2));
    }

    private static void row(Fleet fleet, String what, Fleet.Recovery recovery) {
        Rates rates = fleet.exchange.rates();
        System.out.printf(
                Locale.ROOT,
                "| %,d | %s | %s | %s | %s | %,d | %,d | %d of 2 | %d of 2 | %d of 2 | %d of 3 | %d | %d |%n",
                fleet.size(),
                what,
                fleet.live() == fleet.size() ? text(recovery.live()) : "not within " + text(recovery.live()),
                text(byTheLimits(fleet)),
                fleet.complete() == fleet.size()
                        ? text(recovery.complete())
                        : "not within " + text(recovery.complete()),
                fleet.live(),
                fleet.complete(),
                rates.peak(VirtualExchange.LISTEN_KEYS),
                rates.peak(VirtualExchange.ORDERS),
                rates.peak(VirtualExchange.FILLS),
                rates.peak(VirtualExchange.BALANCES),
                rates.peak(VirtualExchange.CONNECTS),
                fleet.mostDisconnected());
    }

    private static String text(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
