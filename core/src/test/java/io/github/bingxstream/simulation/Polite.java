package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** C8: the session asks the exchange no more than it may. */
final class Polite extends Checker {

    /** Two listen-key calls a second would earn a ban; a session that backs off makes far fewer attempts. */
    private static final int ATTEMPTS_A_MINUTE_MAX = 30;

    private static final int ATTEMPTS_IN_TEN_MINUTES_MAX = 60;

    /** In two hours without faults: a session that takes a quiet connection for a dead one again and again makes 160. */
    private static final int ATTEMPTS_IN_CALM_MAX = 20;

    private static final long CALM = 2 * Agenda.HOURS;

    /** Four queries every two minutes, and the ends of the span. */
    private static final int QUERIES_IN_TEN_IDLE_MINUTES_MAX = 28;

    private static final int IDLE_MINUTES = 10;
    private static final int SUBSCRIBES_A_SECOND_MAX = 2;

    private final Deque<Long> attempts = new ArrayDeque<>();
    private final Deque<Long> subscribes = new ArrayDeque<>();
    private OptionalLong posted = OptionalLong.empty();
    private int idleMinutes;
    private int ordersSeen;
    private final Deque<Integer> queriesByMinute = new ArrayDeque<>();
    private int queries;
    private boolean troubled;

    Polite(Scene scene) {
        super("C8", scene);
    }

    @Override
    void restarted() {
        attempts.clear();
        subscribes.clear();
        posted = OptionalLong.empty();
        idleMinutes = 0;
    }

    @Override
    void input(SessionInput input) {
        if (input instanceof SessionInput.KeyGenerated generated && posted.equals(OptionalLong.of(generated.epoch()))) {
            posted = OptionalLong.empty();
        }
    }

    @Override
    void action(SessionAction action) {
        if (action instanceof SessionAction.GenerateKey generate) {
            demand(
                    posted.isEmpty(),
                    () -> "asks for a key for epoch " + generate.epoch() + " while " + posted + " is not answered");
            posted = OptionalLong.of(generate.epoch());
            attempted();
        } else if (action instanceof SessionAction.Subscribe) {
            subscribes.addLast(scene().now());
            forget(subscribes, Agenda.SECONDS);
            demand(
                    subscribes.size() <= SUBSCRIBES_A_SECOND_MAX,
                    () -> subscribes.size() + " subscribe frames within a second");
        } else if (action instanceof SessionAction.DeleteKey) {
            demand(
                    scene().isClosing() && scene().world().switches().deletesKey(),
                    () -> "deletes a key that the user did not want deleted");
        } else if (action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.GapOpened) {
            troubled = true;
        } else if (Questions.number(action).isPresent()) {
            queries++;
        }
    }

    private void attempted() {
        attempts.addLast(scene().now());
        forget(attempts, CALM);
        long lastMinute = since(Agenda.MINUTES);
        demand(lastMinute <= ATTEMPTS_A_MINUTE_MAX, () -> lastMinute + " attempts to connect in a minute");
        long lastTen = since(10 * Agenda.MINUTES);
        demand(lastTen <= ATTEMPTS_IN_TEN_MINUTES_MAX, () -> lastTen + " attempts to connect in ten minutes");
    }

    private long since(long span) {
        return attempts.stream().filter(at -> at > scene().now() - span).count();
    }

    private void forget(Deque<Long> times, long span) {
        while (!times.isEmpty() && times.getFirst() <= scene().now() - span) {
            times.removeFirst();
        }
    }

    @Override
    void minute() {
        int orders = scene().books().orders().size();
        boolean idle = orders == ordersSeen
                && scene().books().live().isEmpty()
                && scene().told().lagging().isEmpty()
                && !scene().gaps().isAnyOpen()
                && !troubled
                && scene().now() - scene().world().weather().strickenAt() > Agenda.MINUTES;
        ordersSeen = orders;
        troubled = false;
        idleMinutes = idle ? idleMinutes + 1 : 0;
        queriesByMinute.addLast(queries);
        queries = 0;
        if (queriesByMinute.size() > IDLE_MINUTES) {
            queriesByMinute.removeFirst();
        }
        int sum = queriesByMinute.stream().mapToInt(Integer::intValue).sum();
        demand(
                idleMinutes <= IDLE_MINUTES || sum <= QUERIES_IN_TEN_IDLE_MINUTES_MAX,
                () -> sum + " queries in ten minutes although nothing happens");
    }

    @Override
    void ended() {
        forget(attempts, CALM);
        demand(
                scene().now() - scene().world().weather().calmSince() < CALM + Agenda.HOURS
                        || attempts.size() <= ATTEMPTS_IN_CALM_MAX,
                () -> attempts.size() + " attempts to connect in the last two hours, which were calm");
    }
}
