package io.github.bingxstream.driver;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Accounts that wait for their turn, in the order in which they came or last had one; each with all its streams that wait.
 * Guarded by the turnstile.
 */
final class WaitingLine {

    private final Map<Object, List<Place>> accounts = new LinkedHashMap<>();

    /** One stream that waits. Equal to none but itself. */
    static final class Place {
        private final Object account;
        private final ScheduledExecutorService scheduler;
        private final Runnable comes;

        Place(Object account, ScheduledExecutorService scheduler, Runnable comes) {
            this.account = account;
            this.scheduler = scheduler;
            this.comes = comes;
        }

        ScheduledExecutorService scheduler() {
            return scheduler;
        }

        Runnable comes() {
            return comes;
        }
    }

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    /** Returns how many accounts wait. */
    int size() {
        return accounts.size();
    }

    void add(Place place) {
        accounts.computeIfAbsent(place.account, first -> new ArrayList<>(1)).add(place);
    }

    /** Returns whether it was there. */
    boolean remove(Place place) {
        List<Place> places = accounts.get(place.account);
        if (places == null || !places.remove(place)) {
            return false;
        }
        if (places.isEmpty()) {
            accounts.remove(place.account);
        }
        return true;
    }

    /** Removes and returns those of the first account. */
    List<Place> takeFirst() {
        Iterator<List<Place>> first = accounts.values().iterator();
        List<Place> places = first.next();
        first.remove();
        return places;
    }

    /** Removes and returns the first stream of the first account, whose others go behind all other accounts. */
    Place takeOne() {
        Map.Entry<Object, List<Place>> first = accounts.entrySet().iterator().next();
        Object account = first.getKey();
        List<Place> places = first.getValue();
        Place taken = places.remove(0);
        accounts.remove(account);
        if (!places.isEmpty()) {
            accounts.put(account, places);
        }
        return taken;
    }

    /** Removes and returns those that wait on a scheduler. */
    List<Place> takeAllOf(ScheduledExecutorService scheduler) {
        List<Place> taken = accounts.values().stream()
                .flatMap(List::stream)
                .filter(place -> place.scheduler == scheduler)
                .toList();
        taken.forEach(this::remove);
        return taken;
    }
}
