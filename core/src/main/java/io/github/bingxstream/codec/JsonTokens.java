package io.github.bingxstream.codec;

import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one JSON text, one after another. The text has passed {@link JsonScreen}, so it is well-formed, and
 * whoever reads asks for what is there: {@link #kind()} tells.
 *
 * <p>{@link ByteTokens} reads what comes over the stream, where every byte counts. {@link MoshiTokens} reads the bodies of
 * REST answers, and in the tests the stream's messages too: both must read everything alike.
 */
interface JsonTokens {

    /** What a value is. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        TRUTH,
        NULL
    }

    /** No time: farther than any that is read. */
    long NO_TIME = Long.MIN_VALUE;

    /** Begins with the value that has the number. The text must not change while it is read. */
    void begin(JsonPlaces places, int value);

    /** Lets go of the text. A reader may be begun anew without. */
    void release();

    /** Returns what the next value is. */
    Kind kind() throws IOException;

    /** Goes into an object. */
    void beginObject() throws IOException;

    /**
     * Goes to the value of the next member, or out of the object.
     *
     * @return the index of its name, {@link MemberNames#STRANGER}, or {@link MemberNames#END}
     */
    int nextMember(MemberNames names) throws IOException;

    /** Returns the name of the member that {@link #nextMember} went to. Good until another is gone to. */
    String name() throws IOException;

    /** Goes into a list. */
    void beginArray() throws IOException;

    /** Goes to the next value of the list and returns true, or out of the list and returns false. */
    boolean nextElement() throws IOException;

    /** Reads the text of a string, or the literal of a number. */
    String text() throws IOException;

    /** Reads what is made of a text or of the literal of a number; null, having read nothing, when nothing is. */
    <T> @Nullable T text(RecentTexts<T> recent) throws IOException;

    /** Tells whether the next value, which is a number, is written without a fraction and an exponent. */
    boolean isInteger() throws IOException;

    /** Reads the decimal that a string or a number is; null, having read nothing, when it is none ({@link Literals#decimal}). */
    @Nullable
    BigDecimal decimal() throws IOException;

    /** Reads the same, and returns what is made of it. */
    <T> @Nullable T decimal(RecentDecimals<T> recent) throws IOException;

    /**
     * Reads the time that a string or a number is, in milliseconds.
     *
     * @return {@link #NO_TIME}, having read nothing, when it is none ({@link Literals#time})
     */
    long time() throws IOException;

    /** Reads the value that a string is known for; null, having read nothing, when none can be made of it. */
    <T> @Nullable T known(KnownTexts<T> texts) throws IOException;

    /** Reads {@code true} or {@code false}. */
    boolean truth() throws IOException;

    /** Reads any value, and keeps the member that it belongs to as it came. */
    void keep(Kept kept) throws IOException;

    /** Reads any value as it stands in the text. */
    String literal() throws IOException;

    /** Passes over any value. */
    void skip() throws IOException;

    /** Tells in words for people where the next value stands, such as {@code $.a.B[0]}. */
    String path();
}
