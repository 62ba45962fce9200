package io.github.bingxstream.examples.netty;

import io.github.bingxstream.testkit.architecture.AdapterRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_adapter_keeps_the_rules_of_adapters() {
        AdapterRules.check("io.github.bingxstream.examples.netty");
    }
}
