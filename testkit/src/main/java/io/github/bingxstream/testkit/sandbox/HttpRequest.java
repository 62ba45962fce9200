package io.github.bingxstream.testkit.sandbox;

import java.util.Map;

/**
 * One HTTP request as it came.
 *
 * @param rawQuery still percent-encoded; empty when there is none
 * @param headers names in lower case; of a repeated header the last
 * @param body as text in UTF-8
 */
record HttpRequest(String method, String path, String rawQuery, Map<String, String> headers, String body) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean wantsWebSocket() {
        return header("upgrade").equalsIgnoreCase("websocket");
    }

    boolean keepsAlive() {
        return !header("connection").equalsIgnoreCase("close");
    }

    /** Without query, headers and body, which carry keys and signatures. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
