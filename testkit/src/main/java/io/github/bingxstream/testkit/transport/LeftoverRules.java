package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.contract.Rule;
import java.io.File;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Assumptions;

/** What is left of connections that have ended: nothing. */
public interface LeftoverRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-68",
            says = "no socket is left, whoever ended it, also if it never opened",
            because = "the exchange allows sixty sockets of an address")
    default void ft68_no_socket_is_left_whoever_ended_it() {
        bench().giveUpConnectingSoon();
        bench().giveUpThePeerSoon();
        FrameBench.Line byPeer = bench().connect();
        byPeer.visitor().closeFrame(1000, "");
        isGone(byPeer, "after a close by the peer");

        FrameBench.Line lost = bench().connect();
        lost.visitor().finish();
        isGone(lost, "after a loss");

        FrameBench.Line byUs = bench().connect();
        byUs.connection().close();
        isGone(byUs, "after a close by us");

        FrameBench.Line unanswered = bench().dial();
        isGone(unanswered, "after no handshake");
    }

    private void isGone(FrameBench.Line line, String when) {
        bench().end(line);
        assertThat(line.visitor().isGoneWithin(bench().patience())).as(when).isTrue();
    }

    @Rule(
            number = "FT-69",
            says = "no socket is left of a connection whose peer had stopped reading",
            because = "what cannot be sent keeps the system busy for a quarter of an hour")
    default void ft69_no_socket_is_left_of_a_connection_whose_peer_had_stopped_reading() throws InterruptedException {
        bench().giveUpThePeerSoon();
        FrameBench.Line line = bench().connect();

        line.connection().send("x".repeat(SendingRules.UNSENDABLE_BYTES));
        // What is closed before it has begun to leave can be left out; this is about what is stuck.
        line.visitor().takeOneByte();
        line.connection().close();
        bench().end(line);

        assertThat(line.visitor().isGoneUnreadWithin(bench().patience())).isTrue();
    }

    @Rule(
            number = "FT-70",
            says = "threads after a thousand connections equal threads before",
            because = "a process that runs for months makes thousands of connections")
    default void ft70_threads_after_a_thousand_connections_equal_threads_before() throws InterruptedException {
        Passers.pass(bench(), 20);
        List<String> before = LiveThreads.names();

        Passers.pass(bench(), bench().connections());

        waitUntil(() -> LiveThreads.names().size(), before.size());
        assertThat(LiveThreads.names()).as("threads").hasSizeLessThanOrEqualTo(before.size());
    }

    @Rule(
            number = "FT-71",
            says = "open files after a thousand connections equal open files before",
            because = "a process may have a thousand of them, and ends when it has them")
    default void ft71_open_files_after_a_thousand_connections_equal_open_files_before() throws InterruptedException {
        Assumptions.assumeTrue(openFiles() > 0, "this system does not tell the files that a process has open");
        Passers.pass(bench(), 20);
        int before = openFiles();

        Passers.pass(bench(), bench().connections());

        // The rest of the JVM may open one or another meanwhile.
        int some = bench().connections() / 50;
        waitUntil(LeftoverRules::openFiles, before + some);
        assertThat(openFiles()).as("open files").isLessThanOrEqualTo(before + some);
    }

    private static int openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }

    private void waitUntil(IntSupplier count, int enough) throws InterruptedException {
        long end = System.nanoTime() + bench().patience().toNanos();
        while (count.getAsInt() > enough && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Rule(
            number = "FT-72",
            says = "a connection that has ended is forgotten: listener and buffers can be collected",
            because = "a list that grows by a megabyte a connection is full one day")
    default void ft72_a_connection_that_has_ended_is_forgotten() throws InterruptedException {
        // A deadline that is not taken back knows its connection until it is over.
        bench().giveUpConnectingSoon();
        bench().giveUpThePeerSoon();
        List<WeakReference<Passers>> passers = Passers.pass(bench(), 9);
        long end = System.nanoTime() + bench().patience().toNanos();
        while (passers.stream().anyMatch(passer -> passer.get() != null) && System.nanoTime() < end) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(passers).allMatch(passer -> passer.get() == null);
    }
}
