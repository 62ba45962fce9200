package io.github.bingxstream.codec;

import java.util.Arrays;

/** The members of a message's outermost object that decide what the message is. */
final class Member {

    static final Member EVENT = new Member(0, "e");
    static final Member DATA_TYPE = new Member(1, "dataType");
    static final Member DATA = new Member(2, "data");
    static final Member PING = new Member(3, "ping");
    static final Member TIME = new Member(4, "time");
    static final Member ID = new Member(5, "id");
    static final Member CODE = new Member(6, "code");
    static final Member MESSAGE = new Member(7, "msg");
    static final Member LISTEN_KEY = new Member(8, "listenKey");
    static final Member EVENT_TIME = new Member(9, "E");
    static final Member SERVER_TIME = new Member(10, "serverTime");
    static final Member SUCCESS = new Member(11, "success");
    static final Member TIMESTAMP = new Member(12, "timestamp");

    /** How many there are. */
    static final int COUNT = 13;

    private static final Member[] ALL = {
        EVENT, DATA_TYPE, DATA, PING, TIME, ID, CODE, MESSAGE, LISTEN_KEY, EVENT_TIME, SERVER_TIME, SUCCESS, TIMESTAMP
    };

    /** Index of no member. */
    static final int NONE = -1;

    private static final MemberNames NAMES =
            new MemberNames(Arrays.stream(ALL).map(member -> member.text).toArray(String[]::new));

    private final int index;
    private final String text;

    private Member(int index, String text) {
        this.index = index;
        this.text = text;
    }

    /** Returns the index of the member with the name, or {@link #NONE}. */
    static int named(byte[] name, int start, int end) {
        int index = NAMES.find(name, start, end);
        return index == MemberNames.STRANGER ? NONE : index;
    }

    /** Returns the name of the member with the index. */
    static String text(int index) {
        return ALL[index].text;
    }

    int index() {
        return index;
    }
}
