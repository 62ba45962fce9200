package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.testkit.contract.Witness;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract's witnesses: transports that break one rule each, and the test that has to notice by its own assertion. */
class ProxyContractTest {

    @TestFactory
    Stream<DynamicTest> each_rule_notices_its_witness() {
        return Witness.tests(ProxyWitnesses.all());
    }
}
