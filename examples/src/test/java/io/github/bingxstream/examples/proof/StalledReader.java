package io.github.bingxstream.examples.proof;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.examples.proof.Carrier.Running;
import io.github.bingxstream.examples.proof.Carrier.Venue;
import io.github.bingxstream.port.EventSink;
import java.io.IOException;
import java.time.Duration;

/** A program whose sink stands still once, for a long time. It prints what it is told and ends when its input does. */
final class StalledReader implements EventSink {

    /** The stall begins in the middle of the load, when the stream is complete. */
    private static final int EVENTS_BEFORE_STALL = 500;

    private final Duration stall;
    private int events;

    private StalledReader(Duration stall) {
        this.stall = stall;
    }

    /** Arguments: carrier, REST URL, WebSocket URL, milliseconds to stand still, events that may wait. */
    public static void main(String[] args) throws IOException {
        Venue venue = new Venue(args[1], args[2], System.getenv("API_KEY"), System.getenv("SECRET_KEY"));
        StalledReader sink = new StalledReader(Duration.ofMillis(Long.parseLong(args[3])));
        try (Running running =
                Carrier.valueOf(args[0]).stream(venue, sink, options -> options.eventsMax(Integer.parseInt(args[4])))) {
            while (System.in.read() >= 0) {
                // Nobody says anything; the end is what is waited for.
            }
            System.out.println("ended " + running.stream().state());
        }
    }

    @Override
    public void event(AccountEvent event) {
        if (event instanceof OrderUpdate update) {
            update.fill().ifPresent(fill -> System.out.println("fill " + Bookkeeper.key(fill)));
        }
        events++;
        if (events == EVENTS_BEFORE_STALL) {
            standStill();
        }
    }

    private void standStill() {
        System.out.println("stalled now");
        try {
            Thread.sleep(stall.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("resumed now");
    }

    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened gap) {
            System.out.println("opened " + gap.reason());
        } else if (notice instanceof StreamNotice.GapClosed gap) {
            System.out.println("closed " + gap.reason());
        } else if (notice instanceof StreamNotice.Connected connected) {
            System.out.println("connected " + connected.epoch());
        } else {
            System.out.println("notice " + notice);
        }
    }
}
