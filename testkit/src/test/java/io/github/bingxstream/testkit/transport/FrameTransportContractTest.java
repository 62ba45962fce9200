package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.testkit.contract.Witness;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's witnesses: transports that break one rule each, and the test that has to notice by its own assertion. */
class FrameTransportContractTest {

    @TestFactory
    Stream<DynamicTest> each_rule_notices_its_witness() {
        return Witness.tests(FrameTransportWitnesses.together());
    }

    @ParameterizedTest
    @MethodSource("io.github.bingxstream.testkit.transport.FrameTransportWitnesses#alone")
    void a_rule_about_the_whole_process_notices_its_witness(Witness witness) {
        witness.isNoticed(witness.verdict());
    }
}
