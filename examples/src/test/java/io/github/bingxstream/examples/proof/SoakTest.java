package io.github.bingxstream.examples.proof;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios at a length that takes minutes. */
@Tag("soak")
@Timeout(900)
class SoakTest {

    /** Two hundred seconds and more: one listen key a second is what the request budget allows. */
    @ParameterizedTest
    @EnumSource
    void two_hundred_rotations_lose_nothing_double_nothing_and_open_no_gap(Carrier carrier) {
        Rotations.over(carrier, 200);
    }

    @ParameterizedTest
    @EnumSource
    void a_stall_of_half_a_minute_at_a_thousand_events_a_second_loses_nothing(Carrier carrier)
            throws InterruptedException {
        StalledSink.over(carrier, StalledSink.HALF_A_MINUTE);
    }
}
