package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.simulation.SimulatedOrder.SimulatedFill;
import java.util.Optional;

/** C3: the state of an order never goes backwards, and nothing is told that was not so. */
final class NothingGoesBack extends Checker {

    NothingGoesBack(Scene scene) {
        super("C3", scene);
    }

    @Override
    void action(SessionAction action) {
        if (action instanceof SessionAction.Deliver deliver && deliver.event() instanceof OrderUpdate update) {
            update.fill().ifPresent(this::isTrue);
            Optional<SimulatedOrder> order = scene().books().order(update.orderId());
            demand(order.isPresent(), () -> "tells of an order that never was: " + update);
            order.ifPresent(truth -> {
                Progress before = scene().told().progress(truth);
                Progress now = Progress.of(update.order());
                demand(
                        now.filled() >= before.filled() && now.rank() >= before.rank(),
                        () -> truth + " goes back from " + before + " to " + now);
                demand(
                        !now.isBeyond(truth.latest().progress()),
                        () -> truth + " is told to be at " + now + " but is at "
                                + truth.latest().progress());
            });
        }
    }

    private void isTrue(Fill told) {
        Optional<SimulatedFill> truth = scene().told().truth(told);
        demand(truth.isPresent(), () -> "tells of a fill that never was: " + told);
        demand(
                Progress.quantity(truth.orElseThrow().lots()).compareTo(told.quantity()) == 0,
                () -> "tells a wrong quantity: " + told + " instead of " + truth);
    }
}
