package io.github.bingxstream.simulation;

import java.util.Optional;

/** What checkers look at. */
final class Scene {

    private final World world;
    private final Books books;
    private final SimulatedExchange exchange;
    private final Told told;
    private final Gaps gaps = new Gaps();
    private Optional<SimulatedProcess> process = Optional.empty();
    private long promisedFrom;
    private boolean closing;

    Scene(World world, Books books, SimulatedExchange exchange, Told told) {
        this.world = world;
        this.books = books;
        this.exchange = exchange;
        this.told = told;
    }

    World world() {
        return world;
    }

    long now() {
        return world.now();
    }

    Books books() {
        return books;
    }

    SimulatedExchange exchange() {
        return exchange;
    }

    Told told() {
        return told;
    }

    Gaps gaps() {
        return gaps;
    }

    SimulatedProcess process() {
        return process.orElseThrow();
    }

    boolean isRunning() {
        return process.map(SimulatedProcess::isAwake).orElse(false);
    }

    /** Returns since when fills are promised. */
    long promisedFrom() {
        return promisedFrom;
    }

    void promiseFrom(long at) {
        promisedFrom = at;
    }

    void runs(SimulatedProcess started) {
        process = Optional.of(started);
        gaps.restarted();
    }

    /** The user closes the stream. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }
}
