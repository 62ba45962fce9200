package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.corrupt;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.cut;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.delay;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.drip;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.duplicate;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.fragment;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.handshakes;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.heartbeats;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.killListenKeys;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.reorder;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.truncate;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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
        try (RawStream raw = hearingOrders()) {
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
            exchange.misbehave(delay(next(1).orderFrames()).by(Duration.ofSeconds(6)));
            SandboxOrder order = place();
            account.cancel(order.orderId());
            assertThat(List.of(kind(client.next()), kind(client.next()), kind(client.next()), kind(client.next())))
                    .containsExactly("ACCOUNT_UPDATE", "CANCELED", "ACCOUNT_UPDATE", "NEW");
        }
        assertMarked(Mark.FRAME_DELAYED, 1);
    }

    @Test
    void a_reordered_frame_comes_right_behind_the_push_that_follows_it() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(reorder(next(1).orderFrames()));
            SandboxOrder order = place();
            account.cancel(order.orderId());
            assertThat(client.drain())
                    .extracting(FrameFaultsTest::kind)
                    .containsExactly("ACCOUNT_UPDATE", "NEW", "CANCELED", "ACCOUNT_UPDATE");
        }
        assertMarked(Mark.FRAME_REORDERED, 1);
    }

    @Test
    void a_truncated_frame_is_whole_and_its_gzip_is_not() throws IOException {
        try (RawStream raw = hearingOrders()) {
            exchange.misbehave(truncate(next(1).orderFrames()));
            SandboxOrder order = place();
            assertThatThrownBy(() -> inflate(raw.next())).isInstanceOf(EOFException.class);
            account.cancel(order.orderId());
            assertThat(inflate(raw.next())).contains("CANCELED");
        }
        assertMarked(Mark.FRAME_TRUNCATED, 1);
    }

    @Test
    void a_fragmented_message_is_whole_when_its_fragments_are_joined() throws IOException {
        try (RawStream raw = hearingOrders()) {
            exchange.misbehave(fragment(next(1).orderFrames()).into(3));
            place();
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.write(0);
            for (int firstByte : new int[] {0x02, 0x00, 0x80}) {
                byte[] fragment = raw.next();
                assertThat(fragment[0]).isEqualTo((byte) firstByte);
                joined.write(fragment, 1, fragment.length - 1);
            }
            assertThat(inflate(joined.toByteArray())).contains("NEW");
        }
        assertMarked(Mark.FRAME_FRAGMENTED, 1);
    }

    @Test
    void more_fragments_than_bytes_are_fragments_without_bytes() throws IOException {
        try (RawStream raw = hearingOrders()) {
            exchange.misbehave(fragment(next(1).orderFrames()).into(1000));
            place();
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.write(0);
            for (int i = 0; i < 1000; i++) {
                byte[] fragment = raw.next();
                joined.write(fragment, 1, fragment.length - 1);
            }
            assertThat(inflate(joined.toByteArray())).contains("NEW");
        }
    }

    @Test
    void a_dripping_frame_comes_byte_by_byte_and_whole() throws IOException {
        try (RawStream raw = hearingOrders()) {
            exchange.misbehave(drip(next(1).orderFrames()).byteEvery(Duration.ofMillis(1)));
            long begin = System.nanoTime();
            place();
            byte[] frame = raw.next();
            assertThat(inflate(frame)).contains("NEW");
            assertThat(System.nanoTime() - begin)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(frame.length).toNanos());
        }
        assertMarked(Mark.FRAME_DRIPPED, 1);
    }

    @Test
    void a_frame_that_is_cut_ends_the_connection_in_its_middle() throws IOException {
        try (RawStream raw = hearingOrders()) {
            exchange.misbehave(cut(next(1).orderFrames()));
            place();
            assertThatThrownBy(raw::next).isInstanceOf(EOFException.class);
        }
        assertMarked(Mark.FRAME_CUT, 1);
    }

    @Test
    void acks_can_be_withheld_though_the_channel_is_subscribed() {
        try (StreamClient client =
                StreamClient.connect(exchange, RestClient.of(exchange).listenKey())) {
            exchange.misbehave(withhold(next(1).acks()));
            client.send(StreamClient.subscribe("o", StreamClient.ORDERS));
            assertThat(client.drain()).isEmpty();
            place();
            assertThat(client.drain()).hasSize(1);
        }
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

    /** A stream of bytes on which nothing comes but orders. */
    private RawStream hearingOrders() throws IOException {
        exchange.misbehave(withhold(heartbeats()));
        RawStream raw = new RawStream(exchange, RestClient.of(exchange).listenKey());
        raw.head();
        raw.frame(0x81, StreamClient.subscribe("o", StreamClient.ORDERS).getBytes(StandardCharsets.UTF_8));
        raw.next();
        return raw;
    }

    private static String inflate(byte[] frame) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(frame, 1, frame.length - 1))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
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
