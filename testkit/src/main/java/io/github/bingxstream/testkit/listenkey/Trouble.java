package io.github.bingxstream.testkit.listenkey;

/** What may become of a call on a listen key, other than what was asked for. */
public enum Trouble {
    /** The exchange refuses with code 100004, the API key lacks a permission, in words that quote the listen key sent, if any. */
    REFUSED,
    /** The exchange does what was asked, and its answer is lost on the way. */
    ANSWER_LOST,
    /** Somebody on the way answers with a page for people, status 200, that quotes the listen key sent, if any. */
    NONSENSE,
    /** The exchange answers with status 204 and nothing else, and does nothing. */
    NO_CONTENT,
    /** Nobody answers, ever. */
    SILENCE
}
