package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.bingxstream.domain.Channel;
import java.io.IOException;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribeFramesTest {

    @Test
    void a_frame_names_its_id_its_request_and_its_channel() {
        assertThat(SubscribeFrames.subscribe("id-1", Channel.ORDERS))
                .isEqualTo("{\"id\":\"id-1\",\"reqType\":\"sub\",\"dataType\":\"spot.executionReport\"}");
        assertThat(SubscribeFrames.unsubscribe("id-2", Channel.BALANCES))
                .isEqualTo("{\"id\":\"id-2\",\"reqType\":\"unsub\",\"dataType\":\"ACCOUNT_UPDATE\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\\", "a\nb\u0000\u001f\u007f", "é猫😀", "\u2028\u2029", "\",\"reqType\":\"x"})
    void any_id_comes_through_unchanged(String id) throws IOException {
        Buffer frame = new Buffer().writeUtf8(SubscribeFrames.subscribe(id, Channel.ORDERS));
        assertThat(JsonReader.of(frame).readJsonValue())
                .isEqualTo(Map.of("id", id, "reqType", "sub", "dataType", "spot.executionReport"));
    }
}
