package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.testkit.contract.Rule;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What RFC 6455 forbids, and how it ends. */
public interface ViolationRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-53",
            says = "reserved bits and opcodes end it as PROTOCOL_VIOLATION",
            because = "they announce an extension nobody agreed upon, and the rest cannot be understood")
    default void ft53_reserved_bits_and_opcodes_end_it_as_protocol_violation() {
        endAsViolations(
                new byte[] {(byte) 0xF1, 1, 'x'},
                new byte[] {(byte) 0xC1, 1, 'x'},
                new byte[] {(byte) 0x83, 1, 'x'},
                new byte[] {(byte) 0x8B, 1, 'x'});
    }

    @Rule(
            number = "FT-54",
            says = "a text that is not UTF-8 ends it as PROTOCOL_VIOLATION",
            because = "a question mark in place of a character is a wrong message that looks right")
    default void ft54_a_text_that_is_not_utf_8_ends_it_as_protocol_violation() {
        endAsViolations(
                WireFrame.encode(true, WireFrame.TEXT, new byte[] {(byte) 0xC3, 0x28}),
                WireFrame.encode(true, WireFrame.TEXT, new byte[] {'a', (byte) 0xE2, (byte) 0x82}));
    }

    @Rule(
            number = "FT-55",
            says = "a close frame that may not be sent (half a code, 1005, 1006) ends it as PROTOCOL_VIOLATION",
            because = "1006 is what is reported where nobody closed, and would hide a loss")
    default void ft55_a_close_frame_that_may_not_be_sent_ends_it_as_protocol_violation() {
        endAsViolations(
                WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03, (byte) 0xEE}),
                WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03, (byte) 0xED}),
                WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03}));
    }

    @Rule(
            number = "FT-56",
            says = "a masked frame from the peer ends it as PROTOCOL_VIOLATION",
            because = "RFC 6455 asks for it: only clients mask, so that this is no server")
    default void ft56_a_masked_frame_from_the_peer_ends_it_as_protocol_violation() {
        endAsViolations(new byte[] {(byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 'x'});
    }

    @Rule(
            number = "FT-57",
            says = "fragments out of order end it as PROTOCOL_VIOLATION",
            because = "nobody knows to which message they belong")
    default void ft57_fragments_out_of_order_end_it_as_protocol_violation() {
        byte[] half = WireFrame.encode(false, WireFrame.TEXT, "half".getBytes(StandardCharsets.UTF_8));
        byte[] another = WireFrame.encode(true, WireFrame.TEXT, "another".getBytes(StandardCharsets.UTF_8));
        byte[] together = new byte[half.length + another.length];
        System.arraycopy(half, 0, together, 0, half.length);
        System.arraycopy(another, 0, together, half.length, another.length);
        endAsViolations(new byte[] {(byte) 0x80, 1, 'x'}, together);
    }

    private void endAsViolations(byte[]... forbidden) {
        for (byte[] bytes : forbidden) {
            FrameBench.Line line = bench().connect();

            line.visitor().raw(bytes);

            assertThat(bench().end(line).cause())
                    .as("after " + HexFormat.of().formatHex(bytes))
                    .isEqualTo(Cause.PROTOCOL_VIOLATION);
            assertThat(line.listener().messages()).isEmpty();
        }
    }
}
