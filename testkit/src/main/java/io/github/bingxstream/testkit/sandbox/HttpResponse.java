package io.github.bingxstream.testkit.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP response, and its bytes. */
record HttpResponse(int status, Map<String, String> headers, String body) {

    static HttpResponse of(int status, String contentType, String body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), body);
    }

    static HttpResponse json(String body) {
        return of(200, "application/json; charset=utf-8", body);
    }

    static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), "");
    }

    HttpResponse with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpResponse(status, all, body);
    }

    /** The same with a body that is no JSON, and with an accept value that fits no handshake. */
    HttpResponse broken() {
        HttpResponse same = new HttpResponse(status, headers, "{" + body);
        return headers.containsKey("Sec-WebSocket-Accept") ? same.with(Map.of("Sec-WebSocket-Accept", "broken")) : same;
    }

    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason() + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        // 101 and 204 have no body, and a length would make some clients wait for one.
        boolean hasBody = status != 101 && status != 204;
        if (hasBody) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (hasBody) {
            bytes.writeBytes(content);
        }
        return bytes.toByteArray();
    }

    /** Without the body, which may be a listen key. */
    @Override
    public String toString() {
        return status + " " + reason();
    }

    private String reason() {
        return switch (status) {
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 204 -> "No Content";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 418 -> "I'm a teapot";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
