package io.github.bingxstream.examples.proof;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.testkit.sandbox.SandboxFill;
import io.github.bingxstream.testkit.sandbox.SpotAccount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A sink that writes down what it is told, and what may not be: a fill twice, an order that went back, a gap closed twice. */
final class Bookkeeper implements EventSink {

    private final Map<String, Provenance> fills = new LinkedHashMap<>();
    private final Map<String, BigDecimal> cumulative = new HashMap<>();
    private final Set<String> clientOrderIds = new TreeSet<>();
    private final List<String> violations = new ArrayList<>();
    private final List<StreamNotice> notices = new ArrayList<>();
    private final Map<Long, GapReason> open = new LinkedHashMap<>();

    /** The three that identify a fill. */
    static String key(Fill fill) {
        return fill.symbol().text() + " " + fill.orderId().text() + " "
                + fill.tradeId().map(TradeId::text).orElse("without trade id");
    }

    static String key(SandboxFill fill) {
        return fill.symbol() + " " + fill.orderId() + " " + fill.tradeId();
    }

    /** What happened on the exchange, in the words of {@link #key(Fill)}. */
    static Set<String> truth(SpotAccount account) {
        return account.fills().stream().map(Bookkeeper::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public synchronized void event(AccountEvent event) {
        if (event instanceof OrderUpdate update) {
            update.order().clientOrderId().ifPresent(clientOrderIds::add);
            update.fill().ifPresent(fill -> note(fill, update.origin().provenance()));
            BigDecimal before = cumulative.getOrDefault(update.orderId().text(), BigDecimal.ZERO);
            if (update.fill().isEmpty() && update.cumulativeFilledQuantity().compareTo(before) < 0) {
                violations.add("order " + update.orderId().text() + " went back");
            }
            cumulative.put(update.orderId().text(), before.max(update.cumulativeFilledQuantity()));
        }
    }

    private void note(Fill fill, Provenance provenance) {
        if (fills.putIfAbsent(key(fill), provenance) != null) {
            violations.add("twice: " + key(fill));
        }
        if (provenance != Provenance.STREAM && open.isEmpty()) {
            violations.add("repaired outside of any gap: " + key(fill));
        }
    }

    @Override
    public synchronized void notice(StreamNotice notice) {
        notices.add(notice);
        if (notice instanceof StreamNotice.GapOpened gap && open.put(gap.gap(), gap.reason()) != null) {
            violations.add("opened twice: gap " + gap.gap());
        }
        if (notice instanceof StreamNotice.GapClosed gap && open.remove(gap.gap()) != gap.reason()) {
            violations.add("closed and was not open: gap " + gap.gap());
        }
    }

    synchronized Set<String> fills() {
        return Set.copyOf(fills.keySet());
    }

    /** The fills that only REST told. */
    synchronized Set<String> repaired() {
        return fills.entrySet().stream()
                .filter(fill -> fill.getValue() != Provenance.STREAM)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    synchronized Set<String> clientOrderIds() {
        return Set.copyOf(clientOrderIds);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized <T extends StreamNotice> List<T> notices(Class<T> kind) {
        return notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    synchronized List<GapReason> gaps() {
        return notices(StreamNotice.GapOpened.class).stream()
                .map(StreamNotice.GapOpened::reason)
                .toList();
    }

    /** Connected, repaired, and nothing in doubt. */
    synchronized boolean isComplete() {
        return open.isEmpty() && !notices(StreamNotice.GapClosed.class).isEmpty();
    }

    @Override
    public synchronized String toString() {
        return fills.size() + " fills, open gaps " + open + ", violations " + violations + ", notices " + notices;
    }
}
