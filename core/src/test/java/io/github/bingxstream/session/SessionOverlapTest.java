package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.UpdateReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Two connections at once, and what becomes of either. */
class SessionOverlapTest {

    private static final ListenKey OTHER = new ListenKey("play-key-2");

    private Play play = new Play();

    // What comes over both.

    @Test
    void what_both_connections_tell_is_told_once() {
        successorOpens();
        OrderUpdate order = Facts.trade("1", "FILLED", "10", "t1", "10", play.time());
        var balance = Facts.moved(UpdateReason.ORDER, "BTC", "10", play.time());
        play.forgets();
        for (long epoch : List.of(2L, 1L, 2L)) {
            play.hears(epoch, new Signal.Happened(List.of(order, balance)));
        }
        assertThat(play.said().all(SessionAction.Deliver.class)).hasSize(2);
    }

    @Test
    void a_fill_that_comes_over_the_other_connection_a_little_later_is_not_missing() {
        successorOpens();
        tells(2, "6", "t2", "2");
        play.waits(Duration.ofSeconds(1));
        tells(1, "4", "t1", "4");
        play.waits(Duration.ofSeconds(5));
        assertThat(play.said().fills()).containsExactly("t2", "t1");
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
    }

    @Test
    void a_fill_that_comes_over_neither_connection_is_missing() {
        successorOpens();
        tells(2, "6", "t2", "2");
        play.waits(SessionSettings.RETIRE_AFTER.minusNanos(1));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING);
        play.waits(Duration.ofNanos(1));
        assertThat(play.said().opened()).containsExactly(GapReason.STARTING, GapReason.FILL_MISSING);
    }

    @Test
    void the_last_words_of_the_old_connection_count() {
        play.goesLive().tell(new SessionInput.Rotate()).becomesSuccessor(2).forgets();
        tells(1, "4", "t1", "4");
        assertThat(play.said().fills()).containsExactly("t1");
        play.hears(1, new Signal.Heartbeat(Optional.of("Pong")));
        assertThat(play.actions()).containsExactly(new SessionAction.SendText(1, "Pong"));
        play.hears(1, new Signal.ListenKeyExpired(Optional.of(Play.KEY)));
        play.hears(1, new Signal.Acknowledged(Optional.empty(), 100500, ""));
        play.tell(new SessionInput.ConnectionEnded(1, DisconnectReason.LOST, "", OptionalInt.empty()));
        assertThat(play.actions()).isEmpty();
        assertThat(play.epoch()).isEqualTo(2);
        tells(1, "5", "t2", "1");
        assertThat(play.said().fills()).as("it is gone").containsExactly("t1");
    }

    @Test
    void last_words_that_cannot_be_decoded_are_a_gap() {
        play.goesLive().tell(new SessionInput.Rotate()).becomesSuccessor(2).forgets();
        play.hears(1, new Signal.Rejected("no JSON", 1, ""));
        assertThat(play.said().opened()).containsExactly(GapReason.UNDECODABLE);
        play.isRepaired();
        assertThat(play.said().closed()).containsExactly(GapReason.UNDECODABLE);
    }

    @Test
    void last_words_that_cannot_be_decoded_are_kept() {
        play.goesLive().tell(new SessionInput.Rotate()).becomesSuccessor(2).forgets();
        play.hears(1, new Signal.Rejected("no JSON", 1, ""));
        assertThat(play.noticed(StreamNotice.Quarantined.class).epoch()).isEqualTo(1);
        assertThat(play.state().tally().quarantined()).isEqualTo(1);
    }

    // One of them dies.

    @Test
    void a_successor_takes_over_at_once_when_the_connection_in_use_dies() {
        successorOpens();
        play.drops();
        assertThat(play.noticed(StreamNotice.Disconnected.class).retryIn()).isZero();
        assertThat(play.noticed(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.CONNECTION_LOST);
        assertThat(play.epoch()).isEqualTo(2);
        assertThat(play.state().name()).isEqualTo(StreamState.SUBSCRIBING);
        acknowledges();
        play.after(SessionSettings.SUBSCRIBE_SPACING).tell(new SessionInput.Tick());
        acknowledges();
        play.isRepaired();
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING, GapReason.CONNECTION_LOST);
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(2);
    }

    @Test
    void the_key_generated_for_a_rotation_serves_when_the_connection_in_use_dies_before_it_comes() {
        play.goesLive().tell(new SessionInput.Rotate()).forgets();
        play.drops().waits(Duration.ofSeconds(100));
        assertThat(play.times(SessionAction.GenerateKey.class))
                .as("one call at a time")
                .isZero();
        assertThat(play.state().name()).isEqualTo(StreamState.ACQUIRING_KEY);
        arrives(OTHER);
        assertThat(play.actions()).containsExactly(new SessionAction.Connect(2, OTHER));
    }

    @Test
    void even_the_old_key_serves_then() {
        play.goesLive().tell(new SessionInput.Rotate()).drops();
        arrives(Play.KEY);
        assertThat(play.actions()).containsExactly(new SessionAction.Connect(2, Play.KEY));
    }

    @Test
    void the_schedule_goes_on_after_a_successor_took_over_from_a_dead_connection() {
        play = new Play(7, settings(Duration.ofMinutes(10), false)).goesLive();
        play.tell(new SessionInput.Rotate());
        arrives(OTHER);
        play.drops().opens().subscribes().isRepaired().forgets();
        play.staysHealthy(Duration.ofMinutes(12));
        assertThat(play.times(SessionAction.GenerateKey.class)).isEqualTo(1);
    }

    // The end.

    @Test
    void closing_closes_every_connection() {
        successorOpens();
        play.tell(new SessionInput.Close());
        assertThat(play.said().all(SessionAction.Disconnect.class))
                .containsExactly(new SessionAction.Disconnect(1), new SessionAction.Disconnect(2));
        play = new Play().goesLive().tell(new SessionInput.Rotate()).becomesSuccessor(2);
        play.tell(new SessionInput.Close());
        assertThat(play.said().all(SessionAction.Disconnect.class))
                .containsExactly(new SessionAction.Disconnect(2), new SessionAction.Disconnect(1));
    }

    @Test
    void the_key_is_deleted_when_the_user_closes_the_stream_and_wants_it_and_never_else() {
        play = new Play(7, settings(Duration.ofDays(1), true)).goesLive();
        play.tell(new SessionInput.Rotate()).becomesSuccessor(2).waits(Duration.ofSeconds(3));
        play.drops().comesBack().isRepaired().tell(new SessionInput.Reconnect());
        play.keyArrives().opens().subscribes();
        assertThat(play.times(SessionAction.DeleteKey.class)).isZero();
        play.tell(new SessionInput.Close());
        assertThat(play.actions())
                .containsExactly(
                        new SessionAction.Disconnect(play.epoch()),
                        new SessionAction.DeleteKey(Play.KEY),
                        new SessionAction.Notify(StreamNotice.Closed.byUser()));
    }

    @Test
    void a_key_that_nobody_has_is_not_deleted() {
        play = new Play(7, settings(Duration.ofDays(1), true)).tell(new SessionInput.Open(Optional.empty()));
        play.tell(new SessionInput.Close());
        assertThat(play.times(SessionAction.DeleteKey.class)).isZero();
    }

    private static SessionSettings settings(Duration rotateEvery, boolean deletesKey) {
        return new SessionSettings(
                EnumSet.allOf(Channel.class),
                Optional.of(SessionSettings.SILENCE_LIMIT),
                SessionSettings.BACKOFF,
                SessionSettings.AUDIT_EVERY,
                Optional.of(rotateEvery),
                false,
                deletesKey);
    }

    private void successorOpens() {
        play.goesLive().tell(new SessionInput.Rotate());
        arrives(OTHER);
        play.tell(new SessionInput.ConnectionOpened(2));
    }

    private void arrives(ListenKey key) {
        play.tell(new SessionInput.KeyGenerated(2, new Outcome.Answered<>(key), Duration.ZERO));
    }

    private void acknowledges() {
        play.hears(2, new Signal.Acknowledged(Optional.of(play.lastSubscribe().id()), 0, ""));
    }

    private void tells(long epoch, String filled, String trade, String quantity) {
        OrderUpdate update = Facts.trade("1", "PARTIALLY_FILLED", filled, trade, quantity, play.time());
        play.hears(epoch, new Signal.Happened(List.of(update)));
    }
}
