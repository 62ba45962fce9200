package io.github.bingxstream.testkit.proxy;

import java.net.ProtocolException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link ConnectProxy} was asked.
 *
 * @param line the request line
 * @param headers by name in lower case
 * @param isPassed whether it was done
 */
public record ProxyRequest(String line, Map<String, String> headers, boolean isPassed) {

    private static final int HTTP_PORT = 80;

    public ProxyRequest {
        headers = Map.copyOf(headers);
    }

    static ProxyRequest of(String head) throws ProtocolException {
        String[] lines = head.split("\r\n", -1);
        if (lines[0].split(" ", -1).length != 3) {
            throw new ProtocolException("no request line");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new ProxyRequest(lines[0], headers, false);
    }

    ProxyRequest passed(boolean passed) {
        return new ProxyRequest(line, headers, passed);
    }

    /** Returns whether a tunnel was asked for. */
    public boolean isTunnel() {
        return line.startsWith("CONNECT ");
    }

    /** Returns where it was to go, as {@code host:port} for a tunnel and as an absolute URL otherwise. */
    public String target() {
        return line.split(" ", -1)[1];
    }

    /** Returns a header's value; empty when there is none. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    String targetHost() {
        return isTunnel()
                ? target().substring(0, target().lastIndexOf(':'))
                : URI.create(target()).getHost();
    }

    int targetPort() {
        if (isTunnel()) {
            return Integer.parseInt(target().substring(target().lastIndexOf(':') + 1));
        }
        int port = URI.create(target()).getPort();
        return port < 0 ? HTTP_PORT : port;
    }

    /** Returns the head as the server behind is to see it: without what was for the proxy. One request a connection. */
    String forTarget() {
        URI uri = URI.create(target());
        StringBuilder head = new StringBuilder(line.substring(0, line.indexOf(' ') + 1))
                .append(uri.getRawPath())
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> {
            if (!name.startsWith("proxy-") && !name.equals("connection")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return head.append("connection: close\r\n\r\n").toString();
    }

    /** Without headers and query: there the secrets are. */
    @Override
    public String toString() {
        return line.replaceFirst("\\?\\S*", "?…") + (isPassed ? "" : " (refused)");
    }
}
