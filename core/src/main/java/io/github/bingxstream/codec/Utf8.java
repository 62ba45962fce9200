package io.github.bingxstream.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** Returns where the character of several bytes that begins at {@code start} ends. */
    static int characterEnd(byte[] bytes, int start, int length) throws MalformedException {
        int first = bytes[start] & 0xFF;
        int lowest = 0x80;
        int highest = 0xBF;
        int size;
        if (first >= 0xC2 && first <= 0xDF) {
            size = 2;
        } else if (first >= 0xE0 && first <= 0xEF) {
            size = 3;
            lowest = first == 0xE0 ? 0xA0 : 0x80;
            highest = first == 0xED ? 0x9F : 0xBF;
        } else if (first >= 0xF0 && first <= 0xF4) {
            size = 4;
            lowest = first == 0xF0 ? 0x90 : 0x80;
            highest = first == 0xF4 ? 0x8F : 0xBF;
        } else {
            throw invalid(start);
        }
        if (start + size > length) {
            throw invalid(start);
        }
        for (int i = start + 1; i < start + size; i++) {
            int b = bytes[i] & 0xFF;
            if (b < lowest || b > highest) {
                throw invalid(start);
            }
            lowest = 0x80;
            highest = 0xBF;
        }
        return start + size;
    }

    /** Returns the text of the bytes, or empty when they are none. */
    static Optional<String> text(byte[] bytes, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static MalformedException invalid(int at) {
        return new MalformedException("the message is no valid UTF-8 at byte " + at);
    }
}
