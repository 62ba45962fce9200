package io.github.bingxstream.simulation;

/**
 * What everything in one simulation shares.
 *
 * @param chance for the network and the exchange; the trader and the weather have their own
 */
record World(Agenda agenda, Chance chance, Switches switches, Weather weather, Trace trace) {

    long now() {
        return agenda.now();
    }

    void say(String what) {
        trace.say(agenda.now(), what);
    }
}
