package io.github.bingxstream.testkit.sandbox;

import java.util.Collection;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/** What can be changed while the exchange runs. */
final class Switches {
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private OptionalInt handshakeRefusal = OptionalInt.empty();

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

    /** The HTTP status with which handshakes are refused, if they are. */
    synchronized OptionalInt handshakeRefusal() {
        return handshakeRefusal;
    }

    synchronized void handshakeRefusal(OptionalInt status) {
        handshakeRefusal = status;
    }
}
