package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.testkit.contract.Witness;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contracts' witnesses: streams and sinks that break one rule each, and the test that has to notice. */
class EventSinkContractTest {

    @TestFactory
    Stream<DynamicTest> each_promise_notices_its_witness() {
        return Witness.tests(SinkPromisesWitnesses.all());
    }

    @TestFactory
    Stream<DynamicTest> each_duty_notices_its_witness() {
        return Witness.tests(EventSinkWitnesses.all());
    }
}
