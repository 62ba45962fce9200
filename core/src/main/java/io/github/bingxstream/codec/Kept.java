package io.github.bingxstream.codec;

import io.github.bingxstream.domain.RawMembers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of an object that have no place in the domain, gathered as they came. Hardly anybody asks for them, so texts
 * are made of them when somebody does.
 */
final class Kept {

    private static final MemberNames NO_NAMES = new MemberNames(new String[0]);
    private static final byte[] NOTHING = {};

    /** Bytes that are remembered, or stay reserved, between messages. */
    private static final int BYTES_KEPT = 512;

    // An object as JSON has it, but with a comma where it would end.
    private byte[] json = NOTHING;
    private int length;

    // What an earlier object had, which most that follow begin like: first come the user's ids, and last what changes.
    private byte[] earlier = NOTHING;
    private RawMembers earlierMembers = RawMembers.NONE;

    /** Begins anew. */
    void clear() {
        length = 0;
        if (json.length > BYTES_KEPT) {
            json = NOTHING;
        }
    }

    /** Adds a member that stands between the two places, its name first. */
    void add(byte[] bytes, int start, int end) {
        int size = end - start;
        if (length + size + 2 > json.length) {
            json = Arrays.copyOf(json, Math.max(2 * json.length, length + size + 2));
        }
        if (length == 0) {
            json[length++] = '{';
        }
        System.arraycopy(bytes, start, json, length, size);
        length += size;
        json[length++] = ',';
    }

    /** Adds a member by its name and the literal JSON text of its value. */
    void add(String name, String literal) {
        byte[] member = (JsonText.quoted(name) + ":" + literal).getBytes(StandardCharsets.UTF_8);
        add(member, 0, member.length);
    }

    /** Returns the members. They share with those of an earlier object what is the same. */
    RawMembers members() {
        if (length == 0) {
            return RawMembers.NONE;
        }
        int different = Arrays.mismatch(json, 0, length, earlier, 0, earlier.length);
        if (different < 0) {
            return earlierMembers;
        }
        if (different > length / 2) {
            byte[] beginning = earlier;
            byte[] rest = Arrays.copyOfRange(json, different, length);
            return RawMembers.lazily(() -> read(beginning, different, rest));
        }
        byte[] whole = Arrays.copyOf(json, length);
        RawMembers members = RawMembers.lazily(() -> read(NOTHING, 0, whole));
        if (length <= BYTES_KEPT) {
            earlier = whole;
            earlierMembers = members;
        }
        return members;
    }

    /** Reads what was kept: as many bytes as told of a beginning, and the rest. */
    private static Map<String, String> read(byte[] beginning, int count, byte[] rest) {
        byte[] json = Arrays.copyOf(beginning, count + rest.length);
        System.arraycopy(rest, 0, json, count, rest.length);
        json[json.length - 1] = '}';
        try {
            JsonScreen screen = new JsonScreen(DecoderLimits.DEPTH_LIMIT);
            screen.scan(json, json.length);
            Map<String, String> literals = new LinkedHashMap<>();
            JsonTokens tokens = new ByteTokens();
            tokens.begin(screen.places(), JsonScreen.ROOT);
            tokens.beginObject();
            while (tokens.nextMember(NO_NAMES) != MemberNames.END) {
                literals.put(tokens.name(), tokens.literal());
            }
            return literals;
        } catch (MalformedException | IOException e) {
            throw new IllegalStateException("what is kept was taken out of well-formed JSON", e);
        }
    }
}
