package io.github.bingxstream.benchmarks.endtoend;

import com.sun.management.OperatingSystemMXBean;
import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.adapter.tyrus.TyrusTransport;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.rest.HmacSigner;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that listens: one {@link Contender}. Prints {@code ready} when it hears everything, and does what standard input
 * says, on which it ends:
 *
 * <ul>
 *   <li>{@code expect COUNT}: from here on messages count; prints {@code expecting};
 *   <li>{@code await FILE}: waits until they have come, or for {@value #QUIET_MILLIS} ms none has; writes when they came, and prints {@code heard COUNT CPU_NANOS},
 *       the processor time that the whole process took meanwhile, and what went wrong, if anything did.
 * </ul>
 */
public final class Client {

    /** What a client without a session sends. */
    static final String SUBSCRIPTION = "{\"id\":\"e2e\",\"reqType\":\"sub\",\"dataType\":\"spot.executionReport\"}";

    private static final int QUIET_MILLIS = 10_000;

    /** An audit of one client, above all its first, would fall into the measurement of another. */
    private static final Duration SELDOM = Duration.ofHours(1);

    /** As often as can be. */
    private static final Duration OFTEN = Duration.ofSeconds(5);

    private Client() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments the {@link Kind}'s word, URLs of REST and stream, API key and secret, and how many frames there are
     * @throws Exception if there is no connection
     */
    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        Arrivals arrivals = new Arrivals();
        try (Contender contender = contender(Kind.of(arguments[0]), arguments, arrivals)) {
            contender.awaitReady();
            System.out.println("ready");
            listen(contender, arrivals);
        }
        System.exit(0);
    }

    private static void listen(Contender contender, Arrivals arrivals) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        long before = 0;
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ", -1);
            if (order[0].equals("expect")) {
                arrivals.expect(Integer.parseInt(order[1]));
                before = system.getProcessCpuTime();
                contender.expect(Integer.parseInt(order[1]));
                System.out.println("expecting");
            } else {
                arrivals.await(QUIET_MILLIS);
                long cpu = system.getProcessCpuTime() - before;
                long[] noted = arrivals.noted();
                Nanos.write(Path.of(order[1]), noted);
                System.out.println(("heard " + noted.length + " " + cpu + " " + contender.complaint()).strip());
            }
        }
    }

    private static Contender contender(Kind kind, String[] arguments, Arrivals arrivals) throws Exception {
        URI bare = URI.create(arguments[2] + "?listenKey=none");
        return switch (kind) {
            case JDK -> new BareJdk(bare, arrivals);
            case TYRUS -> new BareTyrus(bare, arrivals);
            case OURS_JDK -> overJdk(stream(arguments), arrivals);
            case OURS_JDK_AUDITING -> overJdk(stream(arguments).auditEvery(OFTEN), arrivals);
            case OURS_JDK_IN_PLACE -> overJdk(stream(arguments).sinkNeverBlocks(true), arrivals);
            case OURS_TYRUS -> overTyrus(stream(arguments), arrivals);
            case OURS_TYRUS_IN_PLACE -> overTyrus(stream(arguments).sinkNeverBlocks(true), arrivals);
            case DECODER -> new DecoderAlone(OrderFrames.make(Integer.parseInt(arguments[5])), arrivals);
            case NODE -> throw new IllegalArgumentException("not in Java");
        };
    }

    private static Contender overJdk(AccountStreamBuilder stream, Arrivals arrivals) {
        JdkTransport jdk = JdkTransport.create();
        return new Ours(stream.http(jdk.http()).frames(jdk.frames()), jdk::close, arrivals);
    }

    private static Contender overTyrus(AccountStreamBuilder stream, Arrivals arrivals) {
        TyrusTransport tyrus = TyrusTransport.create();
        return new Ours(stream.http(tyrus.http()).frames(tyrus.frames()), tyrus::close, arrivals);
    }

    private static AccountStreamBuilder stream(String[] arguments) {
        return AccountStream.builder()
                .signer(new HmacSigner(new Credentials(arguments[3], arguments[4])))
                .restHosts(URI.create(arguments[1]))
                .webSocket(URI.create(arguments[2]))
                .auditEvery(SELDOM);
    }
}
