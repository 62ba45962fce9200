/** The transport ports over the JDK's own HTTP and WebSocket client. */
module io.github.bingxstream.adapter.jdk {
    requires static transitive org.jspecify;
    requires transitive io.github.bingxstream.core;
    // Silenced where it exists; see ClientLog.
    requires static java.logging;
    requires transitive java.net.http;

    exports io.github.bingxstream.adapter.jdk;
}
