package io.github.bingxstream.simulation;

import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.util.LinkedHashSet;
import java.util.Set;

/** C7: everything has a limit: connections, queries, what one step does, what waits for the sink. */
final class Bounded extends Checker {

    private static final int CONNECTIONS_MAX = 2;
    private static final int QUERIES_MAX = 1;
    private static final int ACTIONS_MAX = 1100;

    /** The page of fills that one step may deliver, and notices. */
    private static final int BEYOND_FULL_MAX = 600;

    private final Set<Long> asked = new LinkedHashSet<>();
    private boolean full;

    Bounded(Scene scene) {
        super("C7", scene);
    }

    @Override
    void restarted() {
        asked.clear();
        full = false;
    }

    @Override
    void input(SessionInput input) {
        if (input instanceof SessionInput.BalancesTold told) {
            answered(told.query());
        } else if (input instanceof SessionInput.OrdersTold told) {
            answered(told.query());
        } else if (input instanceof SessionInput.OrderTold told) {
            answered(told.query());
        } else if (input instanceof SessionInput.FillsTold told) {
            answered(told.query());
        } else if (input instanceof SessionInput.SinkFull) {
            full = true;
        } else if (input instanceof SessionInput.SinkReady) {
            full = false;
        }
    }

    private void answered(long query) {
        asked.remove(query);
    }

    @Override
    void action(SessionAction action) {
        if (action instanceof SessionAction.Deliver deliver) {
            demand(!full, () -> "delivers to a sink that is full: " + deliver.event());
        }
        Questions.number(action).ifPresent(query -> {
            asked.add(query);
            demand(
                    asked.size() <= QUERIES_MAX,
                    () -> "asks query " + query + " while others are not answered: " + asked);
        });
    }

    @Override
    void stepped(int actions) {
        demand(actions <= ACTIONS_MAX, () -> actions + " actions in one step");
        int connections = scene().exchange().sockets().size();
        demand(
                connections <= CONNECTIONS_MAX || openConnections() <= CONNECTIONS_MAX,
                () -> connections + " connections at once");
        int waiting = scene().process().sink().size();
        demand(waiting <= SinkQueue.LIMIT + BEYOND_FULL_MAX, () -> waiting + " wait for the sink");
    }

    private long openConnections() {
        return scene().exchange().sockets().stream()
                .filter(socket -> !socket.isClosed())
                .count();
    }

    @Override
    void closed() {
        demand(openConnections() == 0, () -> "a connection is open after the stream was closed");
    }
}
