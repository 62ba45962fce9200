package io.github.bingxstream.benchmarks.decode;

import com.squareup.moshi.FromJson;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.ToJson;
import java.math.BigDecimal;

/** Messages bound by reflection, as Moshi does it for records. It has to be told about decimals. */
final class WireByMoshi {

    private static final Moshi MOSHI = new Moshi.Builder().add(new Decimals()).build();

    private WireByMoshi() {}

    static JsonAdapter<?> adapter(Class<?> type) {
        return MOSHI.adapter(type);
    }

    /** Numbers and strings alike: Moshi hands out both as text. */
    static final class Decimals {

        @FromJson
        BigDecimal decimal(String text) {
            return new BigDecimal(text);
        }

        @ToJson
        String text(BigDecimal decimal) {
            return decimal.toString();
        }
    }
}
