package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.adapter.tyrus.WayOut.ProxyRefusedException;
import io.github.bingxstream.port.support.HttpProxy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A socket that reaches its address through a tunnel of a proxy (RFC 9110, section 9.3.6). The name of the address is looked up
 * by the proxy.
 */
final class TunnelSocket extends Socket {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \\r].*", Pattern.DOTALL);

    /** Of a head that has no use for us. */
    private static final int HEAD_BYTES_MAX = 16 * 1024;

    private final HttpProxy proxy;

    TunnelSocket(HttpProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    /** The timeout is for all of it: for reaching the proxy, and for the last byte of its answer. What fails is closed. */
    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        if (!(endpoint instanceof InetSocketAddress target)) {
            throw new IOException("no address that a proxy could reach");
        }
        long begun = System.nanoTime();
        boolean isThrough = false;
        try {
            InetSocketAddress unresolved = WayOut.address(proxy);
            super.connect(new InetSocketAddress(unresolved.getHostString(), unresolved.getPort()), timeoutMillis);
            getOutputStream().write(request(target).getBytes(StandardCharsets.ISO_8859_1));
            int status = status(head(begun, timeoutMillis));
            if (status < 200 || status > 299) {
                throw new ProxyRefusedException(status);
            }
            setSoTimeout(0);
            isThrough = true;
        } finally {
            if (!isThrough) {
                close();
            }
        }
    }

    private String request(InetSocketAddress target) {
        String host = target.getHostString();
        String authority = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + target.getPort();
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n"
                + proxy.authorization()
                        .map(value -> "Proxy-Authorization: " + value + "\r\n")
                        .orElse("")
                + "\r\n";
    }

    /** Byte by byte, for what comes behind it belongs to somebody else. */
    private String head(long begun, int timeoutMillis) throws IOException {
        InputStream in = getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            if (timeoutMillis > 0) {
                setSoTimeout(left(begun, timeoutMillis));
            }
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the proxy hung up");
            }
            if (head.length() == HEAD_BYTES_MAX) {
                throw new ProtocolException("the proxy's answer has no end");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int left(long begun, int timeoutMillis) throws SocketTimeoutException {
        long left = timeoutMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        if (left <= 0) {
            throw new SocketTimeoutException("the proxy has not answered in time");
        }
        return (int) left;
    }

    private static int status(String head) throws ProtocolException {
        Matcher line = STATUS.matcher(head);
        if (!line.matches()) {
            throw new ProtocolException("the proxy does not speak HTTP");
        }
        return Integer.parseInt(line.group(1));
    }
}
