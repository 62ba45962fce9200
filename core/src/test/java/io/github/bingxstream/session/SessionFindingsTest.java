package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.OrderUpdate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** In which order, and as what, that is told which only REST knew. */
class SessionFindingsTest {

    private final Play play = new Play();

    @Test
    void what_rest_tells_is_told_as_it_happened_and_not_as_it_was_listed() {
        play.goesLive().drops();
        Instant time = play.time();
        play.rest.fills.add(Facts.fill("1", "t3", "3", time.plusMillis(30)));
        play.rest.fills.add(Facts.fill("1", "t1", "1", time.plusMillis(10)));
        play.rest.fills.add(Facts.fill("2", "t2", "2", time.plusMillis(20)));
        play.rest.shows(Facts.order("1", "PARTIALLY_FILLED", "4", time));
        play.rest.shows(Facts.order("2", "PARTIALLY_FILLED", "2", time));
        play.comesBack().isRepaired();
        assertThat(play.said().fills()).containsExactly("t1", "t2", "t3");
    }

    @Test
    void what_rest_tells_says_what_just_happened_as_the_stream_would() {
        play.goesLive().drops();
        for (String status : new String[] {"NEW", "CANCELED", "EXPIRED", "ON_HOLIDAY"}) {
            play.rest.shows(Facts.order(status, status, "0", play.time()));
        }
        play.comesBack().isRepaired();
        assertThat(play.said().events(OrderUpdate.class))
                .hasSize(4)
                .allSatisfy(update -> assertThat(update.executionType().text())
                        .isEqualTo(update.status().text()));
    }

    @Test
    void more_single_orders_than_one_round_asks_for_are_asked_for_in_the_next() {
        Instant longAgo = Play.EPOCH.minusSeconds(7200);
        play.goesLive();
        for (int i = 0; i < SessionSettings.ROUND_ORDERS_MAX + 20; i++) {
            play.tells(Facts.update(Facts.order("o" + i, "NEW", "0", play.time())));
            play.rest.shows(Facts.order(Facts.BTC, "o" + i, "CANCELED", "0", longAgo, longAgo));
        }
        play.waits(Duration.ofSeconds(5)).drops().forgets().comesBack();
        assertThat(play.rest.times(SessionAction.QueryOrder.class)).isEqualTo(SessionSettings.ROUND_ORDERS_MAX);
        assertThat(play.state().trouble()).contains("one round");
        play.staysHealthy(Duration.ofSeconds(30));
        assertThat(play.said().orders()).hasSize(SessionSettings.ROUND_ORDERS_MAX + 20);
        assertThat(play.said().closed()).containsExactly(GapReason.CONNECTION_LOST);
    }
}
