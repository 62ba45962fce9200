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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * HTTP on a plain socket and a thread for each request: the simplest thing that keeps the contract, and what the witnesses
 * break, each with a bug of its own.
 */
public final class PlainHttpTransport implements HttpTransport, AutoCloseable {

    static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private static final String THREAD = "plain-http";

    /** Longer than any witness is waited for. */
    private static final long WITNESS_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Set<HttpBug> bugs = EnumSet.noneOf(HttpBug.class);
    private final ReentrantLock one = new ReentrantLock();
    private final AtomicReference<@Nullable Response> first = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Returns one that breaks nothing. */
    public PlainHttpTransport() {}

    PlainHttpTransport(HttpBug... bugs) {
        this.bugs.addAll(List.of(bugs));
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        if (has(HttpBug.REFUSES_TO_SEND_WITHIN_A_STAGE)
                && Thread.currentThread().getName().equals(THREAD)) {
            return CompletableFuture.failedFuture(new IOException("not now"));
        }
        if (has(HttpBug.RESOLVES_NAMES_IN_SEND)) {
            new InetSocketAddress(request.uri().getHost(), 80).isUnresolved();
        }
        if (has(HttpBug.LOGS_THE_URI)) {
            Logger.getLogger("witness").finest(() -> "asking " + request.uri());
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        boolean isPatient = has(HttpBug.WAITS_BEYOND_THE_TIMEOUT) || has(HttpBug.TIMES_EACH_READ_ALONE);
        answer.orTimeout(isPatient ? WITNESS_NANOS : request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        Thread thread = new Thread(() -> complete(answer, request), THREAD);
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
        if (has(HttpBug.WAITS_IN_SEND)) {
            given.exceptionally(failure -> new Response(0, Map.of(), "")).join();
        }
        return given;
    }

    private void complete(CompletableFuture<Response> answer, Request request) {
        if (has(HttpBug.SENDS_ONE_REQUEST_AT_A_TIME)) {
            one.lock();
        }
        try {
            answer.complete(judge(exchange(request)));
        } catch (IOException | RuntimeException failure) {
            if (has(HttpBug.ANSWERS_ITSELF_WHEN_NOBODY_DOES)) {
                answer.complete(new Response(503, Map.of(), "nobody there"));
            }
            answer.completeExceptionally(
                    has(HttpBug.QUOTES_THE_URI)
                            ? new IOException("no answer from " + request.uri(), failure)
                            : new IOException("no answer: " + failure.getClass().getSimpleName()));
        } finally {
            if (one.isHeldByCurrentThread()) {
                one.unlock();
            }
        }
        if (has(HttpBug.KEEPS_THREADS)) {
            awaitClose();
        }
    }

    private Response judge(Response response) throws IOException {
        first.compareAndSet(null, response);
        Response earlier = first.get();
        if ((has(HttpBug.FAILS_ON_AN_ERROR_STATUS) && response.status() >= 400)
                || (has(HttpBug.FAILS_ON_AN_EMPTY_BODY) && response.body().isEmpty())) {
            throw new IOException("not what was hoped for");
        }
        return has(HttpBug.REPEATS_THE_FIRST_ANSWER) && earlier != null ? earlier : response;
    }

    private Response exchange(Request request) throws IOException {
        try {
            Response response = exchangeOnce(request);
            List<String> elsewhere = response.headers().get("location");
            return has(HttpBug.FOLLOWS_REDIRECTS) && elsewhere != null
                    ? exchangeOnce(
                            new Request(request.method(), URI.create(elsewhere.get(0)), Map.of(), request.timeout()))
                    : response;
        } catch (IOException once) {
            if (has(HttpBug.REPEATS_A_CUT_REQUEST)) {
                return exchangeOnce(request);
            }
            throw once;
        }
    }

    private Response exchangeOnce(Request request) throws IOException {
        URI uri = request.uri();
        if (!"http".equals(uri.getScheme())) {
            throw new IOException("only http");
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()),
                    has(HttpBug.TIMES_EACH_READ_ALONE) ? 0 : CONNECT_MILLIS);
            // Longer than the timeout by far, so that no pause between two bytes ends it in the timeout's place.
            socket.setSoTimeout(
                    has(HttpBug.TIMES_EACH_READ_ALONE)
                            ? (int) request.timeout().multipliedBy(3).toMillis()
                            : 0);
            StringBuilder head = new StringBuilder(request.method() + " " + target(uri) + " HTTP/1.1\r\nHost: x\r\n");
            if (!has(HttpBug.DROPS_HEADERS)) {
                request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
            }
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return read(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
        }
    }

    private String target(URI uri) {
        if (has(HttpBug.DECODES_THE_QUERY)) {
            return uri.getPath() + "?" + uri.getQuery();
        }
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private Response read(DataInputStream in) throws IOException {
        String head = head(in);
        int status = has(HttpBug.TAKES_ANYTHING_FOR_AN_ANSWER) ? 200 : status(head);
        boolean keepsCase = has(HttpBug.KEEPS_THE_CASE_OF_HEADERS);
        Map<String, List<String>> headers = new TreeMap<>(keepsCase ? String.CASE_INSENSITIVE_ORDER : null);
        head.lines().skip(1).filter(line -> line.contains(":")).forEach(line -> {
            String name = line.substring(0, line.indexOf(':'));
            headers.computeIfAbsent(keepsCase ? name : name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                    .add(line.substring(line.indexOf(':') + 1).strip());
        });
        boolean isChunked = headers.containsKey("transfer-encoding") && !has(HttpBug.IGNORES_CHUNKS);
        byte[] body = isChunked ? chunks(in) : fixed(in, headers);
        return new Response(
                status,
                headers,
                new String(body, has(HttpBug.READS_LATIN_1) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }

    private byte[] fixed(DataInputStream in, Map<String, List<String>> headers) throws IOException {
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).get(0));
        int max = has(HttpBug.REFUSES_LARGE_BODIES) ? BODY_BYTES_MAX / 4 : BODY_BYTES_MAX;
        if (length > max && !has(HttpBug.HAS_NO_LIMIT)) {
            throw new IOException("too large");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length && !has(HttpBug.TAKES_HALF_A_BODY)) {
            throw new EOFException();
        }
        return body;
    }

    private byte[] chunks(DataInputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in), 16);
            if (body.size() + length > BODY_BYTES_MAX && !has(HttpBug.LIMITS_ONLY_WHAT_IS_ANNOUNCED)) {
                throw new IOException("too large");
            }
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

    private boolean has(HttpBug bug) {
        return bugs.contains(bug);
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
