package io.github.bingxstream.examples.cli;

import com.squareup.moshi.JsonWriter;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line. Decimals and ids are strings in plain notation, times are ISO-8601 with milliseconds, and what is
 * absent is {@code null}. Scripts depend on the names.
 */
final class JsonLines implements Lines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String order(OrderUpdate update) {
        Optional<Fill> fill = update.fill();
        return object("order", json -> {
            placed(json, update.order(), text(update.executionType()));
            json.name("lastFilledQuantity").value(update.lastFilledQuantity().toPlainString());
            json.name("cumulativeFilledQuantity")
                    .value(update.cumulativeFilledQuantity().toPlainString());
            json.name("lastFilledPrice").value(plain(fill.map(Fill::price)));
            json.name("fee").value(plain(fill.flatMap(Fill::fee).map(Fee::amount)));
            json.name("feeAsset").value(text(fill.flatMap(Fill::fee).flatMap(Fee::asset)));
            json.name("tradeId").value(text(fill.flatMap(Fill::tradeId)));
            json.name("eventTime").value(time(update.origin().eventTime()));
            json.name("provenance").value(update.origin().provenance().name());
        });
    }

    /** What was asked for, and where it stands. */
    private static void placed(JsonWriter json, Order order, @Nullable String executionType) throws IOException {
        json.name("symbol").value(order.symbol().text());
        json.name("orderId").value(order.orderId().text());
        json.name("clientOrderId").value(order.clientOrderId().orElse(null));
        json.name("side").value(order.side().text());
        json.name("orderType").value(order.type().text());
        json.name("executionType").value(executionType);
        json.name("status").value(order.status().text());
        json.name("price").value(plain(order.price()));
        json.name("quantity").value(order.quantity().toPlainString());
    }

    @Override
    public String balance(AccountUpdate update, BalanceChange change) {
        return object("balance", json -> {
            json.name("asset").value(change.asset().text());
            json.name("walletBalance").value(change.walletBalance().toPlainString());
            json.name("crossWalletBalance").value(plain(change.crossWalletBalance()));
            json.name("balanceChange").value(change.change().toPlainString());
            json.name("locked").value(plain(change.locked()));
            json.name("reason").value(update.reason().text());
            json.name("eventTime").value(time(update.origin().eventTime()));
            json.name("provenance").value(update.origin().provenance().name());
        });
    }

    @Override
    public String snapshot(AccountSnapshot snapshot, Filter filter) {
        return object("snapshot", json -> {
            json.name("balances");
            array(json, snapshot.balances(), balance -> {
                if (filter.shows(balance.asset())) {
                    balance(json, balance);
                }
            });
            json.name("openOrders");
            array(json, snapshot.openOrders(), order -> {
                if (filter.shows(order.symbol())) {
                    json.beginObject();
                    placed(json, order, null);
                    json.name("cumulativeFilledQuantity")
                            .value(order.cumulativeFilledQuantity().toPlainString());
                    json.endObject();
                }
            });
            json.name("eventTime").value(time(snapshot.origin().eventTime()));
            json.name("provenance").value(snapshot.origin().provenance().name());
        });
    }

    private static void balance(JsonWriter json, Balance balance) throws IOException {
        json.beginObject();
        json.name("asset").value(balance.asset().text());
        json.name("walletBalance").value(plain(balance.walletBalance()));
        json.name("crossWalletBalance").value(plain(balance.crossWalletBalance()));
        json.name("free").value(plain(balance.free()));
        json.name("locked").value(plain(balance.locked()));
        json.endObject();
    }

    @Override
    public String unrecognized(Unrecognized message) {
        return object("notice", json -> {
            json.name("notice").value("unrecognized");
            json.name("kind").value(message.kind());
            json.name("message").value(message.message());
        });
    }

    @Override
    public String notice(StreamNotice notice) {
        return object("notice", json -> notice.match(new NoticeMembers(json)).write());
    }

    @Override
    public Optional<String> remark(StreamNotice notice) {
        // The notice itself is on standard output; only what explains a trouble is worth repeating to people.
        return notice instanceof StreamNotice.Disconnected ? notice.match(new Remarks()) : Optional.empty();
    }

    /** The members of each kind of notice. */
    private static final class NoticeMembers implements StreamNotice.Cases<Members> {

        private final JsonWriter json;

        NoticeMembers(JsonWriter json) {
            this.json = json;
        }

        private void name(String notice) throws IOException {
            json.name("notice").value(notice);
        }

        @Override
        public Members connected(StreamNotice.Connected notice) {
            return () -> {
                name("connected");
                json.name("epoch").value(notice.epoch());
                json.name("key").value(notice.keyFingerprint());
            };
        }

        @Override
        public Members subscribed(StreamNotice.Subscribed notice) {
            return () -> {
                name("subscribed");
                json.name("epoch").value(notice.epoch());
                json.name("channel").value(notice.channel().dataType());
            };
        }

        @Override
        public Members disconnected(StreamNotice.Disconnected notice) {
            return () -> {
                name("disconnected");
                json.name("epoch").value(notice.epoch());
                json.name("reason").value(kebab(notice.reason()));
                json.name("detail").value(notice.detail());
                json.name("retryIn").value(notice.retryIn().toString());
            };
        }

        @Override
        public Members gapOpened(StreamNotice.GapOpened notice) {
            return () -> {
                name("gap-opened");
                json.name("gap").value(notice.gap());
                json.name("reason").value(kebab(notice.reason()));
                json.name("since").value(TIME.format(notice.since()));
            };
        }

        @Override
        public Members gapClosed(StreamNotice.GapClosed notice) {
            return () -> {
                name("gap-closed");
                json.name("gap").value(notice.gap());
                json.name("reason").value(kebab(notice.reason()));
                json.name("repairedFills").value(notice.repairedFills());
                json.name("repairedOrders").value(notice.repairedOrders());
                json.name("took").value(notice.took().toString());
            };
        }

        @Override
        public Members rotated(StreamNotice.Rotated notice) {
            return () -> {
                name("rotated");
                json.name("fromEpoch").value(notice.fromEpoch());
                json.name("epoch").value(notice.epoch());
                json.name("key").value(notice.keyFingerprint());
            };
        }

        @Override
        public Members quarantined(StreamNotice.Quarantined notice) {
            return () -> {
                name("quarantined");
                json.name("epoch").value(notice.epoch());
                json.name("why").value(notice.why());
                json.name("bytes").value(notice.bytes());
                json.name("excerpt").value(notice.excerpt());
            };
        }

        @Override
        public Members closed(StreamNotice.Closed notice) {
            return () -> {
                name("closed");
                json.name("reason").value(kebab(notice.reason()));
                json.name("refusal")
                        .value(notice.refusal()
                                .map(refusal -> refusal.describe())
                                .orElse(null));
            };
        }
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String plain(Optional<BigDecimal> decimal) {
        return decimal.map(BigDecimal::toPlainString).orElse(null);
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    private static String text(Object value) {
        return value.toString();
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(TIME::format).orElse(null);
    }

    /** Writes something into an object that has been begun. */
    private interface Members {
        void write() throws IOException;
    }

    private interface Writes<T> {
        void write(T value) throws IOException;
    }

    private static <T> void array(JsonWriter json, Optional<List<T>> values, Writes<T> element) throws IOException {
        if (values.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginArray();
        for (T value : values.get()) {
            element.write(value);
        }
        json.endArray();
    }

    private static String object(String type, Writes<JsonWriter> members) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.setSerializeNulls(true);
            json.beginObject();
            json.name("type").value(type);
            members.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory does not fail", e);
        }
        return buffer.readUtf8();
    }
}
