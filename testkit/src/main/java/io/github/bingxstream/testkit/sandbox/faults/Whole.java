package io.github.bingxstream.testkit.sandbox.faults;

/** Things of which there is nothing to choose: a fault hits them as they are when it begins. */
public enum Whole implements Selection {
    /** Every stream that is open at that moment; those that come later are well. */
    CONNECTIONS("connections"),
    /** Every listen key that is alive. */
    LISTEN_KEYS("listen keys"),
    /** What account queries over REST get to see. */
    QUERIES("queries"),
    /** The exchange's clock. */
    CLOCK("clock");

    private final String words;

    Whole(String words) {
        this.words = words;
    }

    @Override
    public int count() {
        return Next.ALL;
    }

    /** The words of a script. */
    @Override
    public String toString() {
        return words;
    }
}
