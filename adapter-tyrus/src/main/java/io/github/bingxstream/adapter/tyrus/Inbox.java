package io.github.bingxstream.adapter.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Makes whole messages of what the session reports (FT-22). It takes fragments, because the limit that Tyrus has for messages
 * holds for some of them only.
 */
final class Inbox extends Endpoint {

    /** What comes out of the inbox. */
    interface Reader {
        void opened(Session session);

        void text(String message);

        /** The buffer is valid during the call only. */
        void binary(ByteBuffer message);

        void tooLarge();

        void closed(CloseReason reason);

        void failed(Throwable failure);
    }

    private final int bytesMax;
    private final Reader reader;

    private final StringBuilder textSoFar = new StringBuilder();
    private final ByteArrayOutputStream bytesSoFar = new ByteArrayOutputStream(0);
    private int size;
    private boolean over;

    Inbox(int bytesMax, Reader reader) {
        this.bytesMax = bytesMax;
        this.reader = reader;
    }

    /** With the types named, since Tyrus would otherwise look them up by reflection. */
    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::text);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) this::binary);
        reader.opened(session);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        reader.closed(reason);
    }

    @Override
    public void onError(Session session, Throwable failure) {
        reader.failed(failure);
    }

    private void text(String part, boolean last) {
        if (!hasGrownBy(utf8Length(part))) {
            return;
        }
        textSoFar.append(part);
        if (last) {
            String message = textSoFar.toString();
            textSoFar.setLength(0);
            size = 0;
            reader.text(message);
        }
    }

    private void binary(ByteBuffer part, boolean last) {
        int before = size;
        if (!hasGrownBy(part.remaining())) {
            return;
        }
        if (last && before == 0) {
            size = 0;
            reader.binary(part);
            return;
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytesSoFar.write(copy, 0, copy.length);
        if (last) {
            ByteBuffer message = ByteBuffer.wrap(bytesSoFar.toByteArray());
            bytesSoFar.reset();
            size = 0;
            reader.binary(message);
        }
    }

    /** After the end Tyrus goes on with what it has already read; nobody listens any more. */
    private boolean hasGrownBy(int more) {
        if (over) {
            return false;
        }
        if (more > bytesMax - size) {
            over = true;
            textSoFar.setLength(0);
            bytesSoFar.reset();
            reader.tooLarge();
            return false;
        }
        size += more;
        return true;
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two of the pair's four.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
