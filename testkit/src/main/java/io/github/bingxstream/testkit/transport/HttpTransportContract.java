package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.HttpTransport;
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
 * The contract of {@link HttpTransport}, rule by rule: extend it in a test and supply the transport.
 *
 * <p>The rules stand in the interfaces this class implements, in that order.
 */
@Timeout(120)
@ExtendWith(Declarations.class)
@DisplayNameGeneration(RuleNames.class)
public abstract class HttpTransportContract implements RequestRules, AnswerRules, NoAnswerRules, RequestCrowdRules {

    private @Nullable HttpBench bench;

    /** For subclasses. */
    protected HttpTransportContract() {}

    /** Returns the transport under test; called before each test. */
    protected abstract HttpTransport transport();

    /** Releases the transport; called after each test. */
    protected abstract void release();

    /** Returns the size in bytes of the largest body that the transport under test lets through: 4 MiB or more. */
    protected abstract int bodyBytesMax();

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
        return Duration.ofMillis(100);
    }

    @BeforeEach
    public final void setUpBench() {
        bench = new HttpBench(transport(), patience(), afterwards(), bodyBytesMax());
    }

    @AfterEach
    public final void tearDownBench() {
        bench().close();
        release();
    }

    @Override
    public final HttpBench bench() {
        if (bench == null) {
            throw new IllegalStateException("no test is running");
        }
        return bench;
    }
}
