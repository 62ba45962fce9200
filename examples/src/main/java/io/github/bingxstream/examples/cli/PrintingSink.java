package io.github.bingxstream.examples.cli;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.EventSink;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Prints what happens: events to standard output, a whole line at a time, and what people should know to standard error.
 */
final class PrintingSink implements EventSink {

    /** A signal ends the process within two seconds, of which closing the stream takes up to one. */
    private static final Duration LINE_PATIENCE = Duration.ofMillis(500);

    private final BingxStream root;
    private final PrintStream out;
    private final Lines lines;
    private final LinesOf linesOf;
    private final Runnable enough;
    private final ReentrantLock printing = new ReentrantLock();
    private long left;
    private volatile boolean ended;
    private volatile boolean live;
    private boolean clockNoted;
    private boolean connected;
    private Optional<String> untilConnected = Optional.empty();
    private volatile @Nullable AccountStream stream;

    PrintingSink(BingxStream root, Lines lines, Filter filter, Optional<Integer> events, Runnable enough) {
        this.root = root;
        this.out = root.surroundings().out();
        this.lines = lines;
        this.linesOf = new LinesOf(lines, filter);
        this.left = events.map(Integer::longValue).orElse(Long.MAX_VALUE);
        this.enough = enough;
    }

    /** Tells which stream this prints, so that a wrong clock can be reported. */
    void clockOf(AccountStream printed) {
        stream = printed;
    }

    /** Whether the exchange has ever acknowledged a subscription: a connection alone may stay silent for ever. */
    boolean wasLive() {
        return live;
    }

    /** Nothing is printed any more. Waits for the line that is being printed, but not for a reader who has stopped reading. */
    void end() {
        ended = true;
        try {
            if (printing.tryLock(LINE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    out.flush();
                } finally {
                    printing.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void event(AccountEvent event) {
        for (String line : event.match(linesOf)) {
            print(line, event instanceof OrderUpdate || event instanceof AccountUpdate);
        }
    }

    /** What to print of each kind of event. */
    private static final class LinesOf implements AccountEvent.Cases<List<String>> {

        private final Lines lines;
        private final Filter filter;

        LinesOf(Lines lines, Filter filter) {
            this.lines = lines;
            this.filter = filter;
        }

        @Override
        public List<String> orderUpdate(OrderUpdate update) {
            return filter.shows(update.symbol()) ? List.of(lines.order(update)) : List.of();
        }

        @Override
        public List<String> accountUpdate(AccountUpdate update) {
            return update.changes().stream()
                    .filter(change -> filter.shows(change.asset()))
                    .map(change -> lines.balance(update, change))
                    .toList();
        }

        @Override
        public List<String> accountSnapshot(AccountSnapshot snapshot) {
            return List.of(lines.snapshot(snapshot, filter));
        }

        @Override
        public List<String> unrecognized(Unrecognized message) {
            return List.of(lines.unrecognized(message));
        }
    }

    private void print(String line, boolean counts) {
        printing.lock();
        try {
            if (!ended && left > 0 && !line.isEmpty()) {
                write(line, counts);
            }
        } finally {
            printing.unlock();
        }
    }

    private void write(String line, boolean counts) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        // Nobody reads any more, as after "| head": that is a way of saying enough.
        boolean unread = out.checkError();
        ended = ended || unread;
        left -= counts ? 1 : 0;
        if (unread || left == 0) {
            enough.run();
        }
    }

    /** Once: who does not set the clock after one remark will not after ten. */
    private void noteClock() {
        AccountStream current = stream;
        if (current != null && !clockNoted) {
            Optional<String> note = ClockNote.of(current.clockOffset());
            clockNoted = note.isPresent();
            note.ifPresent(root::complain);
        }
    }

    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.Connected) {
            connected = true;
            noteClock();
        }
        if (notice instanceof StreamNotice.Subscribed) {
            live = true;
        }
        print(lines.notice(notice), false);
        remark(notice);
    }

    /**
     * The gap with which a stream opens is remarked upon when there is a connection: who cannot even connect has other worries
     * than what may be missing.
     */
    private void remark(StreamNotice notice) {
        Optional<String> remark = lines.remark(notice);
        if (notice instanceof StreamNotice.GapOpened && !connected) {
            untilConnected = remark;
            return;
        }
        remark.ifPresent(root::complain);
        if (connected) {
            untilConnected.ifPresent(root::complain);
            untilConnected = Optional.empty();
        }
    }
}
