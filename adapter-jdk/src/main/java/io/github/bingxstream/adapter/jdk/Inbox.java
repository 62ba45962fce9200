package io.github.bingxstream.adapter.jdk;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole messages of what the socket reports (FT-22), and asks it for more.
 *
 * <p>A frame that straddles two reads comes in two calls, however small it is: about one in forty does. Demand is asked for
 * again in every call, and never withheld: without it the socket answers no ping and notices no end.
 */
final class Inbox implements WebSocket.Listener {

    /** What comes out of the inbox. */
    interface Reader {
        void text(String message);

        /** The buffer is valid during the call only. */
        void binary(ByteBuffer message);

        void tooLarge();

        void closed(WebSocket socket, int code, String reason);

        void failed(Throwable failure);
    }

    private final int bytesMax;
    private final Reader reader;

    private final StringBuilder textSoFar = new StringBuilder();
    private byte[] bytesSoFar = {};
    private int size;

    Inbox(int bytesMax, Reader reader) {
        this.bytesMax = bytesMax;
        this.reader = reader;
    }

    /** Does nothing: this call does not come on our executor. The connection asks for the first message itself. */
    @Override
    public void onOpen(WebSocket socket) {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        if (hasGrownBy(utf8Length(part))) {
            textSoFar.append(part);
            if (last) {
                String message = textSoFar.toString();
                clear();
                reader.text(message);
            }
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        int before = size;
        if (hasGrownBy(part.remaining())) {
            if (last && before == 0) {
                clear();
                reader.binary(part);
            } else {
                append(part, before);
                if (last) {
                    ByteBuffer message = ByteBuffer.wrap(bytesSoFar, 0, size);
                    clear();
                    reader.binary(message);
                }
            }
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        clear();
        reader.closed(socket, code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        clear();
        reader.failed(failure);
    }

    private boolean hasGrownBy(int more) {
        if (more > bytesMax - size) {
            clear();
            reader.tooLarge();
            return false;
        }
        size += more;
        return true;
    }

    private void append(ByteBuffer part, int at) {
        if (size > bytesSoFar.length) {
            long doubled = Math.max(size, 2L * bytesSoFar.length);
            bytesSoFar = Arrays.copyOf(bytesSoFar, (int) Math.min(doubled, bytesMax));
        }
        part.get(bytesSoFar, at, part.remaining());
    }

    private void clear() {
        textSoFar.setLength(0);
        bytesSoFar = new byte[0];
        size = 0;
    }

    private static int utf8Length(CharSequence text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two of the pair's four.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
