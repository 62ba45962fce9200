package io.github.bingxstream.testkit.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what a client sends: unmasks, joins fragments, and insists on the rules that servers must insist on. */
final class FrameReader {
    /** A subscribe frame has about 100 bytes. */
    private static final int MESSAGE_BYTES_MAX = 64 * 1024;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int INVALID_PAYLOAD = 1007;
    private static final int TOO_BIG = 1009;

    /** One whole message or control frame. */
    static final class Message {
        private final int opcode;
        private final byte[] payload;

        private Message(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        /** Never {@link Opcode#CONTINUATION}. */
        int opcode() {
            return opcode;
        }

        byte[] payload() {
            return payload;
        }

        String text() throws ProtocolViolation {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(payload))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new ProtocolViolation(INVALID_PAYLOAD, "text is not UTF-8");
            }
        }
    }

    private final DataInputStream in;
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private int fragmented = -1;

    FrameReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** The next message; control frames come between the fragments of another. End of stream is an {@link IOException}. */
    Message next() throws IOException, ProtocolViolation {
        while (true) {
            int first = in.readUnsignedByte();
            boolean last = (first & 0x80) != 0;
            int opcode = first & 0x0F;
            check((first & 0x70) == 0, "reserved bits");
            check(opcode <= Opcode.BINARY || (opcode >= Opcode.CLOSE && opcode <= Opcode.PONG), "opcode");
            byte[] payload = payload(opcode);
            if (Opcode.isControl(opcode)) {
                check(last, "fragmented control frame");
                return new Message(opcode, payload);
            }
            check((opcode == Opcode.CONTINUATION) == (fragmented >= 0), "continuation out of place");
            if (opcode != Opcode.CONTINUATION) {
                fragmented = opcode;
            }
            checkSize(fragments.size() + (long) payload.length);
            fragments.writeBytes(payload);
            if (last) {
                Message message = new Message(fragmented, fragments.toByteArray());
                fragments.reset();
                fragmented = -1;
                return message;
            }
        }
    }

    /** Throws the rest away until the client closes: closing on unread bytes would reset what was sent to it. */
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private byte[] payload(int opcode) throws IOException, ProtocolViolation {
        int second = in.readUnsignedByte();
        check((second & 0x80) != 0, "client frame without mask");
        long length = second & 0x7F;
        check(length <= 125 || !Opcode.isControl(opcode), "long control frame");
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        checkSize(length);
        byte[] mask = in.readNBytes(4);
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private static void checkSize(long length) throws ProtocolViolation {
        if (length < 0 || length > MESSAGE_BYTES_MAX) {
            throw new ProtocolViolation(TOO_BIG, "message above " + MESSAGE_BYTES_MAX + " bytes");
        }
    }

    private static void check(boolean condition, String what) throws ProtocolViolation {
        if (!condition) {
            throw new ProtocolViolation(PROTOCOL_ERROR, what);
        }
    }
}
