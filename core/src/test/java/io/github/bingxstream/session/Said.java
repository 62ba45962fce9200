package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import java.time.Instant;
import java.util.List;

/** What a session in a play said and did, for people. */
record Said(List<SessionAction> actions) {

    <T extends SessionAction> List<T> all(Class<T> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <T extends SessionAction> T last(Class<T> type) {
        List<T> found = all(type);
        return found.get(found.size() - 1);
    }

    /** Everything delivered. */
    <E extends AccountEvent> List<E> events(Class<E> type) {
        return all(SessionAction.Deliver.class).stream()
                .map(SessionAction.Deliver::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Every order update delivered, as in {@code "REST 1 FILLED 10 t2"}. */
    List<String> orders() {
        return events(OrderUpdate.class).stream().map(Said::line).toList();
    }

    private static String line(OrderUpdate update) {
        return update.origin().provenance() + " " + update.orderId() + " " + update.status() + " "
                + update.cumulativeFilledQuantity().toPlainString()
                + update.fill()
                        .map(fill -> " " + fill.tradeId().map(Object::toString).orElse("?"))
                        .orElse("");
    }

    /** The trade ids of the fills delivered. */
    List<String> fills() {
        return events(OrderUpdate.class).stream()
                .flatMap(update -> update.fill().stream())
                .map(fill -> fill.tradeId().map(Object::toString).orElse("?"))
                .toList();
    }

    AccountSnapshot lastSnapshot() {
        List<AccountSnapshot> found = events(AccountSnapshot.class);
        return found.get(found.size() - 1);
    }

    Position lastPosition() {
        return last(SessionAction.SaveCheckpoint.class).position();
    }

    <N extends StreamNotice> List<N> notices(Class<N> type) {
        return all(SessionAction.Notify.class).stream()
                .map(SessionAction.Notify::notice)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The reasons of the gaps opened, in order. */
    List<GapReason> opened() {
        return notices(StreamNotice.GapOpened.class).stream()
                .map(StreamNotice.GapOpened::reason)
                .toList();
    }

    /** The reasons of the gaps closed, in order. */
    List<GapReason> closed() {
        return notices(StreamNotice.GapClosed.class).stream()
                .map(StreamNotice.GapClosed::reason)
                .toList();
    }

    /** Since when the last gap of a reason was open. */
    Instant since(GapReason reason) {
        return notices(StreamNotice.GapOpened.class).stream()
                .filter(gap -> gap.reason() == reason)
                .reduce((one, other) -> other)
                .orElseThrow()
                .since();
    }

    /** How the only gap that was closed was. */
    StreamNotice.GapClosed onlyClosed() {
        List<StreamNotice.GapClosed> found = notices(StreamNotice.GapClosed.class);
        if (found.size() != 1) {
            throw new AssertionError("not one gap closed, but " + found);
        }
        return found.get(0);
    }
}
