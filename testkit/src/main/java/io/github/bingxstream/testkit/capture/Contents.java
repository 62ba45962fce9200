package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.testkit.capture.Fact.Content;
import io.github.bingxstream.testkit.capture.Fact.Damage;
import io.github.bingxstream.testkit.capture.Fact.Form;
import io.github.bingxstream.testkit.capture.Fact.Told;
import io.github.bingxstream.testkit.capture.Fact.Untold;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Messages and bodies: from the wire into a capture, and from there to something that a decoder takes for the same. */
final class Contents {

    /** As large as a message can be that a stream reads. What is cut here is cut there too. */
    static final int BYTES_MAX = 4 << 20;

    private static final Set<String> HEARTBEATS = Set.of("Ping", "Pong", "ping", "pong");

    private Contents() {}

    static Form formOf(byte[] binary) {
        return binary.length >= 2 && binary[0] == 0x1f && binary[1] == (byte) 0x8b ? Form.GZIP : Form.BINARY;
    }

    /** Returns what may be told of a binary message. */
    static Content ofBinary(byte[] bytes, Redaction redaction, Instant now) {
        byte[] plain = bytes;
        if (formOf(bytes) == Form.GZIP) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                plain = in.readNBytes(BYTES_MAX + 1);
            } catch (IOException e) {
                return untold(Damage.NO_GZIP, bytes, redaction);
            }
            if (plain.length > BYTES_MAX) {
                return untold(Damage.NO_GZIP, bytes, redaction);
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString();
            return ofText(text, redaction, now);
        } catch (CharacterCodingException e) {
            return untold(Damage.NO_TEXT, plain, redaction);
        }
    }

    /** Returns what may be told of a text. */
    static Content ofText(String text, Redaction redaction, Instant now) {
        if (text.isEmpty() || HEARTBEATS.contains(text.strip())) {
            return new Told(text);
        }
        Optional<String> json = redaction.json(text, now);
        return json.isPresent()
                ? new Told(json.get())
                : untold(Damage.NO_JSON, text.getBytes(StandardCharsets.UTF_8), redaction);
    }

    private static Content untold(Damage damage, byte[] bytes, Redaction redaction) {
        return new Untold(damage, bytes.length, redaction.fingerprint(bytes));
    }

    /** Returns the text to replay: the one that was told, or one that is broken in the same way. */
    static String text(Content content) {
        if (content instanceof Told told) {
            return told.text();
        }
        int length = ((Untold) content).length();
        // Neither JSON nor a heartbeat, as long as the one it stands for.
        return "{" + "?".repeat(Math.max(0, Math.min(length, 2 * BYTES_MAX) - 1));
    }

    /** Returns the bytes to replay. */
    static byte[] bytes(Form form, Content content) {
        if (content instanceof Untold untold && untold.damage() == Damage.NO_GZIP) {
            // A block type that does not exist.
            byte[] broken = filled(untold, (byte) 0xff, 11);
            System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}, 0, broken, 0, 10);
            return broken;
        }
        byte[] plain = content instanceof Untold untold && untold.damage() == Damage.NO_TEXT
                ? filled(untold, (byte) 0xff, 1)
                : text(content).getBytes(StandardCharsets.UTF_8);
        return form == Form.GZIP ? compressed(plain) : plain;
    }

    private static byte[] filled(Untold untold, byte with, int lengthMin) {
        byte[] bytes = new byte[Math.max(lengthMin, Math.min(untold.length(), 2 * BYTES_MAX))];
        Arrays.fill(bytes, with);
        return bytes;
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
