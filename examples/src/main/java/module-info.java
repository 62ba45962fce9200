/** A command line and small programs that use the library. */
module io.github.bingxstream.examples {
    requires static org.jspecify;
    requires com.squareup.moshi;
    requires info.picocli;
    requires io.github.bingxstream.adapter.jdk;
    requires io.github.bingxstream.adapter.tyrus;
    requires io.github.bingxstream.core;
    requires io.github.bingxstream.testkit;
    requires okio;

    opens io.github.bingxstream.examples.cli to
            info.picocli;
}
