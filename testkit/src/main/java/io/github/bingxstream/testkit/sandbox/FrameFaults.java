package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What is to happen to coming frames. A fault that was asked for first gets the frame; one frame meets one fault. */
final class FrameFaults {
    /** What becomes of a frame. */
    enum Fate {
        SENT,
        WITHHELD,
        CORRUPTED,
        DUPLICATED,
        DELAYED
    }

    /** The fate of one frame; the delay means something with {@link Fate#DELAYED} only. */
    record Verdict(Fate fate, Duration delay) {
        static final Verdict SENT = new Verdict(Fate.SENT, Duration.ZERO);
    }

    private static final class Order {
        private final Frames frames;
        private final Verdict verdict;
        private int left;

        private Order(Frames frames, Verdict verdict) {
            this.frames = frames;
            this.verdict = verdict;
            left = frames.count();
        }
    }

    private final List<Order> orders = new ArrayList<>();

    synchronized void order(Frames frames, Fate fate, Duration delay) {
        orders.add(new Order(frames, new Verdict(fate, delay)));
    }

    synchronized void forget() {
        orders.clear();
    }

    synchronized Verdict judge(SpotAccount account, Channel channel, String text) {
        for (Iterator<Order> all = orders.iterator(); all.hasNext(); ) {
            Order order = all.next();
            if (order.frames.include(account, channel, text)) {
                order.left--;
                if (order.left == 0) {
                    all.remove();
                }
                return order.verdict;
            }
        }
        return Verdict.SENT;
    }
}
