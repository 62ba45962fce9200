package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Signal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** C4: what may have hidden something from the session opens a gap in the same step, or joins one that is open. */
final class GapsAreSeen extends Checker {

    /** The longest silence a session may take for normal is ten minutes. */
    private static final long SILENCE_SEEN_WITHIN = 12 * Agenda.MINUTES;

    private enum Cause {
        NONE,
        REJECTED,
        OVERFLOWED,
        /** Lasts until all channels are subscribed again. */
        CUT;

        Set<GapReason> reasons() {
            return switch (this) {
                case NONE -> EnumSet.noneOf(GapReason.class);
                case REJECTED -> EnumSet.of(GapReason.UNDECODABLE);
                case OVERFLOWED -> EnumSet.of(GapReason.OVERFLOW);
                case CUT -> Gaps.UNTIL_SUBSCRIBED;
            };
        }
    }

    private final Set<Long> connected = new HashSet<>();
    private Cause cause = Cause.NONE;
    private OptionalLong since = OptionalLong.empty();
    private String what = "";
    private long gapsBefore;
    private long runningSince;

    GapsAreSeen(Scene scene) {
        super("C4", scene);
    }

    @Override
    void restarted() {
        connected.clear();
        runningSince = scene().now();
    }

    @Override
    void input(SessionInput input) {
        gapsBefore = scene().gaps().lastOpened();
        cause = Cause.NONE;
        since = OptionalLong.empty();
        if (input instanceof SessionInput.ConnectionEnded ended) {
            boolean only = connected.equals(Set.of(ended.epoch()));
            connected.remove(ended.epoch());
            because(only ? Cause.CUT : Cause.NONE, input);
        } else if (input instanceof SessionInput.Overflowed overflowed) {
            because(Cause.OVERFLOWED, input);
            since = OptionalLong.of(scene().process().clock().showed(overflowed.since()));
        } else if (input instanceof SessionInput.SignalReceived received && connected.contains(received.epoch())) {
            signal(received);
        }
    }

    private void signal(SessionInput.SignalReceived received) {
        Signal signal = received.signal();
        if (signal instanceof Signal.Rejected) {
            because(Cause.REJECTED, received);
        } else if (signal instanceof Signal.ListenKeyExpired expired && connected.size() == 1) {
            Optional<ListenKey> inUse = scene().exchange()
                    .socket(received.epoch())
                    .map(socket -> socket.key().text());
            boolean ours = expired.listenKey().isEmpty() || expired.listenKey().equals(inUse);
            because(ours ? Cause.CUT : Cause.NONE, received);
        } else if (signal instanceof Signal.Happened happened
                && scene().process().sink().isFull()
                && happened.events().stream()
                        .anyMatch(event -> event instanceof OrderUpdate update && isNews(update))) {
            because(Cause.OVERFLOWED, received);
        }
    }

    private boolean isNews(OrderUpdate update) {
        return update.fill()
                .flatMap(scene().told()::truth)
                .map(fill -> !scene().told().isTold(fill))
                .orElse(false);
    }

    private void because(Cause found, SessionInput input) {
        cause = found;
        what = found == Cause.NONE ? "" : input.toString();
    }

    @Override
    void action(SessionAction action) {
        if (action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.Connected opened) {
            connected.add(opened.epoch());
        } else if (action instanceof SessionAction.Disconnect disconnect) {
            connected.remove(disconnect.epoch());
        }
    }

    @Override
    void stepped(int actions) {
        if (cause == Cause.NONE || scene().isClosing()) {
            return;
        }
        Gaps gaps = scene().gaps();
        demand(gaps.isAnyOpen(), () -> "no gap is open after " + what);
        since.ifPresent(at -> demand(gaps.covers(at), () -> "no gap reaches back far enough after " + what));
        if (gaps.lastOpened() == gapsBefore) {
            gaps.joined(cause.reasons(), cause == Cause.CUT, scene().now());
        }
        cause = Cause.NONE;
    }

    @Override
    void minute() {
        if (scene().world().switches().heartbeat() == Switches.Heartbeat.NONE) {
            return;
        }
        long calmSince = Math.max(runningSince, scene().process().awakeSince());
        for (Socket socket : scene().exchange().sockets()) {
            long silent = Math.max(calmSince, socket.silentSince());
            demand(
                    socket.silentSince() == Long.MAX_VALUE
                            || !socket.isOpen()
                            || scene().now() - silent < SILENCE_SEEN_WITHIN,
                    () -> "epoch " + socket.epoch() + " has been silent since " + Agenda.clock(silent));
        }
    }
}
