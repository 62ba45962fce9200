package io.github.bingxstream.simulation;

/** What can go wrong. Each is counted when it is injected, so that a run can prove what it went through. */
enum Fault {
    FRAME_DROPPED(Kind.FRAME),
    FRAME_DUPLICATED(Kind.FRAME),
    FRAME_DELAYED(Kind.FRAME),
    FRAME_UNDECODABLE(Kind.FRAME),
    CONNECT_FORBIDDEN(Kind.ANSWER),
    CONNECT_UNAVAILABLE(Kind.ANSWER),
    CONNECT_UNREACHABLE(Kind.ANSWER),
    CONNECT_UNANSWERED(Kind.ANSWER),
    ACK_LATE(Kind.ANSWER),
    ACK_LOST(Kind.ANSWER),
    ACK_REFUSED(Kind.ANSWER),
    ACK_REFUSED_WITHOUT_ID(Kind.ANSWER),
    POST_LOST(Kind.ANSWER),
    POST_LATE(Kind.ANSWER),
    POST_REFUSED(Kind.ANSWER),
    PUT_FAILED(Kind.ANSWER),
    PUT_LATE(Kind.ANSWER),
    PUT_REFUSED(Kind.ANSWER),
    PUT_UNCERTAIN(Kind.ANSWER),
    REST_FAILED(Kind.ANSWER),
    REST_LATE(Kind.ANSWER),
    REST_RATE_LIMITED(Kind.ANSWER),
    REST_BUSY(Kind.ANSWER),
    REST_LAGGED(Kind.FRAME),
    REST_CONTRADICTS(Kind.FRAME),
    REST_BANNED(Kind.STROKE),
    SOCKET_RESET(Kind.STROKE),
    SOCKET_HALF_OPEN(Kind.STROKE),
    HEARTBEAT_STOPPED(Kind.STROKE),
    KEY_KILLED(Kind.STROKE),
    KEY_DELETED(Kind.STROKE),
    SINK_STALLED(Kind.STROKE),
    MAILBOX_OVERFLOWED(Kind.STROKE),
    MACHINE_SUSPENDED(Kind.STROKE),
    PROCESS_KILLED(Kind.STROKE),
    USER_ROTATES(Kind.STROKE),
    USER_RECONNECTS(Kind.STROKE);

    /** How a fault comes about. */
    enum Kind {
        /** Befalls messages while it lasts, and keeps nobody from finding out. */
        FRAME,
        /** Befalls answers while it lasts, and may keep the session from finding out what it missed. */
        ANSWER,
        /** Happens at one moment. */
        STROKE
    }

    private final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    boolean isStroke() {
        return kind == Kind.STROKE;
    }

    /** Returns whether the session may need more time because of it. */
    boolean disturbs() {
        return kind != Kind.FRAME;
    }
}
