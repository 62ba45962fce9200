package io.github.bingxstream.session;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The kinds of steps that sessions were seen to take: from which state, upon what, to which state, doing what. */
final class Steps {

    /** One kind of step. */
    record Row(StreamState from, String input, StreamState to) implements Comparable<Row> {

        private static final Comparator<Row> ORDER =
                Comparator.comparing(Row::from).thenComparing(Row::input).thenComparing(Row::to);

        boolean changesState() {
            return from != to;
        }

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return from + " | " + input + " | " + to;
        }
    }

    /** What was done in steps of one kind: always, and ever. */
    record Done(Set<String> always, Set<String> ever) {

        Done and(Set<String> actions) {
            Set<String> both = new TreeSet<>(always);
            both.retainAll(actions);
            Set<String> either = new TreeSet<>(ever);
            either.addAll(actions);
            return new Done(both, either);
        }
    }

    private final Map<Row, Done> rows = new TreeMap<>();
    private final Map<GapReason, Set<String>> openedBy = new EnumMap<>(GapReason.class);

    Map<Row, Done> rows() {
        return rows;
    }

    Map<GapReason, Set<String>> openedBy() {
        return openedBy;
    }

    /** A step was taken. One that the machine's sleep preceded is of a kind of its own. */
    void saw(SessionState before, SessionInput input, Now now, Transition after) {
        boolean slept = before.at().exists(last -> sleptBetween(last, now));
        if (slept && !(input instanceof SessionInput.Tick)) {
            // Two things at once: both are seen apart.
            return;
        }
        String name = slept ? "a sleep of the machine" : nameOf(before, input);
        List<SessionAction> actions = after.actions();
        Set<String> kinds = new LinkedHashSet<>();
        for (SessionAction action : actions) {
            kinds.add(nameOf(action));
            if (action instanceof SessionAction.Notify notify
                    && notify.notice() instanceof StreamNotice.GapOpened gap) {
                openedBy.computeIfAbsent(gap.reason(), any -> new TreeSet<>()).add(name);
            }
        }
        kinds.removeAll(Set.of("Deliver", "SaveCheckpoint"));
        Row row = new Row(before.name(), name, after.state().name());
        rows.merge(row, new Done(kinds, kinds), (done, any) -> done.and(kinds));
    }

    private static boolean sleptBetween(Now last, Now now) {
        return now.time()
                .minus(now.moment().since(last.moment()))
                .isAfter(last.time().plus(SessionSettings.SLEPT));
    }

    static String nameOf(SessionAction action) {
        return action instanceof SessionAction.Notify notify
                ? notify.notice().getClass().getSimpleName()
                : action.getClass().getSimpleName();
    }

    static String nameOf(SessionState before, SessionInput input) {
        String kind = input.getClass().getSimpleName();
        if (input instanceof SessionInput.SignalReceived received) {
            boolean current = received.epoch() == before.epoch();
            boolean retired = before.retiring().exists(old -> old.epoch() == received.epoch());
            String whose = current ? "" : retired ? " (old connection)" : " (other connection)";
            return received.signal().getClass().getSimpleName() + whose;
        }
        if (input instanceof SessionInput.TurnCame came) {
            return kind + " (" + came.turn() + ")";
        }
        if (input instanceof SessionInput.ConnectionEnded ended && ended.epoch() != before.epoch()) {
            return kind + " (other connection)";
        }
        return kind;
    }

    /** Lists what this saw and another did not, as far as states and inputs go. */
    List<Row> beyond(Steps other) {
        List<Row> more = new ArrayList<>(rows.keySet());
        more.removeAll(other.rows.keySet());
        return more;
    }
}
