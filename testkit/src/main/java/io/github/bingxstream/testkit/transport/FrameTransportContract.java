package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link FrameTransport}, rule by rule: extend it in a test and supply the transport.
 *
 * <p>The rules stand in the interfaces this class implements; read them in that order. A name that begins with {@code ft3_}
 * tests rule FT-3.
 */
@Timeout(120)
public abstract class FrameTransportContract
        implements OpeningRules, MessageRules, EndingRules, ClosingRules, SendingRules, DiscretionRules {

    private @Nullable FrameBench bench;

    /** For subclasses. */
    protected FrameTransportContract() {}

    /**
     * Returns the transport under test; called before each test. Timeouts for connecting and sending of a second or two save
     * minutes, and change no rule.
     */
    protected abstract FrameTransport transport();

    /** Releases the transport; called after each test. */
    protected abstract void release();

    /** Returns the size in bytes of the largest message that the transport under test lets through. */
    protected abstract int messageBytesMax();

    /** Returns what the transport cannot do, each with the reason. */
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of();
    }

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Returns how long a listener is watched for calls behind its last one, each time: every test costs that much. */
    Duration afterwards() {
        return Duration.ofMillis(20);
    }

    @BeforeEach
    public final void setUpBench() {
        bench = new FrameBench(transport(), shortcomings(), patience(), afterwards(), messageBytesMax());
    }

    @AfterEach
    public final void tearDownBench() {
        release();
        bench().close();
        bench().settle();
    }

    @Override
    public final FrameBench bench() {
        if (bench == null) {
            throw new IllegalStateException("no test is running");
        }
        return bench;
    }
}
