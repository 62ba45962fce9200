package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The values made from texts that come again and again: recognised in the bytes, they cost no allocation. A text that is
 * new is made into a value, and remembered while there is room.
 *
 * @param <T> what a text is made into
 */
final class KnownTexts<T> {

    private final Function<String, T> make;
    private final int knownMax;
    private final List<String> texts = new ArrayList<>();
    private final List<T> values = new ArrayList<>();
    private JsonReader.Options options;

    /** Takes how to make a value, how many texts to know at most, and the first of them. */
    KnownTexts(Function<String, T> make, int knownMax, Enum<?>... known) {
        this.make = make;
        this.knownMax = knownMax;
        for (Enum<?> constant : known) {
            texts.add(constant.name());
            values.add(make.apply(constant.name()));
        }
        this.options = JsonReader.Options.of(texts.toArray(String[]::new));
    }

    /** Returns the index of the string that comes next, or -1 having read nothing when it is not known. */
    int find(JsonReader reader) throws IOException {
        return reader.selectString(options);
    }

    T get(int index) {
        return values.get(index);
    }

    /**
     * Makes a value of a text that was not known.
     *
     * @throws IllegalArgumentException when none can be made
     */
    T learn(String text) {
        T value = make.apply(text);
        if (texts.size() < knownMax) {
            texts.add(text);
            values.add(value);
            options = JsonReader.Options.of(texts.toArray(String[]::new));
        }
        return value;
    }
}
