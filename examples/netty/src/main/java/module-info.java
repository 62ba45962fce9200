/** The frame transport over Netty, as an example. */
module io.github.bingxstream.examples.netty {
    requires static transitive org.jspecify;
    requires transitive io.github.bingxstream.core;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.transport;

    exports io.github.bingxstream.examples.netty;
}
