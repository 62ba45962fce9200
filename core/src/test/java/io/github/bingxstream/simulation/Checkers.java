package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** All checkers, and the scene they watch: what the session does is shown to them first, then entered into it. */
final class Checkers {

    static final Set<String> ALL = Set.of("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8");

    private final Scene scene;
    private final List<Checker> checkers;
    private final RepairTimes repairTimes;

    Checkers(Scene scene, Set<String> promises) {
        this.scene = scene;
        this.repairTimes = new RepairTimes(scene);
        this.checkers = List.of(
                        new NoSilentLoss(scene),
                        new NoDuplicates(scene),
                        new NothingGoesBack(scene),
                        new GapsAreSeen(scene),
                        new GapsClose(scene),
                        new RotationIsInvisible(scene),
                        new Bounded(scene),
                        new Polite(scene))
                .stream()
                .filter(checker -> promises.contains(checker.promise()))
                .toList();
    }

    RepairTimes repairTimes() {
        return repairTimes;
    }

    void restarted(SimulatedProcess process) {
        scene.runs(process);
        all(Checker::restarted);
    }

    void input(SessionInput input) {
        for (Checker checker : checkers) {
            checker.input(input);
        }
    }

    void action(SessionAction action) {
        for (Checker checker : checkers) {
            checker.action(action);
        }
        if (action instanceof SessionAction.Deliver deliver) {
            enter(deliver.event());
        } else if (action instanceof SessionAction.Notify notify) {
            enter(notify.notice());
        } else if (action instanceof SessionAction.QueryOpenOrders) {
            scene.gaps().roundBegun(scene.now());
        }
    }

    void stepped(int actions) {
        for (Checker checker : checkers) {
            checker.stepped(actions);
        }
    }

    void minute() {
        if (scene.isRunning()) {
            all(Checker::minute);
        }
    }

    void ended() {
        all(Checker::ended);
    }

    void closed() {
        all(Checker::closed);
    }

    private void all(Consumer<Checker> consumer) {
        checkers.forEach(consumer);
    }

    private void enter(AccountEvent event) {
        if (event instanceof OrderUpdate update) {
            scene.told().told(update);
        } else if (event instanceof AccountSnapshot snapshot) {
            snapshot.openOrders().ifPresent(orders -> orders.forEach(scene.told()::told));
            if (snapshot.origin().provenance() == Provenance.REST
                    && snapshot.balances().isPresent()) {
                scene.gaps().snapshotTold();
            }
        }
    }

    private void enter(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened opened) {
            scene.gaps().opened(opened, Agenda.time(opened.since()), scene.now());
        } else if (notice instanceof StreamNotice.GapClosed closed) {
            repairTimes.closed(closed);
            scene.gaps().closed(closed);
            scene.told().repaired(scene.now());
        } else if (notice instanceof StreamNotice.Subscribed subscribed) {
            scene.gaps().subscribed(subscribed, scene.now());
        }
    }
}
