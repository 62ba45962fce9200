package io.github.bingxstream.testkit.transport;

/**
 * Something in a contract that a library may make impossible. Who has one declares it with the reason. The rule's test then runs
 * all the same, and is reported as skipped when it fails; when it passes, the declaration is wrong, and that is a failure. Only
 * where the library breaks the rule now and then, the test does not run.
 */
public enum Shortcoming {
    /** A close frame without a code is reported as if it had one. */
    CANNOT_TELL_A_MISSING_CLOSE_CODE("FT-46", true),
    /** A wrong answer to the handshake is reported as a refusal, with a status that nobody sent. */
    MAKES_UP_A_HANDSHAKE_STATUS("FT-12", true),
    /** Some violations of the WebSocket protocol go unnoticed. */
    TAKES_MASKED_FRAMES("FT-56", true),
    /** A finish without a close frame may go unnoticed if it comes right behind a frame. */
    MAY_MISS_A_FINISH_BEHIND_A_FRAME("FT-51", false),
    /** The socket is cut right behind our close frame: now and then what was under way still comes. */
    DOES_NOT_WAIT_FOR_THE_PEERS_CLOSE("FT-59", false),
    /** A socket whose peer has stopped reading outlives its connection. */
    CANNOT_CUT_A_STALLED_SOCKET("FT-69", true),
    /** What comes for a listener that stands still is kept without a bound. */
    BUFFERS_WITHOUT_BOUND("FT-30", true),
    /** A POST, PUT or DELETE may reach the peer twice when the connection is cut before an answer. */
    REPEATS_A_CUT_REQUEST("HT-16", true);

    private final String rule;
    private final boolean certain;

    Shortcoming(String rule, boolean certain) {
        this.rule = rule;
        this.certain = certain;
    }

    /** Returns the number of the rule that is not kept. */
    public String rule() {
        return rule;
    }

    /** Returns whether the rule's test fails each time, so that passing it shows that the declaration is wrong. */
    public boolean isCertain() {
        return certain;
    }
}
