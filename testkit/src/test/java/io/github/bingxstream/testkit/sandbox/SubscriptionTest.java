package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.StreamClient.BALANCES;
import static io.github.bingxstream.testkit.sandbox.StreamClient.ORDERS;
import static io.github.bingxstream.testkit.sandbox.StreamClient.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final SandboxExchange exchange = SandboxExchange.builder().start();
    private final StreamClient client =
            StreamClient.connect(exchange, RestClient.of(exchange).listenKey());

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

    @Test
    void a_subscription_is_acked_in_the_shape_of_the_spot_socket_and_so_is_a_second_one() {
        client.send(subscribe("first", ORDERS));
        assertThat(client.next()).matches("\\{\"code\":0,\"id\":\"first\",\"msg\":\"SUCCESS\",\"timestamp\":\\d{13}}");
        client.send(subscribe("again", ORDERS));
        assertThat(client.next()).contains("\"id\":\"again\",\"msg\":\"SUCCESS\"");
        place();
        assertThat(client.drain()).as("still one stream").hasSize(1);
    }

    @Test
    void the_form_of_2022_and_fragments_work() {
        client.sendInTwoFragments("{\"id\":\"old\",\"dataType\":\"spot.executionReport\"}");
        assertThat(client.next()).contains("\"id\":\"old\",\"msg\":\"SUCCESS\"");
        place();
        assertThat(client.next()).contains("executionReport");
    }

    @Test
    void init_follows_the_ack_of_a_new_balance_subscription_only() {
        client.send(subscribe("b", BALANCES));
        assertThat(client.next()).contains("SUCCESS");
        JsonObject init = client.nextJson();
        assertThat(init.has("T")).isFalse();
        assertThat(init.getAsJsonObject("a").get("m").getAsString()).isEqualTo("INIT");
        assertThat(init.getAsJsonObject("a").getAsJsonArray("B"))
                .hasSize(exchange.account().balances().size());
        for (JsonElement asset : init.getAsJsonObject("a").getAsJsonArray("B")) {
            JsonObject entry = asset.getAsJsonObject();
            SandboxBalance truth =
                    exchange.account().balances().get(entry.get("a").getAsString());
            assertThat(new BigDecimal(entry.get("wb").getAsString())).isEqualByComparingTo(truth.free());
            assertThat(new BigDecimal(entry.get("lk").getAsString())).isEqualByComparingTo(truth.locked());
        }
        client.send(subscribe("again", BALANCES));
        assertThat(client.next()).contains("again");
        assertThat(client.drain()).isEmpty();
    }

    @Test
    void init_can_come_first() {
        exchange.turn(Quirk.INIT_BEFORE_ACK, true);
        client.send(subscribe("b", BALANCES));
        assertThat(client.next()).contains("INIT");
        assertThat(client.next()).contains("SUCCESS");
    }

    @Test
    void nothing_is_pushed_before_a_subscription_or_after_its_end() {
        place();
        assertThat(client.drain()).isEmpty();
        client.send(subscribe("o", ORDERS));
        client.next();
        client.send("{\"id\":\"u\",\"reqType\":\"unsub\",\"dataType\":\"spot.executionReport\"}");
        assertThat(client.next()).contains("\"id\":\"u\",\"msg\":\"SUCCESS\"");
        place();
        assertThat(client.drain()).isEmpty();
    }

    @Test
    void an_unknown_channel_is_80015_with_id() {
        client.send(subscribe("x", "spot.everything"));
        assertThat(client.next())
                .isEqualTo(
                        "{\"id\":\"x\",\"code\":80015,\"msg\":\"dataType not support\",\"dataType\":\"\",\"data\":null}");
    }

    @Test
    void a_malformed_request_is_100400_without_id_and_an_empty_one_80014() {
        client.send("{\"id\":\"x\",\"reqType\":\"maybe\",\"dataType\":\"ACCOUNT_UPDATE\"}");
        assertThat(client.next()).matches("\\{\"code\":100400,\"msg\":\"\",\"timestamp\":\\d{13}}");
        client.send("{}");
        assertThat(client.next()).startsWith("{\"id\":\"\",\"code\":80014");
    }

    @Test
    void an_array_of_channels_and_what_is_no_json_get_no_reply() {
        client.send("{\"id\":\"x\",\"reqType\":\"sub\",\"dataType\":[\"ACCOUNT_UPDATE\"]}");
        client.send("hello");
        client.send("[1]");
        place();
        assertThat(client.drain()).isEmpty();
    }

    private void place() {
        exchange.account().placeLimit("BTC-USDT", Side.BUY, BigDecimal.ONE, BigDecimal.TEN);
    }
}
