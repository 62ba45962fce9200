package io.github.bingxstream.simulation;

/** A promise that was broken. */
final class Broken extends AssertionError {

    private static final long serialVersionUID = 1;

    private final String promise;

    Broken(String promise, String how) {
        super(promise + ": " + how);
        this.promise = promise;
    }

    private Broken(String promise, String message, Throwable cause) {
        super(message, cause);
        this.promise = promise;
    }

    /** Returns the number of the promise, like {@code C1}. */
    String promise() {
        return promise;
    }

    /** Puts the seed, what happened last, and how to see it again around a broken promise. */
    static Broken onSeed(long seed, String promise, Throwable cause, Trace trace) {
        return new Broken(
                promise,
                "seed " + seed + ": " + cause.getMessage() + "\nreplay: mvn -pl core test -Dtest=SimulationTest"
                        + " -Dsimulation.first=" + seed + " -Dsimulation.seeds=1\nthe last of it:\n"
                        + String.join("\n", trace.tail()),
                cause);
    }
}
