package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.port.support.TransportSettings;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One thread reads and calls the listener, one writes, and a timer closes the socket on whoever takes too long. */
final class PlainConnection implements Connection {

    static final String READER = "plain-reader";

    /** What a transport reads at once, in the imagination of one of its bugs. */
    private static final int READ_BYTES = 8_192;

    /** So short that nobody who looks on can miss it. */
    private static final int KEPT_TIMEOUT_MILLIS = 500;

    private final PlainFrameTransport transport;
    private final TransportSettings settings;
    private final ScheduledExecutorService timer;
    private final URI endpoint;
    private final Listener listener;
    private final Socket socket = new Socket();
    private final BlockingQueue<byte[]> outbox;
    private final AtomicReference<Ending> fate = new AtomicReference<>();
    private volatile boolean open;
    private boolean isText;
    private final List<byte[]> fragments = new ArrayList<>();
    private long taken;

    PlainConnection(PlainFrameTransport transport, ScheduledExecutorService timer, URI endpoint, Listener listener) {
        this.transport = transport;
        this.settings = transport.settings();
        this.outbox = new LinkedBlockingQueue<>(settings.textsWaitingMax());
        this.timer = timer;
        this.endpoint = endpoint;
        this.listener = listener;
    }

    void start() {
        begin(this::read, READER);
    }

    @Override
    public void send(String text) {
        if (open && fate.get() == null) {
            byte[] frame = mask(WireFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
            if (has(FrameBug.WAITS_IN_SEND)) {
                queueWaiting(frame);
            } else {
                queue(frame);
            }
        }
    }

    @Override
    public void close() {
        if (decide(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed")) {
            if (has(FrameBug.CLOSES_WITHOUT_A_FRAME)) {
                cut();
            }
            queue(mask(WireFrame.CLOSE, new byte[] {0x03, (byte) 0xE8}));
            if (!has(FrameBug.WAITS_FOR_THE_PEER_FOR_EVER)) {
                later(this::cut, settings.closeGrace());
            }
        }
    }

    // --------------------------------------------------------------------------------------------------------- reading

    private void read() {
        try {
            DataInputStream in = shakeHands();
            open = true;
            begin(this::write, "plain-writer");
            listener.opened();
            while (take(in)) {}
        } catch (EOFException finished) {
            if (open && has(FrameBug.MISSES_A_FINISH)) {
                return;
            }
            decide(open ? Cause.LOST : Cause.UNREACHABLE, OptionalInt.empty(), "finished");
        } catch (ProtocolException | CharacterCodingException violation) {
            decide(
                    Cause.PROTOCOL_VIOLATION,
                    OptionalInt.empty(),
                    violation.getClass().getSimpleName());
        } catch (IOException | RuntimeException failure) {
            decide(
                    open ? Cause.LOST : Cause.UNREACHABLE,
                    OptionalInt.empty(),
                    failure.getClass().getSimpleName());
        }
        cut();
        listener.ended(fate.get());
    }

    private DataInputStream shakeHands() throws IOException {
        int timeout = (int) settings.connectTimeout().toMillis();
        socket.connect(
                new InetSocketAddress(endpoint.getHost(), endpoint.getPort()),
                has(FrameBug.CONNECTS_WITHOUT_A_TIMEOUT) ? 0 : timeout);
        socket.setSoTimeout(has(FrameBug.SHAKES_HANDS_WITHOUT_A_TIMEOUT) ? 0 : timeout);
        socket.getOutputStream()
                .write(("GET " + endpoint.getRawPath() + "?" + endpoint.getRawQuery() + " HTTP/1.1\r\n"
                                + "Host: " + endpoint.getRawAuthority() + "\r\nUpgrade: websocket\r\n"
                                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + (has(FrameBug.LEAVES_OUT_THE_VERSION) ? "" : "Sec-WebSocket-Version: 13\r\n")
                                + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String head = PlainHttpTransport.head(in);
        if (has(FrameBug.TAKES_ANYTHING_FOR_A_HANDSHAKE)) {
            return in;
        }
        int status = PlainHttpTransport.status(head);
        if (status != 101) {
            decide(Cause.REFUSED, OptionalInt.of(status), "refused");
            throw new IOException("refused");
        }
        // The answer to the key above, from RFC 6455.
        if (!head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") && !has(FrameBug.TAKES_ANY_ACCEPT_KEY)) {
            throw new ProtocolException("wrong key");
        }
        socket.setSoTimeout(has(FrameBug.KEEPS_THE_TIMEOUT_OF_THE_HANDSHAKE) ? KEPT_TIMEOUT_MILLIS : 0);
        return in;
    }

    private boolean take(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException();
        }
        int second = in.readUnsignedByte();
        int opcode = first & 0xF;
        boolean last = (first & 0x80) != 0;
        require((first & 0x70) == 0 || has(FrameBug.IGNORES_RESERVED_BITS));
        boolean masked = (second & 0x80) != 0;
        require(!masked || has(FrameBug.TAKES_MASKED_FRAMES));
        long length = second & 0x7F;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        in.skipNBytes(masked ? 4 : 0);
        long before = fragments.stream().mapToLong(fragment -> fragment.length).sum();
        if (!isAllowed(before, length)) {
            in.skipNBytes(has(FrameBug.READS_WHAT_IS_TOO_LARGE) ? length : 0);
            decide(Cause.TOO_LARGE, OptionalInt.empty(), "too large");
            return false;
        }
        byte[] payload = payload(in, (int) (has(FrameBug.READS_LENGTHS_OF_16_BITS_ONLY) ? length & 0xFFFF : length));
        switch (opcode) {
            case WireFrame.TEXT, WireFrame.BINARY, WireFrame.CONTINUATION -> {
                require((opcode == WireFrame.CONTINUATION) != fragments.isEmpty()
                        || has(FrameBug.IGNORES_THE_ORDER_OF_FRAGMENTS));
                isText = opcode == WireFrame.CONTINUATION ? isText : opcode == WireFrame.TEXT;
                fragments.add(payload);
                if (last) {
                    List<byte[]> message = List.copyOf(fragments);
                    fragments.clear();
                    deliver(message);
                }
            }
            case WireFrame.PING -> {
                if (!has(FrameBug.LEAVES_PINGS_UNANSWERED)) {
                    queue(mask(WireFrame.PONG, payload));
                }
            }
            case WireFrame.PONG -> {
                if (has(FrameBug.DELIVERS_PONGS)) {
                    deliver(List.of(payload));
                }
            }
            case WireFrame.CLOSE -> {
                peerCloses(payload);
                return false;
            }
            default -> require(has(FrameBug.IGNORES_RESERVED_BITS));
        }
        return true;
    }

    private boolean isAllowed(long before, long length) {
        if (has(FrameBug.HAS_NO_LIMIT)) {
            return true;
        }
        long bytes = length + (has(FrameBug.LIMITS_FRAMES_ONLY) ? 0 : before);
        return bytes <= settings.messageBytesMax() - (has(FrameBug.REFUSES_THE_LIMIT_ITSELF) ? 1 : 0);
    }

    private byte[] payload(DataInputStream in, int length) throws IOException {
        byte[] payload;
        try {
            payload = in.readNBytes(length);
        } catch (IOException reset) {
            if (has(FrameBug.DELIVERS_HALVES)) {
                listener.text("half");
            }
            throw reset;
        }
        if (payload.length < length) {
            throw new EOFException();
        }
        if (has(FrameBug.SPOILS_WHAT_STRADDLES_A_READ) && taken / READ_BYTES != (taken + length) / READ_BYTES) {
            payload[0]++;
        }
        taken += length;
        return payload;
    }

    private void deliver(List<byte[]> message) throws IOException {
        if (has(FrameBug.DELIVERS_EACH_FRAGMENT)) {
            message.forEach(fragment -> whole(isText, List.of(fragment)).accept(listener));
        } else if (has(FrameBug.DROPS_THE_LAST_FRAGMENT)) {
            whole(isText, message.subList(0, Math.max(1, message.size() - 1))).accept(listener);
        } else if (has(FrameBug.DECODES_EACH_FRAGMENT) && isText) {
            StringBuilder text = new StringBuilder();
            message.forEach(fragment -> text.append(new String(fragment, StandardCharsets.UTF_8)));
            listener.text(text.toString());
        } else {
            if (isText && !has(FrameBug.IGNORES_BAD_UTF_8)) {
                decode(join(message));
            }
            whole(isText, message).accept(listener);
        }
    }

    private void peerCloses(byte[] payload) throws IOException {
        boolean any = has(FrameBug.TAKES_ANY_CLOSE_FRAME);
        require(payload.length != 1 || any);
        int code = payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        require(any || payload.length == 0 || (code >= 1000 && code != 1004 && code != 1005 && code != 1006));
        OptionalInt given = payload.length == 0 ? OptionalInt.empty() : OptionalInt.of(code);
        if (decide(Cause.CLOSED_BY_PEER, given, "closed by the peer") && !has(FrameBug.DOES_NOT_ANSWER_A_CLOSE)) {
            socket.getOutputStream().write(mask(WireFrame.CLOSE, payload));
        }
    }

    static Consumer<Listener> whole(boolean isText, List<byte[]> fragments) {
        byte[] message = join(fragments);
        String text = new String(message, StandardCharsets.UTF_8);
        return isText ? listener -> listener.text(text) : listener -> listener.binary(ByteBuffer.wrap(message));
    }

    private static byte[] join(List<byte[]> fragments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        fragments.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static void decode(byte[] message) throws CharacterCodingException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
    }

    private static void require(boolean lawful) throws ProtocolException {
        if (!lawful) {
            throw new ProtocolException();
        }
    }

    // --------------------------------------------------------------------------------------------------------- writing

    private void write() {
        try {
            while (!socket.isClosed()) {
                byte[] bytes = outbox.poll(100, TimeUnit.MILLISECONDS);
                if (bytes != null) {
                    AtomicReference<byte[]> sending = new AtomicReference<>(bytes);
                    // One that waits in send is to be seen waiting, and not to be freed by its timeout.
                    if (!has(FrameBug.SENDS_WITHOUT_A_TIMEOUT) && !has(FrameBug.WAITS_IN_SEND)) {
                        later(() -> loseIf(sending.get() != null), settings.sendTimeout());
                    }
                    socket.getOutputStream().write(bytes);
                    sending.set(null);
                }
            }
        } catch (IOException | InterruptedException gone) {
            loseIf(true);
        }
    }

    private void queue(byte[] frame) {
        loseIf(!outbox.offer(frame));
    }

    private void queueWaiting(byte[] frame) {
        try {
            outbox.put(frame);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loseIf(boolean stuck) {
        if (stuck && decide(Cause.LOST, OptionalInt.empty(), "nothing leaves")) {
            cut();
        }
    }

    private static byte[] mask(int opcode, byte[] payload) {
        // A mask of zeros is a mask, and nobody listens in.
        byte[] header = WireFrame.header(true, opcode, payload.length);
        header[1] |= (byte) 0x80;
        return join(List.of(header, new byte[4], payload));
    }

    private boolean decide(Cause cause, OptionalInt code, String detail) {
        return fate.compareAndSet(null, new Ending(cause, code, detail));
    }

    private void cut() {
        try {
            if (has(FrameBug.KEEPS_SOCKETS) && socket.isConnected()) {
                if (socket.isInputShutdown()) {
                    return;
                }
                socket.shutdownInput();
                transport.keep(socket);
                return;
            }
            socket.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private boolean has(FrameBug bug) {
        return transport.has(bug);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void later(Runnable task, Duration time) {
        try {
            timer.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    private static void begin(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
