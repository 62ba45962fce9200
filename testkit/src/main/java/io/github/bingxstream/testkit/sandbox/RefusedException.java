package io.github.bingxstream.testkit.sandbox;

/**
 * The exchange said no. Over REST it becomes an error body on HTTP 200; a caller of {@link SpotAccount} gets it thrown.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    RefusedException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The exchange's error code, such as 100202 for an insufficient balance. */
    public int code() {
        return code;
    }
}
