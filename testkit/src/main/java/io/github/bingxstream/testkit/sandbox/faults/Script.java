package io.github.bingxstream.testkit.sandbox.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Faults as text, one a line, for people and for tests in any language.
 *
 * <pre>
 * # what goes wrong, and if not at once, when and how long
 * corrupt next 2 order frames
 * after 5s: reset connections
 * at 10s for 3s: refuse handshakes with 503
 * after 20 frames: duplicate next fill frame
 * every 30s: drop connections
 * </pre>
 *
 * <p>Empty lines and lines that begin with {@code #} say nothing. Times count from when the script is handed to the
 * exchange. Its text is the script again.
 */
public record Script(List<TimedFault> faults) {
    /** Longer ones are a mistake, or an attack. */
    private static final int LINES_MAX = 1000;

    /** Copies the list. */
    public Script {
        faults = List.copyOf(faults);
    }

    /**
     * Reads a script to its end before anything is done.
     *
     * @throws ScriptException at the first line that says nothing known
     */
    public static Script parse(String text) {
        List<TimedFault> faults = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (number > LINES_MAX) {
                throw new ScriptException(number, "a script has at most " + LINES_MAX + " lines");
            }
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                faults.add(line(number, line.strip()));
            }
        }
        return new Script(faults);
    }

    /** The script again, each line in its plainest form. */
    @Override
    public String toString() {
        return faults.stream().map(fault -> fault + "\n").collect(Collectors.joining());
    }

    private static TimedFault line(int number, String line) {
        try {
            return Sentence.read(line);
        } catch (IllegalArgumentException e) {
            throw new ScriptException(number, String.valueOf(e.getMessage()));
        }
    }
}
