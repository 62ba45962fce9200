package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.StreamNotice;
import java.util.Locale;
import java.util.Optional;

/** What people should know about the stream, in a line each. */
final class Remarks implements StreamNotice.Cases<Optional<String>> {

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
        return Optional.of("gap " + notice.gap() + " opened (" + words(notice.reason())
                + "): events may have been missed from here on");
    }

    @Override
    public Optional<String> gapClosed(StreamNotice.GapClosed notice) {
        return Optional.of("gap " + notice.gap() + " closed: " + notice.repairedFills() + " fills and "
                + notice.repairedOrders() + " order changes were repaired");
    }

    @Override
    public Optional<String> rotated(StreamNotice.Rotated notice) {
        return Optional.empty();
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
