package io.github.bingxstream.examples.cli;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.EventSink;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints what happens: events to standard output, a whole line at a time, and what people should know to standard error.
 */
final class PrintingSink implements EventSink {

    private final BingxStream root;
    private final PrintStream out;
    private final Lines lines;
    private final Filter filter;
    private final Runnable enough;
    private int left;
    private boolean ended;
    private volatile boolean connected;
    private volatile @Nullable AccountStream stream;

    PrintingSink(BingxStream root, Lines lines, Filter filter, Optional<Integer> events, Runnable enough) {
        this.root = root;
        this.out = root.surroundings().out();
        this.lines = lines;
        this.filter = filter;
        this.left = events.orElse(Integer.MAX_VALUE);
        this.enough = enough;
    }

    /** Tells which stream this prints, so that a wrong clock can be reported. */
    void clockOf(AccountStream printed) {
        stream = printed;
    }

    boolean wasConnected() {
        return connected;
    }

    /** Nothing is printed any more. Waits for the line that is being printed. */
    synchronized void end() {
        ended = true;
        out.flush();
    }

    @Override
    public void event(AccountEvent event) {
        event.match(new AccountEvent.Cases<@Nullable Void>() {
            @Override
            public @Nullable Void orderUpdate(OrderUpdate update) {
                if (filter.shows(update.symbol())) {
                    counted(lines.order(update));
                }
                return null;
            }

            @Override
            public @Nullable Void accountUpdate(AccountUpdate update) {
                for (BalanceChange change : update.changes()) {
                    if (filter.shows(change.asset())) {
                        counted(lines.balance(update, change));
                    }
                }
                return null;
            }

            @Override
            public @Nullable Void accountSnapshot(AccountSnapshot snapshot) {
                print(lines.snapshot(snapshot, filter));
                return null;
            }

            @Override
            public @Nullable Void unrecognized(Unrecognized message) {
                print(lines.unrecognized(message));
                return null;
            }
        });
    }

    private synchronized void counted(String line) {
        if (left > 0) {
            print(line);
            left--;
            if (left == 0) {
                enough.run();
            }
        }
    }

    private synchronized void print(String line) {
        if (ended || left == 0 || line.isEmpty()) {
            return;
        }
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            // Nobody reads any more, as after "| head": that is a way of saying enough.
            ended = true;
            enough.run();
        }
    }

    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.Connected) {
            connected = true;
            AccountStream current = stream;
            if (current != null) {
                ClockNote.of(current.clockOffset()).ifPresent(root::complain);
            }
        }
        print(lines.notice(notice));
        lines.remark(notice).ifPresent(root::complain);
    }
}
