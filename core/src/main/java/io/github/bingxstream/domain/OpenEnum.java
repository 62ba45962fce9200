package io.github.bingxstream.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of an enumeration that the exchange may extend without notice: the text as it came, and the constant we know
 * for it, if any.
 *
 * <p>The documentation of one field names different sets in different years, and values outside all of them have been
 * delivered. A value nobody knew is therefore an ordinary value: {@link #known()} is empty and {@link #text()} holds it.
 *
 * @param text the exchange's spelling
 * @param known the constant for it; empty when this version of the library does not know the text
 * @param <E> the constants known today
 */
public record OpenEnum<E extends Enum<E>>(String text, Optional<E> known) {

    /** Tells whether this is the given constant, however the exchange spelt it. */
    public boolean is(E constant) {
        return known.isPresent() && known.get() == constant;
    }

    @Override
    public String toString() {
        return text;
    }

    /** The known texts of one enumeration, so that each value exists once and a look-up allocates nothing. */
    static final class Table<E extends Enum<E>> {

        private final Map<String, OpenEnum<E>> byText = new HashMap<>();

        Table(Class<E> type, Function<E, String> text) {
            for (E constant : type.getEnumConstants()) {
                also(text.apply(constant), constant);
            }
        }

        /** Adds a further spelling of a constant. */
        Table<E> also(String text, E constant) {
            byText.put(text, new OpenEnum<>(text, Optional.of(constant)));
            return this;
        }

        OpenEnum<E> of(String text) {
            OpenEnum<E> known = byText.get(text);
            return known != null ? known : new OpenEnum<E>(text, Optional.empty());
        }
    }
}
