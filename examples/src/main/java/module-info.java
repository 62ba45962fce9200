/** A command line and small programs that use the library. */
module io.github.bingxstream.examples {
    requires static org.jspecify;
    requires info.picocli;
    requires io.github.bingxstream.adapter.jdk;
    requires io.github.bingxstream.adapter.tyrus;
    requires io.github.bingxstream.core;
    requires io.github.bingxstream.testkit;

    opens io.github.bingxstream.examples.cli to
            info.picocli;
}
