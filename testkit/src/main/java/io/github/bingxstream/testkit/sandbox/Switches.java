package io.github.bingxstream.testkit.sandbox;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What can be changed while the exchange runs. */
final class Switches {
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);

    Switches(Collection<Quirk> quirks) {
        this.quirks.addAll(quirks);
    }

    synchronized boolean isOn(Quirk quirk) {
        return quirks.contains(quirk);
    }

    synchronized void turn(Quirk quirk, boolean on) {
        if (on) {
            quirks.add(quirk);
        } else {
            quirks.remove(quirk);
        }
    }
}
