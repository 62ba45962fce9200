package io.github.bingxstream.testkit.transport;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Looks, again and again, what a thread is doing that makes calls about names nobody knows. A call that resolves them itself
 * spends nearly all of its time at it, so that it is caught at it; one that does not is never found there.
 *
 * @param seen where the thread was found resolving a name
 */
record NameLookups(Optional<StackTraceElement> seen) {

    private static final int LOOKS = 300;
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(3);

    static NameLookups during(Consumer<String> call) throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Thread caller = Elsewhere.start(() -> {
            // Another one each time: the JDK remembers for a while that there is no such name.
            for (int i = 0; !enough.get(); i++) {
                call.accept("no-such-host-" + System.nanoTime() + "-" + i + ".invalid");
            }
        });
        long end = System.nanoTime() + NANOS_MAX;
        Optional<StackTraceElement> seen = Optional.empty();
        for (int i = 0; i < LOOKS && seen.isEmpty() && System.nanoTime() < end; i++) {
            seen = Arrays.stream(caller.getStackTrace())
                    .filter(frame -> frame.getMethodName().startsWith("lookup")
                            && frame.getClassName().startsWith("java.net.Inet"))
                    .findFirst();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        enough.set(true);
        caller.join(TimeUnit.NANOSECONDS.toMillis(NANOS_MAX));
        return new NameLookups(seen);
    }
}
