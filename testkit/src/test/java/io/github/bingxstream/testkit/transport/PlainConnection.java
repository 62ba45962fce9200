package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
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

    private static final int HANDSHAKE_MILLIS = 1_000;
    private static final int GRACE_MILLIS = 500;
    private static final int SEND_MILLIS = 1_000;
    private static final int WAITING_MAX = 256;

    private final PlainFrameTransport transport;
    private final ScheduledExecutorService timer;
    private final URI endpoint;
    private final Listener listener;
    private final Socket socket = new Socket();
    private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>(WAITING_MAX);
    private final AtomicReference<Ending> fate = new AtomicReference<>();
    private volatile boolean open;
    private boolean isText;
    private final List<byte[]> fragments = new ArrayList<>();

    PlainConnection(PlainFrameTransport transport, ScheduledExecutorService timer, URI endpoint, Listener listener) {
        this.transport = transport;
        this.timer = timer;
        this.endpoint = endpoint;
        this.listener = listener;
    }

    void start() {
        begin(this::read, "plain-reader");
    }

    @Override
    public void send(String text) {
        if (open && fate.get() == null) {
            queue(mask(WireFrame.TEXT, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        if (decide(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed")) {
            queue(mask(WireFrame.CLOSE, new byte[] {0x03, (byte) 0xE8}));
            if (transport.givesUp()) {
                later(this::cut, GRACE_MILLIS);
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
        if (transport.cutsSockets()) {
            cut();
        }
        listener.ended(fate.get());
    }

    private DataInputStream shakeHands() throws IOException {
        socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), HANDSHAKE_MILLIS);
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        socket.getOutputStream()
                .write(("GET " + endpoint.getRawPath() + "?" + endpoint.getRawQuery() + " HTTP/1.1\r\n"
                                + "Host: " + endpoint.getHost() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String head = PlainHttpTransport.head(in);
        int status = PlainHttpTransport.status(head);
        if (status != 101) {
            decide(Cause.REFUSED, OptionalInt.of(status), "refused");
            throw new IOException("refused");
        }
        // The answer to the key above, from RFC 6455.
        if (!head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new ProtocolException("wrong key");
        }
        socket.setSoTimeout(0);
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
        require((first & 0x70) == 0 && (second & 0x80) == 0);
        long length = second;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        long before = fragments.stream().mapToLong(fragment -> fragment.length).sum();
        if (!transport.isAllowed(before + length)) {
            decide(Cause.TOO_LARGE, OptionalInt.empty(), "too large");
            return false;
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException();
        }
        switch (opcode) {
            case WireFrame.TEXT, WireFrame.BINARY, WireFrame.CONTINUATION -> {
                require((opcode == WireFrame.CONTINUATION) != fragments.isEmpty());
                isText = opcode == WireFrame.CONTINUATION ? isText : opcode == WireFrame.TEXT;
                fragments.add(payload);
                if (last) {
                    List<byte[]> message = List.copyOf(fragments);
                    fragments.clear();
                    if (isText) {
                        decode(join(message));
                    }
                    transport.deliver(listener, isText, message);
                }
            }
            case WireFrame.PING -> {
                if (transport.answersPings()) {
                    queue(mask(WireFrame.PONG, payload));
                }
            }
            case WireFrame.PONG -> {}
            case WireFrame.CLOSE -> {
                peerCloses(payload);
                return false;
            }
            default -> throw new ProtocolException();
        }
        return true;
    }

    private void peerCloses(byte[] payload) throws IOException {
        require(payload.length != 1);
        int code = payload.length == 0 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        require(payload.length == 0 || (code >= 1000 && code != 1004 && code != 1005 && code != 1006));
        OptionalInt given = payload.length == 0 ? OptionalInt.empty() : OptionalInt.of(code);
        if (decide(Cause.CLOSED_BY_PEER, given, "closed by the peer")) {
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
                    later(() -> loseIf(sending.get() != null), SEND_MILLIS);
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
            socket.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void later(Runnable task, int millis) {
        try {
            timer.schedule(task, millis, TimeUnit.MILLISECONDS);
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
