package io.github.bingxstream.testkit.sandbox.faults;

/** What can be waited for by number. */
public enum Counted {
    /** Pushes that somebody hears. */
    FRAMES("frames"),
    /** REST calls, but not those to the admin path. */
    CALLS("calls"),
    /** WebSocket handshakes. */
    HANDSHAKES("handshakes");

    private final String words;

    Counted(String words) {
        this.words = words;
    }

    /** The words of a script. */
    @Override
    public String toString() {
        return words;
    }
}
