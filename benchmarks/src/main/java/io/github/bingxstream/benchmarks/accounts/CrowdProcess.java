package io.github.bingxstream.benchmarks.accounts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.adapter.tyrus.TyrusTransport;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Connects a crowd to the exchange, and prints what it costs as one line of JSON. */
public final class CrowdProcess {

    private CrowdProcess() {}

    /**
     * Measures.
     *
     * @param arguments the crowd ({@code jdk}, {@code bare-jdk}, {@code tyrus}, {@code bare-tyrus}), how many, the exchange's two URLs,
     *     how many seconds to wait before the processor is measured and how many to measure it; and, for TLS, the authority's file
     * @throws Exception if it fails
     */
    public static void main(String[] arguments) throws Exception {
        String kind = arguments[0];
        int accounts = Integer.parseInt(arguments[1]);
        SSLContext tls = arguments.length > 6 ? trusting(Path.of(arguments[6])) : SSLContext.getDefault();
        Crowd crowd = crowd(kind, tls, URI.create(arguments[2]), URI.create(arguments[3]));
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("crowd", kind);
        measured.put("tls", arguments.length > 6);
        measured.put("accounts", accounts);
        // The first brings what all share: classes, pools, caches.
        crowd.grow(0, 1);
        long heapOfOne = heap();
        long begin = System.nanoTime();
        crowd.grow(1, accounts);
        measured.put("liveAfterMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        TimeUnit.SECONDS.sleep(Long.parseLong(arguments[4]));
        long heap = heap();
        measured.put("heapBytes", heap);
        measured.put("heapBytesPerAccount", accounts > 1 ? (heap - heapOfOne) / (accounts - 1) : 0);
        measured.put("cpuMsPerSecond", cpu(Long.parseLong(arguments[5])));
        measured.put("threads", ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore);
        measured.put("threadsAtMost", ManagementFactory.getThreadMXBean().getPeakThreadCount() - threadsBefore);
        measured.put("threadNames", names());
        measured.put("rssKib", residentKib());
        if (Boolean.getBoolean("accounts.histogram")) {
            new ProcessBuilder("jcmd", String.valueOf(ProcessHandle.current().pid()), "GC.class_histogram")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(Path.of(kind + ".histogram").toFile())
                    .start()
                    .waitFor();
        }
        System.out.println(new ObjectMapper().writeValueAsString(measured));
        // Threads of HTTP clients and pools need not be waited for.
        Runtime.getRuntime().halt(0);
    }

    private static Crowd crowd(String kind, SSLContext tls, URI rest, URI webSocket) {
        TransportSettings settings = TransportSettings.builder().tls(tls).build();
        return switch (kind) {
            case "jdk" -> {
                JdkTransport transport = JdkTransport.create(settings);
                yield new Streams(transport.frames(), transport.http(), rest, webSocket);
            }
            case "tyrus" -> {
                TyrusTransport transport = TyrusTransport.create(settings);
                yield new Streams(transport.frames(), transport.http(), rest, webSocket);
            }
            case "bare-jdk" -> new BareJdk(tls, webSocket);
            case "bare-tyrus" -> new BareTyrus(tls, webSocket);
            default -> throw new IllegalArgumentException("no crowd is called " + kind);
        };
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            authorities.load(in, ExchangeProcess.PASSWORD.toCharArray());
        }
        return TlsTrust.of(authorities);
    }

    /** What is left after full collections. */
    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double cpu(long seconds) throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begin = System.nanoTime();
        long before = system.getProcessCpuTime();
        TimeUnit.SECONDS.sleep(seconds);
        double used = system.getProcessCpuTime() - before;
        return Math.round(1e4 * used / (System.nanoTime() - begin)) / 10.0;
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        return names;
    }

    private static long residentKib() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
