package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.OutgoingFrame.Kind;
import io.github.bingxstream.testkit.sandbox.faults.Fault;
import io.github.bingxstream.testkit.sandbox.faults.Frames;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends a message to those who hear it, as well or as badly as was ordered. */
final class Dispatch {
    private final FaultDesk desk;
    private final Marks marks;
    private final Crew crew;

    Dispatch(FaultDesk desk, Marks marks, Crew crew) {
        this.desk = desk;
        this.marks = marks;
        this.crew = crew;
    }

    void push(Frames.Sort told, long uid, String text, List<Wire> hearers) {
        send(Kind.PUSH, desk.judge(told, uid, text), () -> text, hearers);
    }

    void ack(long uid, String text, Wire wire) {
        send(Kind.ACK, desk.judge(Frames.Sort.ACKS, uid, ""), () -> text, List.of(wire));
    }

    /** The heart beats only if it is heard: nobody can be blamed for not answering what was withheld. */
    void heartbeat(long uid, Supplier<String> heart, Wire wire) {
        send(Kind.HEARTBEAT, desk.judge(Frames.Sort.HEARTBEATS, uid, ""), heart, List.of(wire));
    }

    private void send(Kind kind, Optional<Fault> judged, Supplier<String> text, List<Wire> hearers) {
        if (judged.isEmpty()) {
            send(OutgoingFrame.gzip(kind, text.get()), hearers);
            return;
        }
        Fault fault = judged.get();
        // Before anybody can feel it: who has felt it finds it counted.
        marks.count(fault.kind().mark());
        switch (fault.kind()) {
            case WITHHOLD_FRAMES -> {
                // That is all.
            }
            case DUPLICATE_FRAMES -> {
                OutgoingFrame frame = OutgoingFrame.gzip(kind, text.get());
                send(frame, hearers);
                send(frame, hearers);
            }
            case REORDER_FRAMES -> {
                OutgoingFrame frame = OutgoingFrame.gzip(kind, text.get());
                hearers.forEach(wire -> wire.sendBehindNext(frame));
            }
            case DELAY_FRAMES -> {
                OutgoingFrame frame = OutgoingFrame.gzip(kind, text.get());
                crew.later(fault.time(), () -> send(frame, hearers));
            }
            case CORRUPT_FRAMES -> send(OutgoingFrame.corrupt(kind, text.get()), hearers);
            case TRUNCATE_FRAMES -> send(OutgoingFrame.truncated(kind, text.get()), hearers);
            case FRAGMENT_FRAMES -> send(OutgoingFrame.fragmented(kind, text.get(), fault.number()), hearers);
            case DRIP_FRAMES -> send(OutgoingFrame.gzip(kind, text.get()).dripping(fault.time()), hearers);
            case CUT_FRAMES -> send(OutgoingFrame.gzip(kind, text.get()).cut(), hearers);
            default -> throw new IllegalStateException(fault + " hits no frame");
        }
    }

    private static void send(OutgoingFrame frame, List<Wire> hearers) {
        hearers.forEach(wire -> wire.send(frame));
    }
}
