package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.HttpTransport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * HTTP on a plain socket and a thread for each request: the simplest thing that keeps the contract, and what the witnesses
 * break. Its overridable methods are the places where they do.
 */
class PlainHttpTransport implements HttpTransport {

    static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private static final int HEAD_BYTES_MAX = 64 * 1024;

    @Override
    public CompletionStage<Response> send(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        answer.orTimeout(nanos(request), TimeUnit.NANOSECONDS);
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(judge(exchange(request)));
                    } catch (IOException | RuntimeException failure) {
                        answer.completeExceptionally(asSeen(request, failure));
                    }
                },
                "plain-http");
        thread.setDaemon(true);
        thread.start();
        CompletableFuture<Response> given = new CompletableFuture<>();
        CompletionStage<Response> promised = answer;
        promised.whenComplete((response, failure) -> {
            if (response != null) {
                given.complete(response);
            } else {
                given.completeExceptionally(failure instanceof IOException ? failure : new IOException("no answer"));
            }
        });
        return given;
    }

    Response exchange(Request request) throws IOException {
        URI uri = request.uri();
        if (!"http".equals(uri.getScheme())) {
            throw new IOException("only http");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()), 2_000);
            StringBuilder head = new StringBuilder(request.method() + " " + target(uri) + " HTTP/1.1\r\nHost: x\r\n");
            request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return read(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
        }
    }

    private Response read(DataInputStream in) throws IOException {
        String head = head(in);
        int status = status(head);
        Map<String, List<String>> headers = new TreeMap<>();
        head.lines()
                .skip(1)
                .filter(line -> line.contains(":"))
                .forEach(line -> headers.computeIfAbsent(
                                line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                                name -> new ArrayList<>())
                        .add(line.substring(line.indexOf(':') + 1).strip()));
        byte[] body = headers.containsKey("transfer-encoding") ? chunks(in) : fixed(in, headers);
        return new Response(status, headers, new String(body, charset()));
    }

    private static byte[] fixed(DataInputStream in, Map<String, List<String>> headers) throws IOException {
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).get(0));
        if (length > BODY_BYTES_MAX) {
            throw new IOException("too large");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private static byte[] chunks(DataInputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in), 16);
            body.writeBytes(in.readNBytes(length));
            line(in);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            if (head.length() > HEAD_BYTES_MAX) {
                throw new ProtocolException("endless head");
            }
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    static int status(String head) throws ProtocolException {
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new ProtocolException("not HTTP");
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    String target(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    long nanos(Request request) {
        return request.timeout().toNanos();
    }

    Charset charset() {
        return StandardCharsets.UTF_8;
    }

    Response judge(Response response) throws IOException {
        return response;
    }

    Exception asSeen(Request request, Exception failure) {
        return new IOException("no answer: " + failure.getClass().getSimpleName());
    }
}
