package io.github.bingxstream.session;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The generated part of {@code docs/session.md}. */
final class SessionDocument {

    private static final Path SOURCES = Path.of("src/main/java/io/github/bingxstream");

    /** Where the numbers stand that the session lives by. */
    private static final List<Class<?>> LIMITED = List.of(
            SessionSettings.class,
            Silence.class,
            Ledger.class,
            Entry.class,
            Round.class,
            BalanceWatch.class,
            Subscriptions.class,
            Findings.class);

    private final Steps steps;

    SessionDocument(Steps steps) {
        this.steps = steps;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        section(lines, "States", names("State", StreamState.class));
        section(lines, "Diagram", diagram());
        section(lines, "Steps from state to state", changes());
        section(lines, "Steps that stay in their state", stays());
        section(lines, "Gaps", gaps());
        section(lines, "Why a connection ends", names("Reason", DisconnectReason.class));
        section(lines, "Numbers", numbers());
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> content) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
        lines.addAll(content);
    }

    private static String code(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    // Steps.

    /** What a step does besides what always comes with it; without what goes to the sink from the exchange. */
    private static String done(Steps.Done done) {
        Set<String> sometimes = new TreeSet<>(done.ever());
        sometimes.removeAll(done.always());
        String perhaps = sometimes.isEmpty() ? "" : "perhaps " + code(sometimes);
        return done.always().isEmpty() ? perhaps : code(done.always()) + (perhaps.isEmpty() ? "" : "; " + perhaps);
    }

    private List<String> changes() {
        Map<List<String>, Set<String>> inputs = new LinkedHashMap<>();
        steps.rows().entrySet().stream()
                .filter(row -> row.getKey().changesState())
                .sorted(Comparator.comparing((Map.Entry<Steps.Row, Steps.Done> row) ->
                                row.getKey().from())
                        .thenComparing(row -> row.getKey().to())
                        .thenComparing(row -> row.getKey().input()))
                .forEach(row -> inputs.computeIfAbsent(
                                List.of(
                                        row.getKey().from().name(),
                                        row.getKey().to().name(),
                                        done(row.getValue())),
                                any -> new TreeSet<>())
                        .add(row.getKey().input()));
        List<String> lines = new ArrayList<>(List.of("| State | Input | Next state | Does |", "|---|---|---|---|"));
        inputs.forEach((key, names) -> lines.add(
                "| `" + key.get(0) + "` | " + code(names) + " | `" + key.get(1) + "` | " + key.get(2) + " |"));
        return lines;
    }

    private List<String> stays() {
        Map<String, Set<StreamState>> states = new LinkedHashMap<>();
        Map<String, Steps.Done> does = new LinkedHashMap<>();
        steps.rows().entrySet().stream()
                .filter(row ->
                        !row.getKey().changesState() && !row.getValue().ever().isEmpty())
                .sorted(Comparator.comparing(row -> row.getKey().input()))
                .forEach(row -> {
                    String input = row.getKey().input();
                    states.computeIfAbsent(input, any -> EnumSet.noneOf(StreamState.class))
                            .add(row.getKey().from());
                    does.merge(
                            input,
                            row.getValue(),
                            (one, other) -> one.and(other.always()).and(other.ever()));
                });
        List<String> lines = new ArrayList<>(List.of("| Input | In | May do |", "|---|---|---|"));
        does.forEach((input, done) -> lines.add("| `" + input + "` | "
                + code(states.get(input).stream().map(Enum::name).toList()) + " | " + code(done.ever()) + " |"));
        return lines;
    }

    /** A successor that takes over is left out: it may be anywhere on its way, and makes an arrow to every state there. */
    private List<String> diagram() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        steps.rows().forEach((row, done) -> {
            boolean takesOver = done.always().contains("Disconnected") && row.to() != StreamState.BACKING_OFF;
            if (row.changesState() && !takesOver) {
                arrows.computeIfAbsent(row.from() + " --> " + row.to(), any -> new TreeSet<>())
                        .add(row.input());
            }
        });
        List<String> lines = new ArrayList<>(List.of("```mermaid", "stateDiagram-v2", "    [*] --> IDLE"));
        arrows.forEach((arrow, inputs) -> lines.add("    " + arrow + ": " + String.join(", ", inputs)));
        lines.add("    CLOSED --> [*]");
        lines.add("```");
        return lines;
    }

    // Names.

    private List<String> gaps() {
        Map<String, String> said = said("domain/GapReason.java");
        List<String> lines = new ArrayList<>(List.of("| Reason | What it means | Opened upon |", "|---|---|---|"));
        for (GapReason reason : GapReason.values()) {
            lines.add("| `" + reason + "` | " + said.get(reason.name()) + " | "
                    + code(steps.openedBy().getOrDefault(reason, Set.of())) + " |");
        }
        return lines;
    }

    private static <E extends Enum<E>> List<String> names(String title, Class<E> type) {
        Map<String, String> said = said("domain/" + type.getSimpleName() + ".java");
        List<String> lines = new ArrayList<>(List.of("| " + title + " | What it means |", "|---|---|"));
        for (E each : type.getEnumConstants()) {
            lines.add("| `" + each.name() + "` | " + said.get(each.name()) + " |");
        }
        return lines;
    }

    // Numbers.

    private static List<String> numbers() {
        List<String> lines = new ArrayList<>(List.of("| Number | Value | Why |", "|---|---|---|"));
        for (Class<?> type : LIMITED) {
            Map<String, String> said = said("session/" + type.getSimpleName() + ".java");
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()) && isNumber(field.getType()))
                    .sorted(Comparator.comparing(Field::getName))
                    .forEach(field -> lines.add("| `" + type.getSimpleName() + "." + field.getName() + "` | "
                            + value(field) + " | " + said.getOrDefault(field.getName(), "") + " |"));
        }
        return lines;
    }

    private static boolean isNumber(Class<?> type) {
        return type == Duration.class || type == Backoff.class || type == int.class;
    }

    private static String value(Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(null);
            if (value instanceof Duration duration) {
                return words(duration);
            }
            return value instanceof Backoff backoff
                    ? "up to " + words(backoff.base()) + ", doubled each time, at most " + words(backoff.cap())
                    : String.valueOf(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field of ours can be read", e);
        }
    }

    private static String words(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSecondsPart() != 0 || duration.toSeconds() < 60) {
            return duration.toSeconds() + " s";
        }
        return duration.toMinutesPart() != 0 || duration.toMinutes() < 120
                ? duration.toMinutes() + " min"
                : duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " days";
    }

    // What the sources say.

    /** Reads what the Javadoc of constants says, by their names. */
    private static Map<String, String> said(String source) {
        Map<String, String> said = new LinkedHashMap<>();
        StringBuilder comment = new StringBuilder();
        boolean inside = false;
        for (String line : read(SOURCES.resolve(source))) {
            String text = line.strip();
            if (text.startsWith("/**")) {
                comment.setLength(0);
                inside = true;
            }
            if (inside) {
                comment.append(text.replaceFirst("^/\\*\\*", "")
                                .replaceFirst("^\\*(?!/)", "")
                                .replace("*/", ""))
                        .append(' ');
                inside = !text.endsWith("*/");
            } else if (!text.isEmpty()) {
                String name =
                        text.replaceFirst(" =.*", "").replaceFirst(".* ", "").replaceFirst("\\W.*", "");
                if (name.matches("[A-Z][A-Z0-9_]*") && comment.length() > 0) {
                    said.put(name, plain(comment.toString()));
                }
                comment.setLength(0);
            }
        }
        return said;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:link|code) #?([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
