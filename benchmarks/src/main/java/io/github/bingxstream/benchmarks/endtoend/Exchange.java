package io.github.bingxstream.benchmarks.endtoend;

import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The process that sends. REST is the sandbox's, and so is a stream that is slow to make but true; the frames that are measured
 * come from a {@link Peer}. Prints {@code ready REST SANDBOX KEY SECRET}, and does what standard input says, with a line
 * {@code done …} for each order:
 *
 * <ul>
 *   <li>{@code peer}: makes room for another client, and tells the URL of its stream;
 *   <li>{@code pace URL FILE COUNT PER_SECOND} and {@code burst URL FILE COUNT}: sends a client the next frames, and writes when
 *       they were due and, into {@code FILE.sent}, when they were sent;
 *   <li>{@code trade FILLS}: lets the sandbox's account trade, as fast as it can, and tells how many fills there are.
 * </ul>
 *
 * <p>Times are those of {@link System#nanoTime}: on Linux the monotonic clock of the machine, which all its processes share.
 */
public final class Exchange {

    private static final long SEED = 5;

    /** What trades as fast as it can may be that far ahead of a client that reads. */
    private static final int FRAMES_WAITING_MAX = 100_000;

    private final Pacer pacer;
    private final Traffic traffic;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();

    private Exchange(Pacer pacer, Traffic traffic) {
        this.pacer = pacer;
        this.traffic = traffic;
    }

    /**
     * Runs until standard input ends.
     *
     * @param arguments how many frames to make
     * @throws Exception if a socket or a file fails
     */
    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        OrderFrames frames = OrderFrames.make(Integer.parseInt(arguments[0]));
        // Clients share an address here, which they would not share elsewhere.
        try (SandboxExchange sandbox = SandboxExchange.builder()
                        .seed(SEED)
                        .rateLimits(false)
                        .outboundFramesMax(FRAMES_WAITING_MAX)
                        .start();
                Traffic traffic = sandbox.traffic(SEED)) {
            say("ready " + sandbox.restUrl() + " " + sandbox.wsUrl() + " " + sandbox.apiKey() + " "
                    + sandbox.secretKey());
            new Exchange(new Pacer(frames), traffic).obey();
        }
    }

    private void obey() throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            say("done " + carryOut(order.split(" ", -1)));
        }
    }

    private String carryOut(String[] order) throws IOException, InterruptedException {
        return switch (order[0]) {
            case "peer" -> open();
            case "pace" -> {
                int count = Integer.parseInt(order[3]);
                yield send(order, pacer.pace(peer(order), first(order), count, Integer.parseInt(order[4])));
            }
            case "burst" -> {
                int count = Integer.parseInt(order[3]);
                yield send(order, pacer.burst(peer(order), first(order), count));
            }
            case "trade" -> {
                traffic.fill(Integer.parseInt(order[1]));
                yield String.valueOf(traffic.fills());
            }
            default -> throw new IllegalArgumentException("unknown order: " + order[0]);
        };
    }

    private String open() throws IOException {
        Peer peer = new Peer();
        peers.put(peer.url(), peer);
        return peer.url();
    }

    private Peer peer(String[] order) {
        Peer peer = peers.get(order[1]);
        if (peer == null) {
            throw new IllegalArgumentException("unknown peer: " + order[1]);
        }
        return peer;
    }

    private int first(String[] order) {
        return sent.getOrDefault(order[1], 0);
    }

    private String send(String[] order, Pacer.Times times) throws IOException {
        sent.merge(order[1], times.due().length, Integer::sum);
        Nanos.write(Path.of(order[2]), times.due());
        Nanos.write(Path.of(order[2] + ".sent"), times.sent());
        return "";
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
