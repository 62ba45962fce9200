package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Channel;

/**
 * The texts that ask the exchange for a channel. One channel a frame: a list of them gets no answer at all ("Subscribe",
 * account stream docs).
 */
public final class SubscribeFrames {

    private SubscribeFrames() {}

    /** Returns the frame that subscribes a channel; the exchange's answer quotes the id. */
    public static String subscribe(String id, Channel channel) {
        return frame(id, "sub", channel);
    }

    /** Returns the frame that gives a channel up; the exchange's answer quotes the id. */
    public static String unsubscribe(String id, Channel channel) {
        return frame(id, "unsub", channel);
    }

    private static String frame(String id, String request, Channel channel) {
        return "{\"id\":" + JsonText.quoted(id) + ",\"reqType\":" + JsonText.quoted(request) + ",\"dataType\":"
                + JsonText.quoted(channel.dataType()) + "}";
    }
}
