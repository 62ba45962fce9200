package io.github.bingxstream.simulation;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * What nobody knows about the real exchange, and what users may choose. The guarantees must hold whatever the values are.
 *
 * @param heartbeat how often the exchange sends one
 * @param cutsUnanswered whether a client that answers no heartbeat is cut after 30 s
 * @param postReturnsSameKey whether a POST returns the key that is alive
 * @param newKeyKillsOld whether a new key ends the life of the old one
 * @param postRenews whether a POST that returns a living key prolongs its life
 * @param deadKey what a dead key does
 * @param splitsDelivery whether a frame goes to one of the sockets of a key instead of all
 * @param dataBeforeAck whether data flows before the acknowledgement
 * @param balanceFirst whether the balance event comes before its order event
 * @param walletIsTotal whether the wallet balance contains what is locked
 * @param closedByUpdateTime whether closed orders are found by their last update instead of their creation
 * @param roundsTimes whether REST rounds the times of orders to seconds
 * @param lag how far REST lags behind
 * @param rotation how often the user wants rotation
 * @param checkpoints whether the user saves checkpoints
 * @param silenceLearned whether the silence limit is learned instead of given
 * @param deletesKey whether the key is deleted when the user closes the stream
 */
record Switches(
        Heartbeat heartbeat,
        boolean cutsUnanswered,
        boolean postReturnsSameKey,
        boolean newKeyKillsOld,
        boolean postRenews,
        DeadKey deadKey,
        boolean splitsDelivery,
        boolean dataBeforeAck,
        boolean balanceFirst,
        boolean walletIsTotal,
        boolean closedByUpdateTime,
        boolean roundsTimes,
        Lag lag,
        Rotation rotation,
        boolean checkpoints,
        boolean silenceLearned,
        boolean deletesKey) {

    enum Heartbeat {
        EVERY_5_SECONDS,
        EVERY_20_SECONDS,
        NONE;

        long every() {
            return switch (this) {
                case EVERY_5_SECONDS -> 5 * Agenda.SECONDS;
                case EVERY_20_SECONDS -> 20 * Agenda.SECONDS;
                case NONE -> Long.MAX_VALUE;
            };
        }
    }

    enum DeadKey {
        SILENT,
        EXPIRY_PUSHED,
        HANDSHAKE_REFUSED
    }

    enum Lag {
        NONE,
        UP_TO_ONE_SECOND,
        UP_TO_THE_MOST;

        long most() {
            return switch (this) {
                case NONE -> 0;
                case UP_TO_ONE_SECOND -> Agenda.SECONDS;
                case UP_TO_THE_MOST -> LAG_MAX;
            };
        }
    }

    enum Rotation {
        NEVER,
        HOURLY,
        EVERY_SIX_HOURS
    }

    /** The session waits three seconds for REST to catch up. */
    static final long LAG_MAX = 5 * Agenda.SECONDS / 2;

    static Switches drawn(Chance chance) {
        Heartbeat heartbeat = chance.pick(List.of(
                Heartbeat.EVERY_5_SECONDS, Heartbeat.EVERY_5_SECONDS, Heartbeat.EVERY_20_SECONDS, Heartbeat.NONE));
        return new Switches(
                heartbeat,
                chance.hits(0.5),
                chance.hits(0.5),
                chance.hits(0.3),
                chance.hits(0.5),
                chance.pick(List.of(DeadKey.values())),
                chance.hits(0.3),
                chance.hits(0.5),
                chance.hits(0.5),
                chance.hits(0.5),
                chance.hits(0.5),
                chance.hits(0.5),
                chance.pick(List.of(Lag.values())),
                chance.pick(List.of(Rotation.values())),
                chance.hits(0.7),
                // Who sets a limit of his own on an exchange without heartbeats gets what he asked for.
                chance.hits(0.5) || heartbeat == Heartbeat.NONE,
                chance.hits(0.5));
    }

    /** An exchange that keeps no promise of rotation: nothing is lost between two keys or two sockets. */
    Switches friendlyToRotation() {
        return new Switches(
                Heartbeat.EVERY_5_SECONDS,
                cutsUnanswered,
                postReturnsSameKey,
                false,
                postRenews,
                deadKey,
                false,
                dataBeforeAck,
                balanceFirst,
                walletIsTotal,
                closedByUpdateTime,
                roundsTimes,
                lag,
                Rotation.HOURLY,
                checkpoints,
                silenceLearned,
                deletesKey);
    }

    /** Returns every switch with its value, like {@code cutsUnanswered=true}. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        for (RecordComponent component : Switches.class.getRecordComponents()) {
            try {
                values.add(component.getName() + "=" + component.getAccessor().invoke(this));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record tells its components", e);
            }
        }
        return values;
    }

    /** Returns every value that every switch can have. */
    static List<String> allValues() {
        List<String> values = new ArrayList<>();
        for (RecordComponent component : Switches.class.getRecordComponents()) {
            Object[] constants = component.getType().getEnumConstants();
            for (Object value : constants == null ? new Object[] {true, false} : constants) {
                values.add(component.getName() + "=" + value);
            }
        }
        return values;
    }
}
