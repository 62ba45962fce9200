package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.session.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Messages to decode, and short ways to decode them. */
final class Messages {

    static final long EPOCH = 7;
    static final String FINGERPRINT = "0a1b2c3d";
    static final Moment AT = new Moment(42);

    /** One of every kind, all values invented. */
    static final List<String> FIXTURES = List.of(
            "order-new.json",
            "order-filled.json",
            "order-canceled-strings.json",
            "account-update.json",
            "account-init.json",
            "ack.json",
            "ping.json",
            "listen-key-expired.json",
            "futures-order.json");

    private Messages() {}

    static FrameDecoder decoder() {
        return new FrameDecoder(EPOCH, FINGERPRINT, DecoderLimits.DEFAULTS);
    }

    static Signal decode(String text) {
        try (FrameDecoder decoder = decoder()) {
            return decoder.text(text, AT);
        }
    }

    static Signal decode(byte[] binary) {
        try (FrameDecoder decoder = decoder()) {
            return decoder.binary(ByteBuffer.wrap(binary), AT);
        }
    }

    static <T extends AccountEvent> T event(Class<T> type, String text) {
        return type.cast(events(text).get(0));
    }

    static List<AccountEvent> events(String text) {
        Signal signal = decode(text);
        assertThat(signal).isInstanceOf(Signal.Happened.class);
        return ((Signal.Happened) signal).events();
    }

    static Signal.Rejected rejected(String text) {
        return rejected(decode(text));
    }

    static Signal.Rejected rejected(Signal signal) {
        assertThat(signal).isInstanceOf(Signal.Rejected.class);
        return (Signal.Rejected) signal;
    }

    static String fixture(String name) {
        try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
