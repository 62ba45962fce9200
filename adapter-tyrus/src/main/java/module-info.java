/** The transport ports over Tyrus and {@code HttpURLConnection}, for where there is no {@code java.net.http}. */
module io.github.bingxstream.adapter.tyrus {
    requires static transitive org.jspecify;
    requires transitive io.github.bingxstream.core;
    requires jakarta.websocket.client;
    requires java.logging;
    requires org.glassfish.tyrus.client;
    requires org.glassfish.tyrus.container.jdk.client;
    requires org.glassfish.tyrus.spi;

    exports io.github.bingxstream.adapter.tyrus;
}
