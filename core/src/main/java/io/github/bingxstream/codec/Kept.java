package io.github.bingxstream.codec;

import io.github.bingxstream.domain.RawMembers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of an object that have no place in the domain, gathered as they came. Hardly anybody asks for them, so texts
 * are made of them when somebody does.
 */
final class Kept {

    private static final byte[] NOTHING = {};

    /** Bytes that are remembered, or stay reserved, between messages. */
    private static final int BYTES_KEPT = 512;

    // Members as JSON has them, each with a comma behind it.
    private byte[] json = NOTHING;
    private int length;

    private byte[] lastJson = {'}'};
    private RawMembers last = RawMembers.NONE;

    /** Begins anew. */
    void clear() {
        length = 0;
        if (json.length > BYTES_KEPT) {
            json = NOTHING;
        }
    }

    /** Adds a member that stands between the two places, its name first. */
    void add(byte[] bytes, int start, int end) {
        int size = end - start + 1;
        if (length + size > json.length) {
            json = Arrays.copyOf(json, Math.max(2 * json.length, length + size));
        }
        System.arraycopy(bytes, start, json, length, size - 1);
        length += size;
        json[length - 1] = ',';
    }

    /** Adds a member by its name and the literal JSON text of its value. */
    void add(String name, String literal) {
        byte[] member = (JsonText.quoted(name) + ":" + literal).getBytes(StandardCharsets.UTF_8);
        add(member, 0, member.length);
    }

    /** Returns the members. Those that are the same as last time are the same object. */
    RawMembers members() {
        if (!Arrays.equals(json, 0, length, lastJson, 0, lastJson.length - 1)) {
            byte[] object = Arrays.copyOf(json, length + 1);
            object[length] = '}';
            RawMembers members = RawMembers.lazily(() -> read(object));
            if (length > BYTES_KEPT) {
                return members;
            }
            lastJson = object;
            last = members;
        }
        return last;
    }

    private static Map<String, String> read(byte[] json) {
        Map<String, String> literals = new LinkedHashMap<>();
        int at = 0;
        while (json[at] != '}') {
            int nameEnd = ValidJson.stringEnd(json, at);
            int start = ValidJson.tokenStart(json, nameEnd);
            int end = ValidJson.valueEnd(json, start);
            literals.put(
                    ValidJson.text(json, at + 1, nameEnd - 1),
                    new String(json, start, end - start, StandardCharsets.UTF_8));
            at = ValidJson.tokenStart(json, end);
        }
        return literals;
    }
}
