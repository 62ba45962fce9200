package io.github.bingxstream.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed. Whoever needs his own splits it off, so that the draws of one part do not disturb another's. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    Chance split() {
        return new Chance(random.split());
    }

    boolean hits(double probability) {
        return random.nextDouble() < probability;
    }

    /** Returns a number of {@code [least, most]}. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long seed() {
        return random.nextLong();
    }

    /** Returns a wait of a memoryless process; never more than ten times the mean. */
    long waiting(long mean) {
        return (long) (mean * Math.min(10, -Math.log(1 - random.nextDouble())));
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
