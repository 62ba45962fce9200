package io.github.bingxstream.testkit.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests from one connection. Knows lengths, not chunks: no client of this exchange sends any. */
final class HttpRequestReader {
    private static final int LINE_BYTES_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 100;
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final InputStream in;

    HttpRequestReader(InputStream in) {
        this.in = in;
    }

    /** The next request, or null when the client has closed. Anything malformed is an {@link IOException}. */
    @Nullable
    HttpRequest next() throws IOException {
        String start = line();
        if (start == null) {
            return null;
        }
        String[] words = start.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new IOException("malformed request line");
        }
        Map<String, String> headers = headers();
        if (headers.containsKey("transfer-encoding")) {
            throw new IOException("chunks are not understood here");
        }
        String body = body(headers.getOrDefault("content-length", "0"));
        int question = words[1].indexOf('?');
        String path = question < 0 ? words[1] : words[1].substring(0, question);
        String query = question < 0 ? "" : words[1].substring(question + 1);
        return new HttpRequest(words[0], path, query, headers, body);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < HEADERS_MAX; i++) {
            String line = line();
            if (line == null) {
                throw new IOException("end within the headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("malformed header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        throw new IOException("more than " + HEADERS_MAX + " headers");
    }

    private String body(String length) throws IOException {
        int bytes;
        try {
            bytes = Integer.parseInt(length);
        } catch (NumberFormatException e) {
            throw new IOException("malformed content length", e);
        }
        if (bytes < 0 || bytes > BODY_BYTES_MAX) {
            throw new IOException("body of " + bytes + " bytes");
        }
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new IOException("end within the body");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** UTF-8, because some clients put raw non-ASCII symbols into the request line. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (line.size() == LINE_BYTES_MAX) {
                throw new IOException("line above " + LINE_BYTES_MAX + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
