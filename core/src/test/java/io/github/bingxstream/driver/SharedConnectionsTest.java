package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Trust;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SharedConnectionsTest {

    private static final ListenKey KEY = new ListenKey("key-of-all");

    private static final String REFUSAL = "{\"code\":100400,\"msg\":\"no\",\"timestamp\":1700000000000}";

    private final List<Line> lines = new ArrayList<>();
    private final SharedConnections connections = new SharedConnections(
            this::open, URI.create("ws://127.0.0.1:9/market"), new VirtualTime(), new KeysInUse());
    private final Stream first = new Stream();
    private final Stream second = new Stream();

    @Test
    void a_connection_that_does_not_answer_one_stream_stays_with_those_that_it_serves() {
        first.joins();
        first.asks("id-1", Channel.ORDERS);
        line().grants("id-1");
        second.joins();
        second.asks("id-2", Channel.BALANCES);

        second.part.close(1, Trust.DOUBT);

        assertThat(line().closed).isFalse();
        assertThat(first.isCut()).isFalse();
    }

    @Test
    void a_connection_that_has_answered_nobody_is_given_up_for_all() {
        first.joins();
        first.asks("id-1", Channel.ORDERS);
        second.joins();
        second.asks("id-2", Channel.BALANCES);

        second.part.close(1, Trust.DOUBT);

        assertThat(line().closed).isTrue();
        assertThat(first.isCut()).isTrue();
    }

    @Test
    void a_connection_that_its_only_stream_leaves_ends_whatever_it_thinks_of_it() {
        for (Trust trust : Trust.values()) {
            first.joins();
            first.part.close(1, trust);
            assertThat(line().closed).isTrue();
        }
        assertThat(lines).hasSize(Trust.values().length);
    }

    @Test
    void a_request_that_nobody_waits_for_any_more_is_made_again_and_its_late_answer_is_told_to_nobody() {
        first.joins();
        second.joins();
        second.asks("id-2", Channel.BALANCES);
        second.part.close(1, Trust.FULL);

        second.joins();
        second.asks("id-3", Channel.BALANCES);
        assertThat(line().sent).hasSize(2);
        assertThat(line().sent.get(1)).contains("id-3");

        first.told.clear();
        second.told.clear();
        line().grants("id-2");
        assertThat(first.told).isEmpty();
        assertThat(second.told).isEmpty();
        line().grants("id-3");
        assertThat(first.told).isEmpty();
        assertThat(second.told).hasSize(1);
    }

    @Test
    void a_refusal_that_names_no_request_is_told_to_those_who_have_made_one_and_to_all_if_nobody_has() {
        first.joins();
        first.asks("id-1", Channel.ORDERS);
        line().grants("id-1");
        second.joins();
        second.asks("id-2", Channel.BALANCES);
        first.told.clear();
        second.told.clear();

        line().listener.text(REFUSAL);
        assertThat(first.told).isEmpty();
        assertThat(second.told).hasSize(1);

        second.part.unsubscribe(1, "id-3", Channel.BALANCES);
        line().listener.text(REFUSAL);
        assertThat(first.told).hasSize(1);
        assertThat(second.told).hasSize(2);
    }

    @Test
    @Timeout(60)
    void a_stream_that_ends_while_it_attaches_leaves_no_connection_behind() throws InterruptedException {
        Thread turn = new Thread(first::joins);
        synchronized (connections) {
            turn.start();
            while (turn.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            first.part.leaveAll();
        }
        turn.join();
        assertThat(line().closed).isTrue();
    }

    private Line line() {
        return lines.get(lines.size() - 1);
    }

    private FrameTransport.Connection open(URI endpoint, FrameTransport.Listener listener) {
        lines.add(new Line(listener));
        return line();
    }

    /** One connection, seen from the exchange. */
    private static final class Line implements FrameTransport.Connection {
        private final FrameTransport.Listener listener;
        private final List<String> sent = new ArrayList<>();
        private boolean closed;

        Line(FrameTransport.Listener listener) {
            this.listener = listener;
        }

        void grants(String id) {
            listener.text("{\"code\":0,\"id\":\"" + id + "\",\"msg\":\"SUCCESS\"}");
        }

        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** One stream of the account. */
    private final class Stream extends RecordingInbox {
        private final Connections part = new Connections(connections, this);

        void joins() {
            int before = lines.size();
            part.open(1, KEY);
            lines.subList(before, lines.size()).forEach(line -> line.listener.opened());
        }

        void asks(String id, Channel channel) {
            part.subscribe(1, id, channel);
        }

        boolean isCut() {
            return told.stream().anyMatch(SessionInput.ConnectionEnded.class::isInstance);
        }
    }
}
