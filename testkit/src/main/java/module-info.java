/** Contracts of the ports as test suites, fakes that pass them, and an embedded exchange. */
module io.github.bingxstream.testkit {
    requires static transitive org.jspecify;
    requires transitive io.github.bingxstream.core;
    requires com.google.gson;
    requires java.logging;
    // Only the suites use these, and whoever runs the suites has them.
    requires static com.tngtech.archunit;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;

    exports io.github.bingxstream.testkit.architecture;
    exports io.github.bingxstream.testkit.capture;
    exports io.github.bingxstream.testkit.checkpoint;
    exports io.github.bingxstream.testkit.contract;
    exports io.github.bingxstream.testkit.listenkey;
    exports io.github.bingxstream.testkit.proxy;
    exports io.github.bingxstream.testkit.sandbox.faults;
    exports io.github.bingxstream.testkit.sandbox;
    exports io.github.bingxstream.testkit.sink;
    exports io.github.bingxstream.testkit.tls;
    exports io.github.bingxstream.testkit.transport;
}
