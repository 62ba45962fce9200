package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What people should know about the stream, in a line each. */
final class Remarks implements StreamNotice.Cases<Optional<String>> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Override
    public Optional<String> connected(StreamNotice.Connected notice) {
        return Optional.of("connected (attempt " + notice.epoch() + ")");
    }

    @Override
    public Optional<String> subscribed(StreamNotice.Subscribed notice) {
        return Optional.of("subscribed " + notice.channel().dataType());
    }

    @Override
    public Optional<String> disconnected(StreamNotice.Disconnected notice) {
        String why = words(notice.reason()) + (notice.detail().isEmpty() ? "" : ", " + notice.detail());
        return Optional.of("not connected: " + why + "; next attempt in " + seconds(notice.retryIn()));
    }

    private static String seconds(java.time.Duration wait) {
        return String.format(Locale.ROOT, "%.1f s", wait.toMillis() / 1000.0);
    }

    @Override
    public Optional<String> gapOpened(StreamNotice.GapOpened notice) {
        return Optional.of(
                switch (notice.reason()) {
                    case STARTING -> "starting: asking the exchange how the account stands";
                    case RESUMED -> "resuming from the checkpoint: asking the exchange what happened since";
                    default ->
                        "gap " + notice.gap() + " opened: " + why(notice.reason())
                                + ", so something may be missing since " + TIME.format(notice.since())
                                + "; asking the exchange";
                });
    }

    /** As the end of "gap 2 opened: ". */
    private static String why(GapReason reason) {
        return switch (reason) {
            case STARTING -> "the stream begins";
            case RESUMED -> "the stream continues";
            case CONNECTION_LOST -> "the connection was lost";
            case SILENCE -> "the server fell silent";
            case LISTEN_KEY_DEAD -> "the listen key is dead";
            case UNDECODABLE -> "a message could not be decoded";
            case OVERFLOW -> "more came than could be printed";
            case FILL_MISSING -> "an order has more filled than its fills tell";
            case ORDER_MISSING -> "a balance moved without its order";
            case AUDIT -> "REST tells what the stream did not";
        };
    }

    @Override
    public Optional<String> gapClosed(StreamNotice.GapClosed notice) {
        String found = notice.repairedFills() == 0 && notice.repairedOrders() == 0
                ? "nothing was missing"
                : count(notice.repairedFills(), "fill") + " and " + count(notice.repairedOrders(), "order change")
                        + " had been missed and came over REST";
        return Optional.of(
                switch (notice.reason()) {
                    case STARTING -> "started: complete from here on, unless told otherwise";
                    case RESUMED -> "resumed after " + seconds(notice.took()) + ": " + found;
                    default -> "gap " + notice.gap() + " closed after " + seconds(notice.took()) + ": " + found;
                });
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    @Override
    public Optional<String> rotated(StreamNotice.Rotated notice) {
        return Optional.of(
                notice.epoch() == notice.fromEpoch()
                        ? "rotated: the listen key lives on, and so does the connection"
                        : "rotated: a new listen key and connection (attempt " + notice.epoch()
                                + ") took over, nothing was missed");
    }

    @Override
    public Optional<String> quarantined(StreamNotice.Quarantined notice) {
        return Optional.of("a message of " + notice.bytes() + " bytes could not be decoded: " + notice.why());
    }

    @Override
    public Optional<String> closed(StreamNotice.Closed notice) {
        return Optional.empty();
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
