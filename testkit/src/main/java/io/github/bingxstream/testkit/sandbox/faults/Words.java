package io.github.bingxstream.testkit.sandbox.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one line, read from left to right. What is wrong is an {@link IllegalArgumentException} with a remedy. */
final class Words {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    private final List<String> words;
    private int at;

    private Words(List<String> words) {
        this.words = words;
    }

    /** Words are parted by blanks; text in quotes of either kind is one word. */
    static Words of(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        int end = 0;
        while (word.find()) {
            requireBlank(line.substring(end, word.start()));
            end = word.end();
            words.add(line.substring(word.start(), word.end()));
        }
        requireBlank(line.substring(end));
        return new Words(words);
    }

    /** A text as one word. */
    static String quoted(String text) {
        if (text.matches("[^\\s\"'#]+")) {
            return text;
        }
        String quote = text.indexOf('"') >= 0 ? "'" : "\"";
        return quote + text + quote;
    }

    static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + text + "' is no number");
        }
        return Integer.parseInt(text);
    }

    boolean isAtEnd() {
        return at == words.size();
    }

    /** The next word; {@code wanted} says what was missed. */
    String next(String wanted) {
        if (isAtEnd()) {
            throw new IllegalArgumentException("it ends where " + wanted + " should follow");
        }
        String word = words.get(at++);
        return word.matches("\".*\"|'.*'") ? word.substring(1, word.length() - 1) : word;
    }

    /** The word after this one, without reading it. */
    Optional<String> peek() {
        return isAtEnd() ? Optional.empty() : Optional.of(words.get(at));
    }

    boolean skip(String word) {
        boolean there = peek().filter(word::equals).isPresent();
        at += there ? 1 : 0;
        return there;
    }

    void expect(String word, String before) {
        if (!skip(word)) {
            String instead = peek().map(found -> "'" + found + "'").orElse("the end");
            throw new IllegalArgumentException("say '" + word + " " + before + "' before " + instead);
        }
    }

    void expectEnd() {
        peek().ifPresent(word -> {
            throw new IllegalArgumentException("'" + word + "' is too much");
        });
    }

    private static void requireBlank(String between) {
        if (!between.isBlank()) {
            throw new IllegalArgumentException("a quote is open: close it");
        }
    }
}
