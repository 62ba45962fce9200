package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.session.SessionAction;

/** C2: a fill is told once. */
final class NoDuplicates extends Checker {

    NoDuplicates(Scene scene) {
        super("C2", scene);
    }

    @Override
    void action(SessionAction action) {
        if (action instanceof SessionAction.Deliver deliver && deliver.event() instanceof OrderUpdate update) {
            update.fill()
                    .flatMap(scene().told()::truth)
                    .ifPresent(fill -> demand(!scene().told().isTold(fill), () -> "told twice: " + fill));
        }
    }
}
