package io.github.bingxstream.examples.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port that refuses whoever comes. It is held by a socket that is bound and never listens: a port that was taken and given back would
 * soon be somebody else's, for all that this machine does draws from the same ports.
 */
final class NobodyThere implements AutoCloseable {

    /** Not the JDK's loopback address, which may be the one of IPv6. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Socket holder = new Socket();

    NobodyThere() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0));
    }

    String restUrl() {
        return "http://127.0.0.1:" + holder.getLocalPort();
    }

    String wsUrl() {
        return "ws://127.0.0.1:" + holder.getLocalPort() + "/market";
    }

    /** Gives the port back. */
    @Override
    public void close() throws IOException {
        holder.close();
    }
}
