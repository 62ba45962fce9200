package io.github.bingxstream.testkit.capture;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.testkit.capture.Replay.Divergence.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One recorded connection, played to whoever opened it: each fact at its time, or as much later as it was opened later. What
 * was sent and closed by the stream is waited for before what came after it is played, so that no answer comes before its
 * question. Everything runs on the agenda.
 */
final class ReplayedConnection implements Connection {

    /** How exactly a replay keeps to the times of a recording, threads being late by less on any machine. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** How long something that was recorded is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String ID = "id";

    private final String name;
    private final Deque<Entry> tape;
    private final Listener listener;
    private final Agenda agenda;
    private final Divergences divergences;

    /** What was said and is not on the tape so far. */
    private final List<Said> said = new ArrayList<>();

    /** From the id of a recorded subscription to that of the one made now. */
    private final Map<String, String> ids = new HashMap<>();

    private record Said(long nanos, String text) {}

    private long late;
    private boolean waiting;
    private boolean closed;
    private boolean over;

    ReplayedConnection(String name, Deque<Entry> tape, Listener listener, Agenda agenda, Divergences divergences) {
        this.name = name;
        this.tape = tape;
        this.listener = listener;
        this.agenda = agenda;
        this.divergences = divergences;
    }

    /** Returns how much later than recorded it is. */
    long late() {
        return late;
    }

    /** Begins to play, from the entry that tells of the opening. */
    void begin() {
        late = Math.max(0, agenda.nanos() - tape.remove().nanos());
        goOn();
    }

    private void goOn() {
        Entry next = tape.peek();
        if (next != null) {
            int left = tape.size();
            agenda.at(next.nanos() + late, () -> play(next, left));
        }
    }

    /** Plays an entry, unless that was done already: then less is left. */
    private void play(Entry entry, int left) {
        if (over || tape.size() != left) {
            return;
        }
        if (isOurs(entry.fact()) && !hasDone(entry.fact())) {
            if (!waiting) {
                waiting = true;
                agenda.at(agenda.nanos() + PATIENCE.toNanos(), () -> giveUp(entry, left));
            }
            return;
        }
        waiting = false;
        tape.remove();
        hear(entry.fact());
        goOn();
    }

    /** Late by no more than it takes to notice is not late. */
    private void doneAtLast() {
        Entry next = tape.peek();
        if (waiting && next != null) {
            late = Math.max(late, agenda.nanos() - next.nanos());
            play(next, tape.size());
        }
    }

    private void giveUp(Entry entry, int left) {
        if (over || !waiting || tape.size() != left) {
            return;
        }
        waiting = false;
        tape.remove();
        divergences.add(
                Kind.NOT_DONE,
                name
                        + (entry.fact() instanceof Fact.Sent sent
                                ? ": send " + Contents.text(sent.content())
                                : ": close"));
        late = Math.max(late, agenda.nanos() - entry.nanos());
        goOn();
    }

    private static boolean isOurs(Fact fact) {
        return fact instanceof Fact.Sent || fact instanceof Fact.Closing;
    }

    private boolean hasDone(Fact fact) {
        return fact instanceof Fact.Sent sent ? hasSaid(Contents.text(sent.content())) : closed;
    }

    private boolean hasSaid(String recorded) {
        for (Iterator<Said> all = said.iterator(); all.hasNext(); ) {
            String text = all.next().text();
            Optional<String> theirs = idOf(recorded);
            Optional<String> ours = idOf(text);
            boolean numbered = theirs.isPresent() && ours.isPresent();
            boolean same = numbered
                    ? withId(text, theirs.get()).equals(withId(recorded, theirs.get()))
                    : text.equals(recorded);
            if (same) {
                theirs.ifPresent(id -> ids.put(id, ours.orElse(id)));
                all.remove();
                return true;
            }
        }
        return false;
    }

    private void hear(Fact fact) {
        if (fact instanceof Fact.Opened) {
            listener.opened();
        } else if (fact instanceof Fact.Message message) {
            hear(message);
        } else if (fact instanceof Fact.Ended ended) {
            end(new Ending(ended.cause(), ended.code(), ended.detail()));
        }
    }

    private void hear(Fact.Message message) {
        Fact.Content content = message.content();
        if (content instanceof Fact.Told told) {
            String id = idOf(told.text()).map(ids::get).orElse(null);
            content = id == null ? told : new Fact.Told(withId(told.text(), id));
        }
        if (message.form() == Fact.Form.TEXT) {
            listener.text(Contents.text(content));
        } else {
            listener.binary(
                    ByteBuffer.wrap(Contents.bytes(message.form(), content)).asReadOnlyBuffer());
        }
    }

    @Override
    public void send(String text) {
        if (!over) {
            said.add(new Said(agenda.nanos(), text));
            agenda.soon(this::doneAtLast);
        }
    }

    @Override
    public void close() {
        if (closed || over) {
            return;
        }
        closed = true;
        Optional<Entry> recorded = first(Fact.Closing.class);
        if (recorded.isEmpty() ? !divergences.isAboutOver() : isEarly(recorded.get())) {
            divergences.add(
                    Kind.NOT_RECORDED, recorded.isEmpty() ? name + ": close" : name + ": close so early as this");
        }
        Ending ending = first(Fact.Ended.class)
                .map(entry -> (Fact.Ended) entry.fact())
                .filter(ended -> recorded.isPresent())
                .map(ended -> new Ending(ended.cause(), ended.code(), ended.detail()))
                .orElseGet(() -> new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed"));
        agenda.soon(() -> end(ending));
    }

    private boolean isEarly(Entry closing) {
        return agenda.nanos() < closing.nanos() + late - SOON.toNanos();
    }

    private Optional<Entry> first(Class<? extends Fact> kind) {
        return tape.stream().filter(entry -> kind.isInstance(entry.fact())).findFirst();
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            listener.ended(ending);
        }
    }

    /** Tells what was said and is not on the tape. What was said last may have been recorded a little later. */
    void reportUnexpected() {
        for (Said one : said) {
            if (one.nanos() < divergences.end() + late - SOON.toNanos()) {
                divergences.add(Kind.NOT_RECORDED, name + ": send " + one.text());
            }
        }
    }

    private static Optional<String> idOf(String text) {
        return object(text)
                .map(json -> json.get(ID))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .filter(id -> !id.isEmpty());
    }

    private static String withId(String text, String id) {
        return object(text)
                .map(json -> {
                    json.addProperty(ID, id);
                    return json.toString();
                })
                .orElse(text);
    }

    private static Optional<JsonObject> object(String text) {
        if (!text.contains("\"" + ID + "\"")) {
            return Optional.empty();
        }
        try {
            JsonElement json = JsonParser.parseString(text);
            return json.isJsonObject() ? Optional.of(json.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }
}
