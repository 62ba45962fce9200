package io.github.bingxstream.testkit.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few forms of DER (X.690) of which a certificate is made. */
final class Der {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] bool(boolean value) {
        return tagged(0x01, new byte[] {(byte) (value ? 0xFF : 0)});
    }

    /** A whole number, in two's complement. */
    static byte[] integer(byte[] bigEndian) {
        return tagged(0x02, bigEndian);
    }

    static byte[] bits(byte[] whole) {
        return tagged(0x03, new byte[] {0}, whole);
    }

    static byte[] octets(byte[] bytes) {
        return tagged(0x04, bytes);
    }

    static byte[] time(Instant time) {
        return tagged(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /** The parts of an object identifier, the first two of them at most 39. */
    static byte[] oid(int first, int second, int... rest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first * 40 + second);
        for (int arc : rest) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >> shift != 0) {
                    bytes.write((arc >> shift & 0x7F) | 0x80);
                }
            }
            bytes.write(arc & 0x7F);
        }
        return tagged(0x06, bytes.toByteArray());
    }

    static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        if (length < 0x80) {
            bytes.write(length);
        } else if (length < 0x100) {
            bytes.write(0x81);
            bytes.write(length);
        } else {
            bytes.write(0x82);
            bytes.write(length >> 8);
            bytes.write(length);
        }
        bytes.writeBytes(content.toByteArray());
        return bytes.toByteArray();
    }
}
