package io.github.bingxstream.simulation;

import java.util.Locale;

/** Measures how fast virtual time passes on one thread, checkers included; {@code benchmarks/step} runs it. */
final class SimulationSpeed {

    private static final int DAY_HOURS = 24;

    private SimulationSpeed() {}

    /**
     * Plays days, of which the first half is for warming up.
     *
     * @param arguments how many; 20 unless given
     */
    public static void main(String[] arguments) {
        int days = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        play(1, days / 2);
        long begun = System.nanoTime();
        play(days / 2 + 1, days);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double hours = (days - days / 2) * (double) DAY_HOURS;
        System.out.printf(
                Locale.ROOT,
                "{\"virtualHours\":%.0f,\"seconds\":%.2f,\"virtualHoursPerSecond\":%.0f}%n",
                hours,
                seconds,
                hours / seconds);
    }

    private static void play(long first, long last) {
        for (long seed = first; seed <= last; seed++) {
            new Simulation(Plan.day(seed)).run();
        }
    }
}
