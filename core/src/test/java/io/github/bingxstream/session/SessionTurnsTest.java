package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a session does only when its turn comes, and how long it waits for that. */
class SessionTurnsTest {

    private final Play play = new Play();

    private Turn[] awaited() {
        return Stream.of(Turn.values()).filter(play.state()::awaits).toArray(Turn[]::new);
    }

    @Test
    void no_key_is_generated_before_the_turn_to_connect_has_come_however_long_that_takes() {
        play.givesNoTurns().tell(new SessionInput.Open(Optional.empty()));
        assertThat(awaited()).containsExactly(Turn.CONNECTION);
        assertThat(play.state().name()).isEqualTo(StreamState.ACQUIRING_KEY);
        assertThat(play.state().deadline()).isEmpty();

        play.after(Duration.ofHours(3)).tell(new SessionInput.Tick());
        assertThat(play.times(SessionAction.GenerateKey.class)).isZero();

        play.tell(new SessionInput.TurnCame(Turn.CONNECTION));
        assertThat(play.did(SessionAction.GenerateKey.class).epoch()).isEqualTo(1);
        assertThat(awaited()).isEmpty();
    }

    @Test
    void after_its_backoff_a_session_waits_for_its_turn_and_no_failure_is_told_meanwhile() {
        play.goesLive().givesNoTurns().drops().forgets().waits();
        assertThat(awaited()).containsExactly(Turn.CONNECTION);

        play.waits(Duration.ofHours(1));
        assertThat(play.allActions()).isEmpty();
        play.tell(new SessionInput.TurnCame(Turn.CONNECTION));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(1);
    }

    @Test
    void a_turn_that_nobody_waits_for_changes_nothing() {
        play.goesLive().forgets();
        for (Turn turn : Turn.values()) {
            play.tell(new SessionInput.TurnCame(turn));
        }
        assertThat(play.allActions()).isEmpty();
    }

    @Test
    void a_round_counts_from_its_turn_and_not_from_when_it_was_due() {
        play.goesLive().givesNoTurns().forgets().staysHealthy(Duration.ofMinutes(9));
        assertThat(awaited()).contains(Turn.AUDIT);
        assertThat(play.rest.asked).isEmpty();

        play.tell(new SessionInput.TurnCame(Turn.AUDIT)).waits(Duration.ofSeconds(4));
        assertThat(play.rest.times(SessionAction.QueryBalances.class)).isEqualTo(1);
        assertThat(play.state().completeness().cleanAt().moment().plus(Duration.ofSeconds(10)))
                .isGreaterThan(play.now());
    }

    @Test
    void an_audit_that_waits_for_too_long_is_a_gap_and_then_a_repair() {
        play.goesLive().givesNoTurns().forgets().staysHealthy(Duration.ofMinutes(9));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        Now confirmed = play.state().completeness().cleanAt();

        play.staysHealthy(Duration.ofMinutes(4));

        assertThat(play.said().since(GapReason.AUDIT)).isEqualTo(confirmed.time());
        assertThat(awaited()).contains(Turn.REPAIR).doesNotContain(Turn.AUDIT);
        play.tell(new SessionInput.TurnCame(Turn.REPAIR)).staysHealthy(Duration.ofSeconds(10));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void what_an_audit_finds_amiss_waits_among_the_repairs_to_be_found_again() {
        play.goesLive();
        play.rest.shows(Facts.order("1", "FILLED", "10", play.time()));
        play.rest.fills.add(Facts.fill("1", "t1", "10", play.time()));
        play.until(() -> play.state().completeness().inquiry().isSuspicious());
        assertThat(play.state().gaps()).isEmpty();

        play.givesNoTurns().staysHealthy(Duration.ofSeconds(5));

        assertThat(awaited()).contains(Turn.REPAIR).doesNotContain(Turn.AUDIT);
    }

    @Test
    void a_machine_that_sleeps_before_the_first_turn_does_not_move_what_was_promised() {
        play.givesNoTurns().tell(new SessionInput.Open(Optional.empty()));
        Instant opened = play.time();

        play.sleeps(Duration.ofHours(1)).tell(new SessionInput.TurnCame(Turn.CONNECTION));

        assertThat(play.state().completeness().inquiry().promisedFrom()).isEqualTo(opened);
    }

    @Test
    void an_audit_that_waits_becomes_a_repair_when_a_gap_opens() {
        play.goesLive().givesNoTurns().staysHealthy(Duration.ofMinutes(3));
        assertThat(awaited()).contains(Turn.AUDIT).doesNotContain(Turn.REPAIR);

        play.hears(new Signal.Rejected("no JSON", 1, ""));

        assertThat(awaited()).contains(Turn.REPAIR).doesNotContain(Turn.AUDIT);
    }

    @Test
    void a_round_is_not_waited_for_without_a_connection() {
        play.goesLive().givesNoTurns().staysHealthy(Duration.ofMinutes(3));
        assertThat(awaited()).contains(Turn.AUDIT);
        play.drops();
        assertThat(awaited()).isEmpty();
    }

    @Test
    void an_extension_that_waits_longer_than_the_key_lives_ends_the_connection() {
        play.goesLive().forgets();
        play.staysHealthy(Duration.ofMinutes(25)).givesNoTurns().staysHealthy(Duration.ofMinutes(6));
        assertThat(awaited()).contains(Turn.EXTENSION);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);

        play.staysHealthy(Duration.ofMinutes(30));
        assertThat(play.state().name()).isEqualTo(StreamState.ACQUIRING_KEY);
    }

    @Test
    void a_key_that_has_waited_for_its_extension_is_extended_when_the_turn_comes() {
        play.goesLive().staysHealthy(Duration.ofMinutes(20)).givesNoTurns().staysHealthy(Duration.ofMinutes(25));
        play.forgets().tell(new SessionInput.TurnCame(Turn.EXTENSION));
        assertThat(play.did(SessionAction.ExtendKey.class).key()).isEqualTo(Play.KEY);
        assertThat(awaited()).doesNotContain(Turn.EXTENSION);
    }
}
