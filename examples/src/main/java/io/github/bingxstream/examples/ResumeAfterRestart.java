package io.github.bingxstream.examples;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.checkpoint.FileCheckpointStore;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How do I book every fill once, although my program is stopped, killed and started again?
 *
 * <p>The checkpoint sees to it that none is missing: it is saved when the sink has returned. The name of a fill sees to it that
 * none is booked twice: a program that is killed between the two is told that fill again.
 */
public final class ResumeAfterRestart implements EventSink {

    private final Path book;
    private final Set<String> booked = new HashSet<>();
    private final Set<Long> gaps = new HashSet<>();
    private final Runnable cannotBook;
    private boolean complete;

    /**
     * @param book one line for each fill, its name first; a table with a unique key would do better
     * @param cannotBook what to do when a fill cannot be written down
     */
    ResumeAfterRestart(Path book, Runnable cannotBook) throws IOException {
        this.book = book;
        this.cannotBook = cannotBook;
        if (Files.exists(book)) {
            Files.readAllLines(book).forEach(line -> booked.add(line.split(" ", 2)[0]));
        }
    }

    /** Books fills until the exchange refuses for good, or the process is stopped. Start it again, and it goes on. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Credentials credentials = new Credentials(System.getenv("BINGX_API_KEY"), System.getenv("BINGX_SECRET_KEY"));
        // To go on after a fill that was not booked would be to lose it. Killed here, the process is told it again.
        EventSink sink = new ResumeAfterRestart(
                Path.of("fills.txt"), () -> Runtime.getRuntime().halt(1));
        try (FileCheckpointStore checkpoints = FileCheckpointStore.at(Path.of("fills.checkpoint"));
                JdkTransport jdk = JdkTransport.create();
                AccountStream stream = AccountStream.builder()
                        .signer(new HmacSigner(credentials))
                        .http(jdk.http())
                        .frames(jdk.frames())
                        .channels(Channel.ORDERS)
                        .checkpoints(checkpoints)
                        .sink(sink)
                        .open()) {
            stream.awaitClosed();
        }
    }

    /** Tells whether the book holds every fill since it was begun, so that one may act on it. */
    boolean isComplete() {
        return complete;
    }

    /** Gap or no gap, and whoever tells it: what happened has happened, and is booked. */
    @Override
    public void event(AccountEvent event) {
        if (event instanceof OrderUpdate update) {
            update.fill().ifPresent(fill -> book(nameOf(update, fill), update, fill));
        }
    }

    private void book(String name, OrderUpdate update, Fill fill) {
        if (booked.contains(name)) {
            return;
        }
        String line = name + " " + update.order().side() + " " + fill.quantity().toPlainString() + " @ "
                + fill.price().toPlainString() + "\n";
        try {
            Files.writeString(book, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            booked.add(name);
        } catch (IOException e) {
            System.err.println("cannot book " + line + ": " + e);
            cannotBook.run();
        }
    }

    /** Trade ids repeat across symbols. Where there is none, how much of the order is filled names the fill as well. */
    private static String nameOf(OrderUpdate update, Fill fill) {
        Optional<String> tradeId = fill.tradeId().map(TradeId::text);
        return update.symbol() + "/" + update.orderId() + "/"
                + tradeId.orElseGet(() -> "at-"
                        + update.cumulativeFilledQuantity().stripTrailingZeros().toPlainString());
    }

    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened gap) {
            gaps.add(gap.gap());
            complete = false;
            System.out.println("do not rely on the book: " + gap.reason());
        } else if (notice instanceof StreamNotice.GapClosed gap) {
            gaps.remove(gap.gap());
            complete = gaps.isEmpty();
            System.out.println("the book is " + (complete ? "complete" : "not complete yet"));
        } else if (notice instanceof StreamNotice.Closed) {
            complete = false;
        }
    }
}
