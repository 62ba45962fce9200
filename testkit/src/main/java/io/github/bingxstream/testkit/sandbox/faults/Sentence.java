package io.github.bingxstream.testkit.sandbox.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one line of a script. */
final class Sentence {
    private static final List<String> TIMING = List.of("at", "after", "every", "for");

    private Sentence() {}

    static TimedFault read(String line) {
        if (TIMING.stream().noneMatch(word -> line.startsWith(word + " "))) {
            return fault(line).timed();
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("put a colon between when and what: 'after 5s: reset connections'");
        }
        Words when = Words.of(line.substring(0, colon));
        Start start = start(when);
        Optional<Duration> lasting = when.skip("for") ? Optional.of(Times.parse(when.next("TIME"))) : Optional.empty();
        when.expectEnd();
        return new TimedFault(start, lasting, fault(line.substring(colon + 1)));
    }

    private static Start start(Words when) {
        if (when.skip("at")) {
            return new Start.After(Times.parse(when.next("TIME")));
        }
        if (when.skip("every")) {
            return new Start.Every(Times.parse(when.next("TIME")));
        }
        if (!when.skip("after")) {
            return new Start.Now();
        }
        String amount = when.next("TIME or NUMBER");
        if (Times.isTime(amount) || when.isAtEnd()) {
            return new Start.After(Times.parse(amount));
        }
        String wanted = when.next("frames, calls or handshakes");
        Counted counted = Arrays.stream(Counted.values())
                .filter(each ->
                        each.toString().equals(wanted) || each.toString().equals(wanted + "s"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + wanted + "' cannot be counted: say frames, calls or handshakes"));
        return new Start.AfterCount(Words.number(amount), counted);
    }

    private static Fault fault(String text) {
        Words words = Words.of(text);
        String verb = words.next("a fault");
        List<FaultKind> kinds = FaultKind.of(verb);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + verb + "' is no fault: say one of " + String.join(", ", FaultKind.verbs()));
        }
        Selection selection = selection(words, kinds);
        FaultKind kind = kinds.stream()
                .filter(each -> each.takes(selection))
                .findFirst()
                .orElseThrow(() -> unfit(verb, selection.toString(), kinds));
        try {
            Fault fault = new Fault(kind, selection, kind.amount().read(words));
            words.expectEnd();
            return fault;
        } catch (IllegalArgumentException e) {
            String usage = "'" + kind.usage() + "': ";
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(usage) ? e : new IllegalArgumentException(usage + message, e);
        }
    }

    private static Selection selection(Words words, List<FaultKind> kinds) {
        int count = count(words);
        String first = words.next(objects(kinds));
        String two = first + words.peek().map(second -> " " + second).orElse("");
        Selection selection = named(first, count, kinds);
        if (selection == null) {
            selection = named(two, count, kinds);
            if (selection != null) {
                words.next(two);
            }
        }
        if (selection == null) {
            throw unfit(kinds.get(0).verb(), first, kinds);
        }
        return selection instanceof Frames frames ? narrowed(frames, words) : selection;
    }

    /** {@code next}, {@code next 3}, {@code all}, or nothing, which is all. */
    private static int count(Words words) {
        if (words.skip("all") || !words.skip("next")) {
            return Next.ALL;
        }
        boolean numbered = words.peek().filter(word -> word.matches("-?\\d+")).isPresent();
        return numbered ? new Next(Words.number(words.next("NUMBER"))).count() : 1;
    }

    private static @Nullable Selection named(String name, int count, List<FaultKind> kinds) {
        Stream<Selection> whole = Arrays.stream(Whole.values())
                .filter(each -> count == Next.ALL && each.toString().equals(name))
                .map(each -> each);
        Stream<Selection> frames = Frames.Sort.of(name).stream().map(sort -> Frames.of(count, sort));
        Stream<Selection> calls = Calls.Sort.of(name).stream().map(sort -> new Calls(count, sort));
        List<Selection> all =
                Stream.of(whole, frames, calls).flatMap(each -> each).toList();
        // "queries" are calls to most faults, and a state to one.
        return all.stream()
                .filter(each -> kinds.stream().anyMatch(kind -> kind.takes(each)))
                .findFirst()
                .orElse(null);
    }

    private static Frames narrowed(Frames frames, Words words) {
        Frames narrowed = frames;
        if (words.skip("containing")) {
            narrowed = narrowed.containing(words.next("TEXT"));
        }
        if (words.skip("of")) {
            words.expect("account", "NUMBER");
            String uid = words.next("NUMBER");
            if (!uid.matches("\\d{1,18}")) {
                throw new IllegalArgumentException("'" + uid + "' is no account number");
            }
            narrowed = narrowed.ofAccount(Long.parseLong(uid));
        }
        return narrowed;
    }

    private static IllegalArgumentException unfit(String verb, String object, List<FaultKind> kinds) {
        return new IllegalArgumentException("'" + verb + "' is nothing for '" + object + "': say " + objects(kinds));
    }

    /** {@code FRAMES (order frames, …) or connections}. */
    private static String objects(List<FaultKind> kinds) {
        List<String> objects = new ArrayList<>();
        for (FaultKind kind : kinds) {
            switch (kind.object()) {
                case "FRAMES" -> objects.add("[next NUMBER] " + listed(Frames.Sort.values()));
                case "CALLS" -> objects.add("[next NUMBER] " + listed(Calls.Sort.values()));
                default -> objects.add("'" + kind.object() + "'");
            }
        }
        return String.join(" or ", objects);
    }

    private static String listed(Object[] sorts) {
        return Arrays.stream(sorts).map(sort -> "'" + sort + "'").collect(Collectors.joining(", "));
    }
}
