package io.github.bingxstream.benchmarks.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.benchmarks.accounts.Fleet.Recovery;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.rest.LimitGroup;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Hundreds of accounts behind one address, in virtual time and so the same in each run. */
class FleetTest {

    /** What comes on top of the turns: the first backoff, three ways to the exchange and back, two subscriptions. */
    private static final Duration TO_CONNECT = Duration.ofSeconds(4);

    /** What comes on top of that: rounds that began too early to close a gap, and the wait in the last one. */
    private static final Duration TO_REPAIR = Duration.ofSeconds(15);

    private static final Duration AUDIT_EVERY = Duration.ofMinutes(2);

    private final Fleet fleet = new Fleet(11);

    @AfterEach
    void end() {
        fleet.close();
    }

    private void recover() {
        Duration turns = Outage.byTheLimits(fleet);
        Recovery recovery = fleet.recovers(turns.plus(Duration.ofMinutes(5)));
        assertThat(recovery.live()).isLessThan(turns.plus(TO_CONNECT));
        // Each tenth turn may be an audit's.
        Duration rounds = turns.multipliedBy(10).dividedBy(9);
        assertThat(recovery.complete()).isLessThan(rounds.plus(TO_CONNECT).plus(TO_REPAIR));
    }

    private void staysWithinTheLimits() {
        Rates rates = fleet.exchange.rates();
        assertThat(rates.peak(VirtualExchange.LISTEN_KEYS)).isLessThanOrEqualTo(2);
        assertThat(rates.peak(VirtualExchange.ORDERS)).isLessThanOrEqualTo(2);
        assertThat(rates.peak(VirtualExchange.FILLS)).isLessThanOrEqualTo(2);
        assertThat(rates.peak(VirtualExchange.BALANCES)).isLessThanOrEqualTo(3);
        assertThat(rates.peak(VirtualExchange.CONNECTS)).isEqualTo(1);
    }

    @Test
    void after_a_cold_start_and_after_a_common_outage_all_are_live_as_soon_as_the_limits_allow() {
        fleet.open(250, AUDIT_EVERY);
        recover();
        assertThat(fleet.mostDisconnected()).isZero();

        fleet.exchange.vanish();
        fleet.time.pass(Duration.ofMinutes(3));
        assertThat(fleet.live()).isZero();
        fleet.exchange.comesBack();
        recover();

        staysWithinTheLimits();
        // One for the connection, and one for each attempt while the exchange was away.
        assertThat(fleet.mostDisconnected()).isLessThanOrEqualTo(1 + 3);
    }

    @Test
    void audits_that_are_more_than_the_limits_carry_go_round_and_starve_neither_each_other_nor_a_repair() {
        fleet.open(250, AUDIT_EVERY);
        recover();
        long gaps = fleet.gapsOpened();

        // A round takes two of the calls about orders: 250 accounts go round in five minutes.
        fleet.time.pass(Duration.ofMinutes(31));
        assertThat(fleet.leastAudits()).isGreaterThanOrEqualTo(5);
        assertThat(fleet.gapsOpened()).isEqualTo(gaps);
        assertThat(fleet.complete()).isEqualTo(250);

        fleet.exchange.revoke(Fleet.apiKey(100));
        assertThat(fleet.recovers(Duration.ofMinutes(1)).complete()).isLessThan(Duration.ofSeconds(20));
        staysWithinTheLimits();
    }

    /** Half a minute of a core; the benchmark shows the same with five thousand. */
    @Test
    @EnabledIfSystemProperty(named = "fleet.large", matches = "true")
    void more_keys_than_are_extended_every_half_hour_live_on_for_keys_live_twice_as_long() {
        fleet.open(1_700, Duration.ofHours(1));
        recover();
        int disconnected = fleet.mostDisconnected();

        fleet.time.pass(Duration.ofMinutes(90));

        assertThat(fleet.live()).isEqualTo(1_700);
        assertThat(fleet.mostDisconnected()).isEqualTo(disconnected);
        assertThat(fleet.exchange.expired()).isZero();
        staysWithinTheLimits();
    }

    @Test
    void an_account_whose_key_is_revoked_again_and_again_costs_the_others_nothing() {
        fleet.open(50, AUDIT_EVERY);
        recover();
        for (int i = 0; i < 100; i++) {
            fleet.exchange.revoke(Fleet.apiKey(3));
            fleet.time.pass(Duration.ofSeconds(10));
        }
        List<Integer> disconnected = fleet.disconnected();
        assertThat(disconnected).filteredOn(times -> times > 0).hasSize(1).allMatch(times -> times > 10);
        assertThat(fleet.leastAudits()).isGreaterThanOrEqualTo(5);
        staysWithinTheLimits();
    }

    @Test
    void an_account_with_many_streams_keeps_no_other_from_being_repaired() {
        fleet.open(20, AUDIT_EVERY);
        StreamRuntime runtime = crowd(200);
        try {
            fleet.recovers(Duration.ofMinutes(10));
            fleet.exchange.vanish();
            fleet.time.pass(Duration.ofSeconds(30));
            fleet.exchange.comesBack();

            Recovery recovery = fleet.recovers(Duration.ofMinutes(10));

            // Each second turn to ask is the crowd's.
            Duration rounds = Outage.byTheLimits(fleet)
                    .plus(fleet.budget.spacing(LimitGroup.LISTEN_KEY))
                    .multipliedBy(2);
            assertThat(recovery.complete()).isLessThan(rounds.plus(TO_CONNECT).plus(TO_REPAIR));
            staysWithinTheLimits();
        } finally {
            fleet.close();
            runtime.close();
        }
    }

    /** Opens streams of one more account, which take turns with all others. */
    private StreamRuntime crowd(int streams) {
        SplittableRandom random = new SplittableRandom(5);
        // No two of them ask at the same moment, as it is in life.
        AtomicLong micros = new AtomicLong();
        StreamRuntime runtime = StreamRuntime.builder()
                .scheduler(fleet.time)
                .deliveries(fleet.time)
                .ticker(fleet.time)
                .clock(() -> fleet.time.instant().plus(micros.incrementAndGet() % 1_000, ChronoUnit.MICROS))
                .budget(fleet.budget)
                .seeds(random::nextLong)
                .build();
        for (int i = 0; i < streams; i++) {
            AccountStream.builder()
                    .signer(new HmacSigner(new Credentials("crowd-api-key", "crowd-secret")))
                    .http(fleet.exchange)
                    .frames(fleet.exchange)
                    .restHosts(URI.create("http://exchange.example"))
                    .webSocket(URI.create("ws://exchange.example/market"))
                    .auditEvery(AUDIT_EVERY)
                    .runtime(runtime)
                    .sink(new Deaf())
                    .open();
        }
        return runtime;
    }

    /** Hears nothing. */
    private static final class Deaf implements EventSink {

        @Override
        public void event(AccountEvent event) {}

        @Override
        public void notice(StreamNotice notice) {}
    }

    @Test
    void an_account_that_has_asked_too_much_is_released_alone() {
        fleet.open(20, AUDIT_EVERY);
        recover();
        fleet.exchange.limit(Fleet.apiKey(3));
        for (int minutes = 0; minutes < 60; minutes++) {
            fleet.time.pass(Duration.ofMinutes(1));
            assertThat(fleet.complete()).isGreaterThanOrEqualTo(19);
        }
        assertThat(fleet.complete()).isEqualTo(19);
        staysWithinTheLimits();
    }

    @Test
    void a_sink_that_throws_costs_the_others_nothing() {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((any, thrown) -> {});
        try {
            fleet.open(20, AUDIT_EVERY);
            fleet.breakSink(7);
            recover();
            List<Integer> told = fleet.events();
            fleet.exchange.tellAll();
            fleet.time.pass(Duration.ofMillis(1));
            for (int i = 0; i < 20; i++) {
                assertThat(fleet.events().get(i)).isEqualTo(told.get(i) + 1);
            }
            assertThat(fleet.complete()).isEqualTo(20);
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }

    @Test
    void an_account_that_floods_is_told_in_turns_with_the_others() {
        fleet.open(20, AUDIT_EVERY);
        recover();
        List<Integer> told = fleet.events();
        fleet.exchange.flood(9_000);
        fleet.exchange.tellAll();

        // No time passes, so that it is only a matter of turns.
        while (toldAnew(told) < 20) {
            assertThat(fleet.time.step()).isTrue();
        }
        assertThat(fleet.events().get(0) - told.get(0)).isLessThan(1_000);
    }

    private int toldAnew(List<Integer> before) {
        List<Integer> now = fleet.events();
        return (int) IntStream.range(0, now.size())
                .filter(stream -> now.get(stream) > before.get(stream))
                .count();
    }
}
