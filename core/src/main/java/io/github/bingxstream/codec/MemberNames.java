package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names that members of one kind of object have. */
final class MemberNames {

    /** Index of a member whose name is none of these. */
    static final int STRANGER = -2;

    /** Index after the last member. */
    static final int END = -1;

    private static final int NAMES_MAX = Long.SIZE;

    /** A byte that is a whole name is ASCII. */
    private static final int LETTERS = 128;

    private final String[] texts;
    private final int documented;
    private final Spellings spellings = new Spellings();

    /** The index for each name of one letter, as most are; else {@link #STRANGER}. */
    private final int[] letters = new int[LETTERS];

    private final JsonReader.Options options;

    /**
     * Takes the documented names, and further ones that are known to occur but have no meaning: no text is made of a name
     * that is listed. There may be 64 together.
     */
    MemberNames(String[] documented, String... kept) {
        if (documented.length + kept.length > NAMES_MAX) {
            throw new IllegalArgumentException("too many names: " + (documented.length + kept.length));
        }
        this.documented = documented.length;
        texts = new String[documented.length + kept.length];
        System.arraycopy(documented, 0, texts, 0, documented.length);
        System.arraycopy(kept, 0, texts, documented.length, kept.length);
        Arrays.fill(letters, STRANGER);
        for (int i = 0; i < texts.length; i++) {
            byte[] spelling = texts[i].getBytes(StandardCharsets.UTF_8);
            spellings.add(spelling);
            if (spelling.length == 1) {
                letters[spelling[0]] = i;
            }
        }
        options = JsonReader.Options.of(texts);
    }

    /** Returns the index of the name, or {@link #STRANGER}. */
    int find(byte[] bytes, int start, int end) {
        if (end - start == 1) {
            return letters[bytes[start]];
        }
        int index = spellings.find(bytes, start, end);
        return index == Spellings.NONE ? STRANGER : index;
    }

    /** Returns the names as Moshi wants them. */
    JsonReader.Options options() {
        return options;
    }

    String text(int index) {
        return texts[index];
    }

    boolean isDocumented(int index) {
        return index < documented;
    }
}
