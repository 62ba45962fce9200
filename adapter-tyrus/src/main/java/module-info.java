/** The frame transport over Tyrus. */
module io.github.bingxstream.adapter.tyrus {
    requires static transitive org.jspecify;
    requires transitive io.github.bingxstream.core;
    requires jakarta.websocket.client;
    requires org.glassfish.tyrus.client;
    requires org.glassfish.tyrus.container.jdk.client;
}
