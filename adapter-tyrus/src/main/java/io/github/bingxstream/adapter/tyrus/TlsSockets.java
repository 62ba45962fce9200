package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where {@code HttpsURLConnection} gets its sockets: first one without TLS, straight or through a tunnel, then TLS over it.
 *
 * <p>That makes two things possible which it has no setting for: credentials for a proxy, and a request that is made once. It
 * repeats one whose connection is cut before an answer, and for that it needs another socket.
 */
final class TlsSockets extends SSLSocketFactory {

    private final SSLSocketFactory tls;
    private final Optional<HttpProxy> proxy;
    private final int socketsMax;
    private final AtomicInteger sockets = new AtomicInteger();

    private TlsSockets(SSLSocketFactory tls, Optional<HttpProxy> proxy, int socketsMax) {
        this.tls = tls;
        this.proxy = proxy;
        this.socketsMax = socketsMax;
    }

    /** Returns sockets for any number of requests; connections are kept and used again. */
    static TlsSockets shared(SSLSocketFactory tls, Optional<HttpProxy> proxy) {
        return new TlsSockets(tls, proxy, Integer.MAX_VALUE);
    }

    /** Returns one socket for one request, which can then not be repeated; its connection is not used again. */
    static TlsSockets once(SSLSocketFactory tls, Optional<HttpProxy> proxy) {
        return new TlsSockets(tls, proxy, 1);
    }

    @Override
    public Socket createSocket() throws IOException {
        if (sockets.incrementAndGet() > socketsMax) {
            throw new IOException("not repeated");
        }
        return proxy.<Socket>map(TunnelSocket::new).orElseGet(Socket::new);
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        // Whatever verifier of host names the application has made the JVM's default.
        return TlsTrust.checkingName(tls.createSocket(connected, host, port, autoClose));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    // As a last resort these would be asked for a way around the proxy.

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw noOtherWay();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw noOtherWay();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw noOtherWay();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw noOtherWay();
    }

    private static IOException noOtherWay() {
        return new IOException("there is no other way");
    }
}
