package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bingxstream.session.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipInflaterTest {

    private static final int MIB = 1 << 20;

    private final GzipInflater inflater = new GzipInflater(DecoderLimits.DEFAULTS);

    @AfterEach
    void close() {
        inflater.close();
    }

    @Test
    void members_are_joined() throws MalformedException {
        assertThat(inflated(Messages.joined(gzip("{\"a\":"), gzip(""), gzip("1}"))))
                .isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0\0\0\0", "garbage", "\u001f", "\n"})
    void what_follows_the_last_member_is_ignored(String rest) throws MalformedException {
        assertThat(inflated(Messages.joined(gzip("hello"), rest.getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo("hello");
    }

    @Test
    void a_second_member_that_is_broken_spoils_the_message() {
        byte[] second = gzip("world");
        second[second.length - 1] ^= 1;
        assertThat(refusal(Messages.joined(gzip("hello"), second))).contains("checksum");
    }

    @Test
    void every_optional_part_of_the_header_is_passed_over() throws MalformedException {
        byte[] plain = gzip("hello");
        for (int flags = 0; flags < 32; flags++) {
            assertThat(inflated(withHeader(plain, flags))).as("flags " + flags).isEqualTo("hello");
        }
    }

    @Test
    void a_header_with_a_wrong_checksum_reserved_flags_or_another_method_is_refused() {
        byte[] checked = withHeader(gzip("hello"), 2);
        checked[4] ^= 1;
        assertThat(refusal(checked)).contains("header does not match");
        for (int flag : new int[] {0x20, 0x40, 0x80}) {
            byte[] reserved = gzip("hello");
            reserved[3] = (byte) flag;
            assertThat(refusal(reserved)).contains("unknown kind");
        }
        byte[] method = gzip("hello");
        method[2] = 7;
        assertThat(refusal(method)).contains("unknown kind");
    }

    @Test
    void a_wrong_checksum_or_size_is_refused() {
        for (int back = 1; back <= 8; back++) {
            byte[] message = gzip("hello");
            message[message.length - back] ^= 0x10;
            assertThat(refusal(message)).contains("does not match its checksum");
        }
    }

    @Test
    void a_message_cut_anywhere_is_refused() {
        for (int flags = 0; flags < 32; flags++) {
            byte[] message = withHeader(gzip("hello"), flags);
            for (int length = 2; length < message.length; length++) {
                assertThat(refusal(Arrays.copyOf(message, length))).contains("ends");
            }
        }
    }

    @Test
    void a_bomb_of_10_mib_is_refused_having_inflated_no_more_than_the_ratio_allows() {
        byte[] bomb = Messages.gzip(new byte[10 * MIB]);
        assertThat(bomb.length).isLessThan(16 << 10);
        assertThat(refusal(bomb)).contains("beyond 200 times its size");
        assertThat(inflater.size()).isLessThanOrEqualTo(200 * bomb.length + 1).isLessThan(4 * MIB);
    }

    @Test
    void a_bomb_of_many_small_members_is_refused_as_one() {
        byte[] member = Messages.gzip(new byte[MIB]);
        byte[][] members = new byte[20][];
        Arrays.fill(members, member);
        DecoderLimits limits = new DecoderLimits(4 * MIB, 2000, 0, 64);
        try (GzipInflater generous = new GzipInflater(limits)) {
            assertThat(refusal(generous, Messages.joined(members))).contains("beyond 4194304 bytes");
            assertThat(generous.size()).isEqualTo(4 * MIB + 1);
        }
    }

    @Test
    void the_decoder_refuses_a_bomb_and_goes_on() {
        try (FrameDecoder decoder = Messages.decoder()) {
            Signal signal = decoder.binary(ByteBuffer.wrap(Messages.gzip(new byte[10 * MIB])), Messages.AT);
            assertThat(Messages.rejected(signal).why()).contains("inflates beyond");
            assertThat(decoder.inflatedBytes()).isLessThan(4 * MIB);
            byte[] good = Messages.gzip(Messages.utf8(Messages.fixture("ack.json")));
            assertThat(decoder.binary(ByteBuffer.wrap(good), Messages.AT)).isInstanceOf(Signal.Acknowledged.class);
        }
    }

    @Test
    void exactly_the_limit_is_inflated_and_one_byte_more_is_not() throws MalformedException {
        DecoderLimits limits = new DecoderLimits(100_000, 1, 100_000, 64);
        try (GzipInflater exact = new GzipInflater(limits)) {
            byte[] message = Messages.gzip(new byte[100_000]);
            exact.inflate(message, message.length);
            assertThat(exact.size()).isEqualTo(100_000);
            assertThat(refusal(exact, Messages.gzip(new byte[100_001]))).contains("beyond 100000 bytes");
            assertThat(exact.size()).isEqualTo(100_001);
        }
    }

    @Test
    void the_default_ratio_leaves_room_for_a_snapshot_of_nothing_but_zeros() throws MalformedException {
        StringBuilder snapshot = new StringBuilder("{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"m\":\"INIT\",\"B\":[");
        for (int i = 0; i < 5000; i++) {
            String zero = "\"0.00000000000000000000\"";
            snapshot.append(i == 0 ? "" : ",")
                    .append("{\"a\":\"C" + i + "\",\"bc\":" + zero + ",\"cw\":" + zero + ",\"lk\":" + zero + ",\"wb\":"
                            + zero + "}");
        }
        byte[] message = gzip(snapshot.append("]}}").toString());
        inflater.inflate(message, message.length);
        assertThat(inflater.size() / message.length).isBetween(10, 100);
    }

    @Test
    void room_taken_by_a_large_message_is_given_back() throws MalformedException {
        byte[] noise = new byte[MIB];
        new Random(1).nextBytes(noise);
        byte[] message = Messages.gzip(noise);
        inflater.inflate(message, message.length);
        assertThat(inflater.bytes().length).isGreaterThanOrEqualTo(MIB);
        inflater.release();
        assertThat(inflater.bytes().length).isLessThanOrEqualTo(64 << 10);
        assertThat(inflated(gzip("hello"))).isEqualTo("hello");
    }

    @Test
    void an_order_update_is_given_more_room_than_it_takes_because_zlib_is_slow_at_its_end() throws MalformedException {
        byte[] message = gzip(Messages.fixture("order-new.json"));
        inflater.inflate(message, message.length);
        assertThat(inflater.bytes().length - inflater.size()).isGreaterThanOrEqualTo(258);
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new DecoderLimits(0, 1, 1, 1)).hasMessageContaining("messageBytesMax is 0");
        assertThatThrownBy(() -> new DecoderLimits(1, 0, 1, 1)).hasMessageContaining("inflationRatioMax is 0");
        assertThatThrownBy(() -> new DecoderLimits(1, 1, -1, 1)).hasMessageContaining("inflationFreeBytes is -1");
        assertThatThrownBy(() -> new DecoderLimits(1, 1, 1, 251)).hasMessageContaining("depthMax is 251");
    }

    private String inflated(byte[] message) throws MalformedException {
        inflater.inflate(message, message.length);
        return new String(inflater.bytes(), 0, inflater.size(), StandardCharsets.UTF_8);
    }

    private String refusal(byte[] message) {
        return refusal(inflater, message);
    }

    private static String refusal(GzipInflater inflater, byte[] message) {
        MalformedException thrown =
                catchThrowableOfType(MalformedException.class, () -> inflater.inflate(message, message.length));
        assertThat(thrown).as("a refusal").isNotNull();
        return thrown.why();
    }

    private static byte[] gzip(String text) {
        return Messages.gzip(Messages.utf8(text));
    }

    /** Puts a header with the optional parts that the flags announce before a member that has none. */
    private static byte[] withHeader(byte[] plain, int flags) {
        byte[] header = {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3};
        if ((flags & 4) != 0) {
            header = Messages.joined(header, new byte[] {5, 0, 9, 9, 9, 9, 9});
        }
        if ((flags & 8) != 0) {
            header = Messages.joined(header, Messages.utf8("name\0"));
        }
        if ((flags & 16) != 0) {
            header = Messages.joined(header, Messages.utf8("a comment\0"));
        }
        if ((flags & 2) != 0) {
            CRC32 checksum = new CRC32();
            checksum.update(header);
            int value = (int) checksum.getValue();
            header = Messages.joined(header, new byte[] {(byte) value, (byte) (value >> 8)});
        }
        return Messages.joined(header, Arrays.copyOfRange(plain, 10, plain.length));
    }
}
