/** The transport ports over Tyrus and {@code HttpURLConnection}, for where there is no {@code java.net.http}. */
module io.github.bingxstream.adapter.tyrus {
    requires static transitive org.jspecify;
    requires transitive io.github.bingxstream.core;
    requires jakarta.websocket.client;
    requires java.logging;
    requires org.glassfish.tyrus.client;
    // Named by nothing but a string.
    requires org.glassfish.tyrus.container.jdk.client;

    exports io.github.bingxstream.adapter.tyrus;
}
