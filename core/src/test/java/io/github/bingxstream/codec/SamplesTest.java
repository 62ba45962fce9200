package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.session.Signal;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** Payloads of the real exchange, compared with what a human reader sees in them. */
class SamplesTest {

    private static final String NOT_A_SAMPLE = "README.md";

    private final Map<String, Consumer<String>> checks = new TreeMap<>();

    SamplesTest() {
        orders();
        accounts();
        acknowledgements();
        listenKeys();
        heartbeats();
        frames();
        restOrders();
        restOthers();
        foreign();
    }

    @Test
    void every_sample_says_what_it_says_to_a_human_reader() {
        Path samples = Samples.folder();
        checks.forEach((name, check) -> {
            try {
                check.accept(Samples.text(samples.resolve(name)));
            } catch (AssertionError e) {
                throw new AssertionError(name + ": " + e.getMessage(), e);
            }
        });
    }

    @Test
    void every_sample_is_checked() throws IOException {
        try (Stream<Path> files = Files.list(Samples.folder())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.equals(NOT_A_SAMPLE))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(checks.keySet());
        }
    }

    private void orders() {
        order(
                "order-canceled-fixture.json",
                "LTC-USDT BUY LIMIT CANCELED CANCELED 230000000000000001 - q5 p110 Q- z3 Z282 E1720000000020 O-",
                "-",
                "");
        order(
                "order-canceled-synth.json",
                "ETH-USDT BUY LIMIT CANCELED CANCELED 1812112568701845504 123 q0.1 p2000 Q- z0.04 Z80 E1720876285000"
                        + " O1720876278458",
                "-",
                "m=false");
        order(
                "order-client-id-contains-ping-synth.json",
                "ETH-USDT BUY LIMIT NEW PENDING 1812112568701845505 scalping_Ping_1 q0.1 p2000 Q- z0 Z0 E1720876278637"
                        + " O1720876278458",
                "-",
                "m=false");
        order(
                "order-filled-market-2023.json",
                "LTC-USDT BUY MARKET TRADE FILLED 1702245001712369664 - q0 p62.29 Q5 z0.0802 Z4.9971016 E1694681809302"
                        + " O1694681809248",
                "38259147 0.0802@62.308 Y4.9971016 n-0.0000802 LTC T1694681809256",
                "m=false");
        order(
                "order-filled-market-2025.json",
                "SUI-USDT BUY MARKET TRADE FILLED 1976495057808654300 - q5 p3.4649 Q17.5845 z5 Z17.3235 E1760068118150"
                        + " O1760068117941",
                "83956769 5@3.4647 Y17.3235 n-0.005 SUI T1760068118035",
                "u=246523679711280 U=\"\" mu=\"246523679711280\" m=false A=\"17.3235\" ws=1760068118166");
        order(
                "order-new-2023-exact-id.json",
                "LTC-USDT BUY LIMIT NEW PENDING 1711323384492589056 - q0.1 p50 Q- z0 Z0 E1696846264438 O1696846264371",
                "-",
                "m=false");
        order(
                "order-new-2023.json",
                "LTC-USDT BUY LIMIT NEW PENDING 1702238305204043800 - q0.1 p50 Q- z0 Z0 E1694680212947 O1694680212676",
                "-",
                "m=false");
        order(
                "order-new-client-id-2024.json",
                "ETH-USDT BUY LIMIT NEW PENDING 1812112568701845504 123 q0.1 p2000 Q- z0 Z0 E1720876278637"
                        + " O1720876278458",
                "-",
                "m=false");
        order(
                "order-new-docs-2022-strings.json",
                "BTC-USDT BUY LIMIT NEW NEW 4293153 - q1.00000000 p0.10264410 Q- z0.00000000 Z0.00000000"
                        + " E1499405658658 O1499405658657",
                "-",
                "");
        order(
                "order-partially-filled-fixture.json",
                "LTC-USDT BUY LIMIT TRADE PARTIALLY_FILLED 230000000000000001 - q5 p110 Q- z3 Z282 E1720000000020 O-",
                "102 2@96 Y192 n0 USDT T1720000000020",
                "");
        order(
                "order-partially-filled-synth.json",
                "ETH-USDT BUY LIMIT TRADE PARTIALLY_FILLED 1812112568701845504 123 q0.1 p2000 Q- z0.04 Z80"
                        + " E1720876279100 O1720876278458",
                "41234567 0.04@2000 Y80 n-0.00004 ETH T1720876279050",
                "m=true");
    }

    private void accounts() {
        account(
                "account-update-asset-transfer-2023.json",
                "ASSET_TRANSFER E1696242817000 T1696242817142 USDT bc-1.00000000000000000000"
                        + " wb86.59497382000000050000 cw86.59497382000000050000 lk-");
        account(
                "account-update-docs-2022.json",
                "ASSET_TRANSFER E1671159080000 T1671159080818 USDT bc-123.0 wb38877420.08041096 cw38877420.08041096 lk-");
        account(
                "account-update-order-2024.json",
                "ORDER E1714648293000 T1714648293541 ETH bc0.00000000000000000000 wb0.00000016900000000000"
                        + " cw0.00000016900000000000 lk0.00000000000000000000");
        checks.put("account-update-init-2025.json", text -> {
            AccountSnapshot snapshot = Messages.event(AccountSnapshot.class, text);
            assertThat(snapshot.origin().eventTime()).contains(Instant.ofEpochMilli(1760067938102L));
            assertThat(snapshot.openOrders()).isEmpty();
            assertThat(snapshot.balances().orElseThrow()).singleElement().satisfies(balance -> {
                assertThat(balance.asset().text()).isEqualTo("USDT");
                assertThat(Summaries.plain(balance.walletBalance())).isEqualTo("0.00000000999999");
                assertThat(Summaries.plain(balance.crossWalletBalance())).isEqualTo("0.00000000999999");
                assertThat(Summaries.plain(balance.locked())).isEqualTo("0");
                assertThat(balance.free()).isEmpty();
            });
        });
    }

    private void acknowledgements() {
        ack("ack-error-100400-no-id.json", null, 100400, "");
        ack("ack-error-100500.json", "9cd37d32-da98-440b-bd04-37e7dbcf51ad", 100500, "");
        ack("ack-error-80014-empty-id.json", null, 80014, "invalid params");
        ack("ack-error-80015.json", "0fffced2-fc90-486b-8dd2-addf04efae0d", 80015, "dataType not support");
        ack("ack-error-coinm-100400-no-id.json", null, 100400, "code:100400:incrDepth dataType is not supported");
        ack("ack-ok-datatype-null.json", "e745cd6d-d0f6-4a70-8d5a-043e4c741b40", 0, "");
        ack("ack-ok-minimal.json", "id1", 0, "");
        ack("ack-ok-spot-2026.json", "senken-1", 0, "SUCCESS");
        ack("ack-ok-success-timestamp.json", "b6ed9cb4-f3d0-4641-ac3f-f59eb47a3abd", 0, "SUCCESS");
    }

    private void listenKeys() {
        checks.put("listen-key-created.json", listenKey("c7b0cdca"));
        checks.put("listen-key-enveloped.json", listenKey("dabbd98b"));
        checks.put(
                "listen-key-expired-event.json",
                text -> assertThat(((Signal.ListenKeyExpired) Messages.decode(text)).listenKey())
                        .hasValueSatisfying(key -> assertThat(key.fingerprint()).isEqualTo("ee90cc22")));
        checks.put("listen-key-extended-empty.txt", text -> {
            assertThat(text).isEmpty();
            assertThat(RestAnswers.envelope(text).isEmpty()).isTrue();
        });
        checks.put("listen-key-extended-enveloped.json", text -> {
            assertThat(RestAnswers.envelope(text).get()).isEqualTo(new RestAnswers.Envelope(OptionalInt.of(0), ""));
            assertThat(RestAnswers.listenKey(text).isLeft()).isTrue();
        });
    }

    private void heartbeats() {
        heartbeat("ping-json-2022.json", "pong-json-2022.json");
        checks.put(
                "ping-json-2023.json",
                text -> assertThat(Messages.decode(text))
                        .isEqualTo(new Signal.Heartbeat(Optional.of("{\"pong\":\"5963ba3db76049b2870f9a686b2ebaac\","
                                + "\"time\":\"2023-10-02T18:51:55.089+0800\"}"))));
        // What a client sends; from the exchange it would be news.
        checks.put("pong-json-2022.json", text -> unrecognized(text, "", null));
        heartbeat("ping-text.txt", "pong-text.txt");
        checks.put(
                "pong-text.txt",
                text -> assertThat(Messages.decode(text)).isEqualTo(new Signal.Heartbeat(Optional.empty())));
    }

    private void frames() {
        checks.put(
                "subscribe-balance.json",
                frame(SubscribeFrames.subscribe("gdfg2311-d0f6-4a70-8d5a-043e4c741b40", Channel.BALANCES)));
        checks.put(
                "subscribe-order.json",
                frame(SubscribeFrames.subscribe("e745cd6d-d0f6-4a70-8d5a-043e4c741b40", Channel.ORDERS)));
        checks.put(
                "unsubscribe-order-synth.json",
                frame(SubscribeFrames.unsubscribe("e745cd6d-d0f6-4a70-8d5a-043e4c741b41", Channel.ORDERS)));
        // A form of 2022 that is not sent any more: ours says more.
        checks.put(
                "subscribe-legacy-no-reqtype.json",
                text -> assertThat(
                                json(SubscribeFrames.subscribe("e745cd6d-d0f6-4a70-8d5a-043e4c741b40", Channel.ORDERS)))
                        .containsAllEntriesOf(json(text)));
    }

    private void restOrders() {
        checks.put(
                "rest-cancel-order.json",
                restOrder("NEMS-USDT SELL LIMIT CANCELED 1735964079647111200 - q126 p0.1532"
                        + " stop0.1532 Q- z0 Z0 C- U- "));
        checks.put(
                "rest-place-order.json",
                restOrder("NEMS-USDT SELL LIMIT PENDING 1735963671248581000 - q115 p0.1557"
                        + " stop- Q- z0 Z0 C- U1702720966528 "));
        checks.put(
                "rest-query-order.json",
                restOrder(
                        "BRG-USDT BUY LIMIT PENDING 1735965009395131100 - q4038 p0.0005027"
                                + " stop- Q- z0 Z0 C1702721285567 U1702721285567 fee=\"0\" feeAsset=\"BRG\" avgPrice=\"0.0005028\""));
        checks.put(
                "rest-history-orders.json",
                restOrders(
                        "SWCH-USDT SELL LIMIT CANCELED 1735966927102231300 - q5.9"
                                + " p0.8548 stop- Q- z1.1 Z0.9402800000000001 C1702721743000 U1702721743000 fee=0 avgPrice=\"0.8881\""));
        checks.put(
                "rest-open-orders.json",
                restOrders("BNB-USDC SELL LIMIT PENDING 1735930294290081300 - q0.16261"
                        + " p255.27 stop- Q- z0 Z0 C1702713008841 U1702713008841 fee=0"));
        checks.put(
                "rest-open-oco-orders.json",
                restOrders(
                        "BTC-USDT BUY ocoTps NEW 1827968197060460545 - q0.001 p88000 stop87000 Q- z0 Z- C- U1724656554890"
                                + " orderListId=\"1827968196914479104\"",
                        "BTC-USDT BUY ocoLimit PENDING 1827968197060460544 - q0.001 p48000 stop- Q- z0 Z- C- U1724656554890"
                                + " orderListId=\"1827968196914479104\""));
    }

    private void restOthers() {
        checks.put(
                "rest-balance.json",
                text -> assertThat(RestAnswers.balances(text).get().stream()
                                .map(balance -> balance.asset() + " " + Summaries.plain(balance.free()) + " "
                                        + Summaries.plain(balance.locked())))
                        .containsExactly(
                                "USDT 566773.193402631 244.18616265388994",
                                "CHEEMS 294854132046232 18350553840",
                                "VST 0 0"));
        checks.put(
                "rest-my-trades.json",
                text -> assertThat(RestAnswers.fills(text).get().stream()
                                .map(fill ->
                                        fill.symbol() + " " + fill.orderId() + " " + Summaries.fill(Optional.of(fill))
                                                + " maker " + fill.maker().orElseThrow()))
                        .containsExactly(
                                "BTC-USDT 1745362930595004400 36767057 0.1430254@46820.155 Y6696.471396937"
                                        + " n-0.000046483255 BTC T1704961925000 maker false",
                                "BTC-USDT 1745362930595004400 36767058 0.0003844@46820.155 Y17.997667582000002"
                                        + " n-0.00000012493 BTC T1704961925000 maker false"));
        checks.put(
                "rest-server-time-swap.json",
                text -> assertThat(RestAnswers.serverTime(text))
                        .isEqualTo(Either.right(Instant.ofEpochMilli(1675319535362L))));
        checks.put("rest-error-100413.json", refusal(100413, "Incorrect apiKey"));
        checks.put("rest-error-100421.json", refusal(100421, "Null timestamp or timestamp mismatch, "));
        checks.put("rest-error-100410-synth.json", refusal(100410, "code:100410:The endpoint trigger frequency"));
    }

    private void foreign() {
        checks.put("spot-public-trade-push-2026.json", text -> unrecognized(text, "BTC-USDT@trade", 1788336366302L));
        checks.put("swap-account-update-order-2025.json", text -> unrecognized(text, "ACCOUNT_UPDATE", 1758608899352L));
        checks.put(
                "swap-account-update-withdraw-2023.json", text -> unrecognized(text, "ACCOUNT_UPDATE", 1696244249320L));
        checks.put("swap-order-filled-2023.json", text -> unrecognized(text, "ORDER_TRADE_UPDATE", 1696843635475L));
        checks.put("swap-snapshot-2026.json", text -> unrecognized(text, "SNAPSHOT", 1780336019559L));
        checks.put("swap-trade-update-2025.json", text -> unrecognized(text, "TRADE_UPDATE", 1758608899350L));
        checks.put(
                "coinm-account-config-update-2025.json",
                text -> unrecognized(text, "ACCOUNT_CONFIG_UPDATE", 1760545706397L));
        checks.put("coinm-account-update-2025.json", text -> unrecognized(text, "ACCOUNT_UPDATE", 1760079123091L));
        checks.put("coinm-order-2025.json", text -> unrecognized(text, "ORDER_TRADE_UPDATE", 1760079163296L));
    }

    private void order(String name, String order, String fill, String raw) {
        checks.put(name, text -> {
            OrderUpdate update = Messages.event(OrderUpdate.class, text);
            assertThat(Summaries.update(update)).isEqualTo(order);
            assertThat(Summaries.fill(update.fill())).isEqualTo(fill);
            assertThat(Summaries.raw(update.order())).isEqualTo(raw);
            assertThat(update.order().stopPrice()).isEmpty();
            assertThat(update.order().updateTime()).isEmpty();
        });
    }

    private void account(String name, String expected) {
        checks.put(name, text -> {
            AccountUpdate update = Messages.event(AccountUpdate.class, text);
            assertThat(Summaries.update(update)).isEqualTo(expected);
            assertThat(update.raw().byName()).isEmpty();
        });
    }

    private void ack(String name, String id, int code, String message) {
        checks.put(
                name,
                text -> assertThat(Messages.decode(text))
                        .isEqualTo(new Signal.Acknowledged(Optional.ofNullable(id), code, message)));
    }

    private void heartbeat(String ping, String pong) {
        checks.put(
                ping,
                text -> assertThat(Messages.decode(text))
                        .isEqualTo(new Signal.Heartbeat(Optional.of(
                                Samples.text(Samples.folder().resolve(pong)).strip()))));
    }

    private static Consumer<String> listenKey(String fingerprint) {
        return text -> assertThat(RestAnswers.listenKey(text).map(ListenKey::fingerprint))
                .isEqualTo(Either.right(fingerprint));
    }

    private static Consumer<String> frame(String frame) {
        return text -> assertThat(json(frame)).isEqualTo(json(text));
    }

    private static Consumer<String> restOrder(String expected) {
        return text ->
                assertThat(Summaries.order(RestAnswers.order(text).get())).isEqualTo(expected);
    }

    private static Consumer<String> restOrders(String... expected) {
        return text -> assertThat(RestAnswers.orders(text).get().stream().map(Summaries::order))
                .containsExactly(expected);
    }

    private static Consumer<String> refusal(int code, String messageStart) {
        return text -> {
            RestAnswers.Envelope envelope = RestAnswers.envelope(text).get();
            assertThat(envelope.code()).hasValue(code);
            assertThat(envelope.message()).startsWith(messageStart);
            assertThat(RestAnswers.listenKey(text).getLeft().why()).contains(String.valueOf(code));
        };
    }

    private static void unrecognized(String text, String kind, Long eventTime) {
        Unrecognized message = Messages.event(Unrecognized.class, text);
        assertThat(message.kind()).isEqualTo(kind);
        assertThat(message.message()).isEqualTo(text);
        assertThat(message.origin().eventTime())
                .isEqualTo(Optional.ofNullable(eventTime).map(Instant::ofEpochMilli));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        try {
            return (Map<String, Object>)
                    JsonReader.of(new Buffer().writeUtf8(text)).readJsonValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
