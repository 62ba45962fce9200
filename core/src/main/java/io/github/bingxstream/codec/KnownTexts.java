package io.github.bingxstream.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values made from texts that come again and again: recognised in the bytes, they cost no allocation. A text that is
 * new is made into a value, and remembered while there is room.
 *
 * @param <T> what a text is made into
 */
final class KnownTexts<T> {

    private final Function<String, T> make;
    private final int learntMax;
    private final Spellings spellings = new Spellings();
    private final List<T> values = new ArrayList<>();
    private final Map<String, T> byText = new HashMap<>();
    private int learnt;

    private KnownTexts(Function<String, T> make, int learntMax) {
        this.make = make;
        this.learntMax = learntMax;
    }

    /** Returns the texts of an enumeration. Nothing is learnt, so threads may share them. */
    static <T> KnownTexts<T> of(Function<String, T> make, Enum<?>... known) {
        KnownTexts<T> texts = new KnownTexts<>(make, 0);
        for (Enum<?> constant : known) {
            String text = constant.name();
            T value = make.apply(text);
            texts.byText.put(text, value);
            texts.spellings.add(text.getBytes(StandardCharsets.UTF_8));
            texts.values.add(value);
        }
        return texts;
    }

    /** Returns a single text, which is its own value. */
    static KnownTexts<String> only(String text) {
        KnownTexts<String> texts = new KnownTexts<>(KnownTexts::refused, 0);
        texts.byText.put(text, text);
        texts.spellings.add(text.getBytes(StandardCharsets.UTF_8));
        texts.values.add(text);
        return texts;
    }

    /** Returns texts that learns as many as given, and is not thread-safe. */
    static <T> KnownTexts<T> learning(Function<String, T> make, int learntMax) {
        return new KnownTexts<>(make, learntMax);
    }

    /** Returns the value of a text in UTF-8, or null when it is not known. */
    @Nullable
    T find(byte[] bytes, int start, int end) {
        int index = spellings.find(bytes, start, end);
        return index == Spellings.NONE ? null : values.get(index);
    }

    /** Makes a value of a text in UTF-8 that is not known, or returns null when none can be made. */
    @Nullable
    T value(byte[] bytes, int start, int end) {
        if (start == end) {
            return null;
        }
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        T value = value(text);
        if (value != null && byText.get(text) == value) {
            spellings.add(Arrays.copyOfRange(bytes, start, end));
            values.add(value);
        }
        return value;
    }

    /** Returns the value of a text, or null when none can be made. */
    @Nullable
    T value(String text) {
        T known = byText.get(text);
        if (known != null) {
            return known;
        }
        T value = made(text, make);
        if (value != null && learnt < learntMax) {
            learnt++;
            byText.put(text, value);
        }
        return value;
    }

    /** Makes a value of a text, or returns null when none can be made. */
    static <T> @Nullable T made(String text, Function<String, T> make) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return make.apply(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String refused(String other) {
        throw new IllegalArgumentException("a text that is not the only one");
    }
}
