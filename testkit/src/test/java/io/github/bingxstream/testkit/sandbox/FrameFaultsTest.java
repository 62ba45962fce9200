package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.corrupt;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.delay;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.duplicate;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.handshakes;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.heartbeats;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.killListenKeys;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a stream carries when frames are lost, broken, doubled, late, or shared out. */
class FrameFaultsTest {
    private final SandboxExchange exchange = SandboxExchange.builder()
            .heartbeatInterval(Duration.ofMillis(50))
            .rateLimits(false)
            .start();
    private final SpotAccount account = exchange.account();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void withheld_frames_never_come_and_what_they_told_is_true_all_the_same() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(withhold(next(3).frames()));
            place();
            assertThat(client.drain())
                    .as("order and balance of the first change")
                    .isEmpty();
            place();
            assertThat(client.drain()).singleElement().asString().contains("ACCOUNT_UPDATE");
            place();
            assertThat(client.drain()).hasSize(2);
        }
        assertThat(account.openOrders()).hasSize(3);
        assertMarked(Mark.FRAME_WITHHELD, 3);
    }

    @Test
    void a_channel_a_kind_and_any_text_can_be_chosen() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(withhold(next(1).balanceFrames()));
            exchange.misbehave(withhold(next(1).fillFrames()));
            exchange.misbehave(withhold(next(1).orderFrames().containing("CANCELED")));
            SandboxOrder order = place();
            account.fill(order.orderId(), new BigDecimal("0.25"));
            account.fill(order.orderId(), new BigDecimal("0.25"));
            account.cancel(order.orderId());
            assertThat(client.drain())
                    .extracting(FrameFaultsTest::kind)
                    .containsExactly("NEW", "ACCOUNT_UPDATE", "TRADE", "ACCOUNT_UPDATE", "ACCOUNT_UPDATE");
        }
        assertMarked(Mark.FRAME_WITHHELD, 3);
    }

    @Test
    void one_accounts_frames_can_be_chosen() {
        SpotAccount other = exchange.addAccount("other", "secret", Permission.READ);
        String otherKey = new RestClient(exchange.restUrl(), "other", "secret").listenKey();
        try (StreamClient client = StreamClient.subscribed(exchange);
                StreamClient stranger = StreamClient.connect(exchange, otherKey)) {
            stranger.send(StreamClient.subscribe("s", StreamClient.BALANCES));
            stranger.await(message -> message.has("a"));
            exchange.misbehave(withhold(next(1).frames().ofAccount(other.uid())));
            account.deposit("USDT", BigDecimal.ONE);
            other.deposit("USDT", BigDecimal.ONE);
            assertThat(client.drain()).hasSize(1);
            assertThat(stranger.drain()).isEmpty();
        }
    }

    @Test
    void what_nobody_would_have_heard_does_not_count() {
        exchange.misbehave(withhold(next(1).frames()));
        account.deposit("USDT", BigDecimal.ONE);
        assertMarked(Mark.FRAME_WITHHELD, 0);
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            account.deposit("USDT", BigDecimal.ONE);
            assertThat(client.drain()).isEmpty();
        }
        assertMarked(Mark.FRAME_WITHHELD, 1);
    }

    @Test
    void faults_can_be_taken_back() {
        exchange.misbehave(withhold(next(1000).frames()));
        exchange.behave();
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            account.deposit("USDT", BigDecimal.ONE);
            assertThat(client.drain()).hasSize(1);
        }
    }

    @Test
    void a_corrupted_frame_looks_like_gzip_and_cannot_be_inflated() throws IOException {
        String key = RestClient.of(exchange).listenKey();
        exchange.misbehave(withhold(heartbeats()));
        try (RawStream raw = new RawStream(exchange, key)) {
            raw.head();
            raw.frame(0x81, StreamClient.subscribe("o", StreamClient.ORDERS).getBytes(StandardCharsets.UTF_8));
            raw.next();
            exchange.misbehave(corrupt(next(1).orderFrames()));
            place();
            byte[] frame = raw.next();
            byte[] body = Arrays.copyOfRange(frame, 1, frame.length);
            assertThat(body).startsWith(0x1f, 0x8b);
            assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
                    .isInstanceOf(ZipException.class);
        }
        assertMarked(Mark.FRAME_CORRUPTED, 1);
    }

    @Test
    void a_duplicated_frame_comes_twice_in_a_row() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(duplicate(next(2).frames()));
            place();
            List<String> got = client.drain();
            assertThat(got).hasSize(4);
            assertThat(got.get(1)).isEqualTo(got.get(0));
            assertThat(got.get(3)).isEqualTo(got.get(2)).isNotEqualTo(got.get(0));
        }
        assertMarked(Mark.FRAME_DUPLICATED, 2);
    }

    @Test
    void a_delayed_frame_comes_behind_those_that_followed_it() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(delay(next(1).orderFrames()).by(Duration.ofMillis(300)));
            SandboxOrder order = place();
            account.cancel(order.orderId());
            assertThat(List.of(kind(client.next()), kind(client.next()), kind(client.next()), kind(client.next())))
                    .containsExactly("ACCOUNT_UPDATE", "CANCELED", "ACCOUNT_UPDATE", "NEW");
        }
        assertMarked(Mark.FRAME_DELAYED, 1);
    }

    @Test
    void heartbeats_can_stop_and_come_back_while_pushes_go_on() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            client.nextHeartbeat();
            exchange.misbehave(withhold(heartbeats()));
            await(Mark.FRAME_WITHHELD, 3);
            account.deposit("USDT", BigDecimal.ONE);
            assertThat(client.drain()).hasSize(1);
            client.forgetHeartbeats();
            await(Mark.FRAME_WITHHELD, 6);
            assertThat(client.hasHeartbeat()).isFalse();
            exchange.behave();
            client.nextHeartbeat();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void sockets_of_one_key_share_the_frames_if_so_switched() {
        exchange.turn(Quirk.SPLIT_DELIVERY, true);
        try (StreamClient one = StreamClient.subscribed(exchange);
                StreamClient two = StreamClient.subscribed(exchange)) {
            exchange.stepMarket(50);
            List<String> first = one.drain();
            List<String> second = two.drain();
            assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
            assertThat(second).isNotEmpty();
            assertMarked(Mark.FRAME_SPLIT, first.size() + second.size());
        }
        exchange.misbehave(dropConnections());
        exchange.turn(Quirk.SPLIT_DELIVERY, false);
        try (StreamClient one = StreamClient.subscribed(exchange);
                StreamClient two = StreamClient.subscribed(exchange)) {
            exchange.stepMarket(10);
            assertThat(one.drain()).isEqualTo(two.drain());
        }
    }

    @Test
    void keys_can_die_without_a_word_while_the_heart_beats_on() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(killListenKeys());
            exchange.stepMarket(20);
            client.forgetHeartbeats();
            client.nextHeartbeat();
            assertThat(client.drain()).isEmpty();
        }
        assertMarked(Mark.LISTEN_KEY_KILLED, 1);
    }

    @Test
    void what_is_done_to_connections_is_counted_by_connection() {
        List<StreamClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(StreamClient.connect(exchange, "any"));
        }
        exchange.misbehave(dropConnections());
        exchange.misbehave(resetConnections());
        assertMarked(Mark.CONNECTION_DROPPED, 3);
        assertMarked(Mark.CONNECTION_RESET, 0);
        exchange.misbehave(refuse(handshakes()).with(403));
        assertThatThrownBy(() -> StreamClient.connect(exchange, "any")).isInstanceOf(IllegalStateException.class);
        assertMarked(Mark.CALL_REFUSED, 1);
        clients.forEach(StreamClient::close);
    }

    @Test
    void subscriptions_count_as_long_as_they_would_hear_something() {
        try (StreamClient client = StreamClient.subscribed(exchange);
                StreamClient other = StreamClient.connect(exchange, "any")) {
            other.send(StreamClient.subscribe("o", StreamClient.ORDERS));
            other.next();
            assertThat(exchange.subscriptionCount())
                    .as("a dead key hears nothing")
                    .isEqualTo(2);
            client.send("{\"id\":\"u\",\"reqType\":\"unsub\",\"dataType\":\"spot.executionReport\"}");
            client.next();
            assertThat(exchange.subscriptionCount()).isEqualTo(1);
            exchange.misbehave(dropConnections());
            assertThat(exchange.subscriptionCount()).isZero();
        }
    }

    @Test
    void every_mark_is_there_before_anything_went_wrong() {
        assertThat(exchange.marks())
                .containsOnlyKeys(Mark.values())
                .allSatisfy((mark, count) -> assertThat(count).as(mark.name()).isZero());
    }

    private SandboxOrder place() {
        return account.placeLimit("BTC-USDT", Side.BUY, BigDecimal.ONE, BigDecimal.TEN);
    }

    private void await(Mark mark, long times) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (marked(mark) < times) {
            assertThat(System.nanoTime()).as("no %s", mark).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void assertMarked(Mark mark, long times) {
        assertThat(marked(mark)).as(mark.name()).isEqualTo(times);
    }

    private long marked(Mark mark) {
        Map<Mark, Long> marks = exchange.marks();
        return marks.get(mark);
    }

    private static String kind(String message) {
        for (String kind : List.of("ACCOUNT_UPDATE", "NEW", "TRADE", "CANCELED")) {
            if (message.contains("\"" + kind + "\"")) {
                return kind;
            }
        }
        return message;
    }
}
