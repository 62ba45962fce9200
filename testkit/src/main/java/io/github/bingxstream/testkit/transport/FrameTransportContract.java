package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.contract.RuleNames;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of {@link FrameTransport}, rule by rule: extend it in a test and make the transport.
 *
 * <p>The rules stand in the interfaces this class implements, in that order.
 */
@Timeout(120)
@ExtendWith(Declarations.class)
@DisplayNameGeneration(RuleNames.class)
public abstract class FrameTransportContract
        implements OpeningRules,
                MessageRules,
                SizeRules,
                StandstillRules,
                SendingRules,
                EndingRules,
                ViolationRules,
                ClosingRules,
                LeftoverRules,
                DiscretionRules {

    private @Nullable FrameBench bench;

    /** For subclasses. */
    protected FrameTransportContract() {}

    /**
     * Makes the transport under test, with the timeouts and the limit of the settings; called once in each test, which
     * releases it in the end. Who waits until a timeout is over asks for a short one, and everybody else for one that a busy
     * machine does not reach.
     */
    protected abstract SingleTransport transport(TransportSettings settings);

    /**
     * Returns the size in bytes of the largest message that the transport under test lets through, 1 MiB or more; the settings
     * say the same. Only who cannot follow them has to say it here.
     */
    protected int messageBytesMax() {
        return TransportSettings.defaults().messageBytesMax();
    }

    /** Returns what the transport cannot do, each with the reason. */
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of();
    }

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Returns how long to watch for what may not happen, each time: where everything works, every test costs that much. */
    Duration afterwards() {
        return Duration.ofMillis(20);
    }

    /** Returns how many connections are opened and closed where many are meant; {@code contract.connections} says otherwise. */
    int connections() {
        return Integer.getInteger("contract.connections", 1_000);
    }

    @BeforeEach
    public final void setUpBench() {
        bench = new FrameBench(this::transport, patience(), afterwards(), messageBytesMax(), connections());
    }

    @AfterEach
    public final void tearDownBench() {
        bench().release();
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
