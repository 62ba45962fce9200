package io.github.bingxstream.codec;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made of texts that came lately.
 *
 * @param <T> what a text is made into
 */
final class RecentTexts<T> {

    /** The longest text worth remembering: ids have 20 characters, client order ids up to 40. */
    private static final int LENGTH_MAX = 40;

    private final Function<String, T> make;
    private final Function<T, String> text;
    private final Recent<T> recent = new Recent<>();

    /** Takes what makes a value of a text, as {@link KnownTexts} do, and what tells the text of a value. */
    RecentTexts(Function<String, T> make, Function<T, String> text) {
        this.make = make;
        this.text = text;
    }

    /** Returns what is made of the text that these bytes are in UTF-8; null when nothing is. */
    @Nullable
    T of(byte[] bytes, int start, int end) {
        long last = EightBytes.last(bytes, start, end);
        T known = recent.get(last, end - start);
        if (known != null && beginsAlike(text.apply(known), bytes, start)) {
            return known;
        }
        String read = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        T made = KnownTexts.made(read, make);
        // Only what is ASCII, and so has as many characters as bytes, can be compared with bytes.
        if (made != null && read.length() == end - start && read.length() <= LENGTH_MAX) {
            recent.put(last, end - start, made);
        }
        return made;
    }

    /** Returns what is made of a text, which is not remembered; null when nothing is. */
    @Nullable
    T of(String given) {
        return KnownTexts.made(given, make);
    }

    /** Compares what stands before the last eight bytes. */
    private static boolean beginsAlike(String text, byte[] bytes, int start) {
        for (int i = text.length() - EightBytes.SIZE - 1; i >= 0; i--) {
            // No character equals a negative byte.
            if (text.charAt(i) != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}
