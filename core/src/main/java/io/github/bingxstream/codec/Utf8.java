package io.github.bingxstream.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
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

    /** Returns the first characters of the bytes, or empty when they are no text. */
    static Optional<String> beginning(byte[] bytes, int length, int charactersMax) {
        CharBuffer text = CharBuffer.allocate(charactersMax);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length), text, false);
        return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
    }

    /** Returns the bytes of a text that came as one. */
    static byte[] bytes(String text) throws MalformedException {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new MalformedException("the message has half a surrogate pair");
        }
    }

    private static MalformedException invalid(int at) {
        return new MalformedException("the message is no valid UTF-8 at byte " + at);
    }
}
