package io.github.bingxstream.examples.cli;

import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.adapter.tyrus.TyrusTransport;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;

/**
 * Both transports of one adapter.
 *
 * @param release closes the adapter
 */
record Transports(FrameTransport frames, HttpTransport http, Runnable release) implements AutoCloseable {

    /** Which adapter. */
    enum Kind {
        JDK,
        TYRUS;

        Transports open() {
            if (this == JDK) {
                JdkTransport jdk = JdkTransport.create();
                return new Transports(jdk.frames(), jdk.http(), jdk::close);
            }
            TyrusTransport tyrus = TyrusTransport.create();
            return new Transports(tyrus.frames(), tyrus.http(), tyrus::close);
        }

        /** Options read in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public void close() {
        release.run();
    }
}
