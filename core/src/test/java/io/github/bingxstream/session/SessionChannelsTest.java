package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.UpdateReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the user wants while the stream goes on: channels, and another connection. */
class SessionChannelsTest {

    private final Play play = new Play();

    // Channels.

    @Test
    void a_channel_that_is_not_wanted_any_more_is_given_up_and_not_delivered() {
        play.goesLive().forgets().tell(new SessionInput.Unsubscribe(Channel.BALANCES));
        SessionAction.Unsubscribe request = play.did(SessionAction.Unsubscribe.class);
        assertThat(request.epoch()).isEqualTo(1);
        assertThat(request.channel()).isEqualTo(Channel.BALANCES);
        play.hears(new Signal.Acknowledged(Optional.of(request.id()), 0, ""));
        assertThat(play.actions()).isEmpty();
        play.tells(Facts.moved(UpdateReason.DEPOSIT, "BTC", "1", play.time()), Play.snapshot());
        assertThat(play.times(SessionAction.Deliver.class)).isZero();
        play.tells(Facts.update(Facts.order("1", "CANCELED", "0", play.time())));
        assertThat(play.said().orders()).hasSize(1);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void orders_that_are_not_wanted_any_more_are_not_delivered() {
        play.goesLive().forgets().tell(new SessionInput.Unsubscribe(Channel.ORDERS));
        play.tells(Facts.trade("1", "PARTIALLY_FILLED", "4", "t2", "2", play.time()));
        play.tells(Facts.moved(UpdateReason.DEPOSIT, "BTC", "1", play.time()));
        assertThat(play.times(SessionAction.Deliver.class)).isEqualTo(1);
        assertThat(play.said().opened()).isEmpty();
    }

    @Test
    void an_error_in_answer_to_giving_a_channel_up_is_of_no_consequence() {
        play.goesLive().tell(new SessionInput.Unsubscribe(Channel.BALANCES));
        String id = play.did(SessionAction.Unsubscribe.class).id();
        play.hears(new Signal.Acknowledged(Optional.of(id), 100400, "no"));
        assertThat(play.actions()).isEmpty();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void the_last_channel_stays() {
        play.goesLive().tell(new SessionInput.Unsubscribe(Channel.BALANCES));
        play.forgets().tell(new SessionInput.Unsubscribe(Channel.BALANCES));
        play.tell(new SessionInput.Unsubscribe(Channel.ORDERS));
        assertThat(play.allActions()).isEmpty();
        assertThat(play.state().wanted()).containsExactly(Channel.ORDERS);
    }

    @Test
    void a_channel_that_is_wanted_again_is_a_gap_until_rest_has_told_what_happened_to_it() {
        play.goesLive().tell(new SessionInput.Unsubscribe(Channel.ORDERS)).waits(Duration.ofSeconds(10));
        play.rest.shows(Facts.order("1", "CANCELED", "0", play.time()));
        play.tell(new SessionInput.Subscribe(Channel.ORDERS));
        assertThat(play.did(SessionAction.Subscribe.class).channel()).isEqualTo(Channel.ORDERS);
        assertThat(play.noticed(StreamNotice.GapOpened.class).since())
                .isEqualTo(Play.EPOCH.plus(SessionSettings.SUBSCRIBE_SPACING));
        assertThat(play.state().name()).isEqualTo(StreamState.SUBSCRIBING);
        play.acknowledges().isRepaired();
        assertThat(play.said().orders()).containsExactly("REST 1 CANCELED 0");
        assertThat(play.said().closed()).containsExactly(GapReason.STARTING, GapReason.STARTING);
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void a_channel_that_is_wanted_already_is_not_asked_for_again() {
        play.goesLive().forgets().tell(new SessionInput.Subscribe(Channel.ORDERS));
        assertThat(play.allActions()).isEmpty();
    }

    @Test
    void a_channel_given_up_before_it_was_acknowledged_is_waited_for_no_more() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens();
        String id = play.lastSubscribe().id();
        play.tell(new SessionInput.Unsubscribe(Channel.ORDERS)).hears(new Signal.Acknowledged(Optional.of(id), 0, ""));
        assertThat(play.said().notices(StreamNotice.Subscribed.class)).isEmpty();
        play.waits(SessionSettings.SUBSCRIBE_SPACING).acknowledges().isRepaired();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
        assertThat(play.times(SessionAction.Subscribe.class)).isEqualTo(2);
    }

    @Test
    void a_channel_given_up_before_it_was_acknowledged_leaves_the_stream_whole_if_it_was_the_last_one_awaited() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens().acknowledges();
        play.waits(SessionSettings.SUBSCRIBE_SPACING).tell(new SessionInput.Unsubscribe(Channel.BALANCES));
        play.isRepaired().staysHealthy(Duration.ofMinutes(1));
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void a_channel_wanted_before_the_stream_is_open_is_no_gap() {
        Play orders = new Play(7, EnumSet.of(Channel.ORDERS)).tell(new SessionInput.Subscribe(Channel.BALANCES));
        assertThat(orders.actions()).isEmpty();
        orders.tell(new SessionInput.Open(Optional.empty()))
                .keyArrives()
                .opens()
                .subscribes();
        assertThat(orders.said().opened()).containsExactly(GapReason.STARTING);
    }

    @Test
    void the_next_connection_asks_for_what_is_wanted_then() {
        play.goesLive()
                .tell(new SessionInput.Unsubscribe(Channel.ORDERS))
                .drops()
                .waits();
        play.forgets().keyArrives().opens().acknowledges().waits(Duration.ofSeconds(2));
        assertThat(play.said().all(SessionAction.Subscribe.class))
                .extracting(SessionAction.Subscribe::channel)
                .containsExactly(Channel.BALANCES);
    }

    @Test
    void who_wants_balances_only_is_not_asked_about_orders() {
        Play balances = with(Channel.BALANCES);
        assertThat(balances.rest.asked).isNotEmpty().allMatch(SessionAction.QueryBalances.class::isInstance);
        assertThat(balances.said().lastSnapshot().openOrders()).isEmpty();
        assertThat(balances.said().lastSnapshot().balances()).isPresent();
        assertThat(balances.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void who_wants_orders_only_is_not_asked_about_balances() {
        Play orders = with(Channel.ORDERS);
        assertThat(orders.rest.asked).isNotEmpty().noneMatch(SessionAction.QueryBalances.class::isInstance);
        assertThat(orders.said().lastSnapshot().balances()).isEmpty();
        assertThat(orders.said().lastSnapshot().openOrders()).isPresent();
        assertThat(orders.state().name()).isEqualTo(StreamState.LIVE);
    }

    private static Play with(Channel channel) {
        Play play = new Play(7, EnumSet.of(channel)).tell(new SessionInput.Open(Optional.empty()));
        return play.keyArrives().opens().acknowledges().isRepaired().staysHealthy(Duration.ofMinutes(5));
    }

    // Another connection.

    @Test
    void reconnecting_changes_nothing_before_the_stream_is_open_on_its_way_up_and_after_its_end() {
        Play idle = new Play();
        Play acquiring = new Play().tell(new SessionInput.Open(Optional.empty()));
        Play connecting =
                new Play().tell(new SessionInput.Open(Optional.empty())).keyArrives();
        Play closed = new Play().goesLive().tell(new SessionInput.Close());
        for (Play one : java.util.List.of(idle, acquiring, connecting, closed)) {
            var phase = one.state().attempt();
            one.tell(new SessionInput.Reconnect());
            assertThat(one.actions()).isEmpty();
            assertThat(one.state().attempt()).isEqualTo(phase);
        }
    }

    @Test
    void reconnecting_while_live_is_a_gap_and_waits_for_nothing() {
        play.goesLive();
        var word = play.time();
        play.after(Duration.ofSeconds(3)).tell(new SessionInput.Reconnect());
        assertThat(play.actions()).startsWith(new SessionAction.Disconnect(1));
        assertThat(play.noticed(StreamNotice.GapOpened.class))
                .isEqualTo(new StreamNotice.GapOpened(2, GapReason.CONNECTION_LOST, word));
        assertThat(play.noticed(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.RECONNECT_WANTED);
        assertThat(play.actions()).endsWith(new SessionAction.GenerateKey(2));
        play.keyArrives().opens().subscribes().isRepaired();
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void reconnecting_while_waiting_for_the_next_attempt_makes_it_at_once() {
        play.goesLive().drops();
        assertThat(play.state().name()).isEqualTo(StreamState.BACKING_OFF);
        play.tell(new SessionInput.Reconnect());
        assertThat(play.actions()).containsExactly(new SessionAction.GenerateKey(2));
    }

    @Test
    void reconnecting_while_subscribing_begins_afresh() {
        play.tell(new SessionInput.Open(Optional.empty())).keyArrives().opens();
        play.tell(new SessionInput.Reconnect());
        assertThat(play.state().name()).isEqualTo(StreamState.ACQUIRING_KEY);
        assertThat(play.epoch()).isEqualTo(2);
    }
}
