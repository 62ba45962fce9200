package io.github.bingxstream.examples.cli;

import java.io.Console;
import java.util.List;
import java.util.Optional;

/** Asks the user, if there is one. */
interface Questions {

    /** Asks to choose one of several; returns its place, counted from 0, or empty when nobody is there to answer. */
    Optional<Integer> choose(String question, List<String> answers);

    /** Asks for a line; returns empty when nobody is there to answer. */
    Optional<String> ask(String question);

    /** Nobody is there. */
    static Questions unanswered() {
        return new Questions() {
            @Override
            public Optional<Integer> choose(String question, List<String> answers) {
                return Optional.empty();
            }

            @Override
            public Optional<String> ask(String question) {
                return Optional.empty();
            }
        };
    }

    /** Asks at the terminal, on standard error; at none, if input or output is redirected. */
    @SuppressWarnings("SystemConsoleNull") // The launcher asks for the console that is null without a terminal.
    static Questions atTerminal() {
        Console console = System.console();
        return console == null ? unanswered() : new AtTerminal(console);
    }

    /** Asks until the answer is one of those offered, or the input ends. */
    final class AtTerminal implements Questions {

        private final Console console;

        AtTerminal(Console console) {
            this.console = console;
        }

        @Override
        public Optional<Integer> choose(String question, List<String> answers) {
            System.err.println(question);
            for (int i = 0; i < answers.size(); i++) {
                System.err.println("  " + (i + 1) + ") " + answers.get(i));
            }
            while (true) {
                Optional<String> line = ask("1-" + answers.size() + "? ");
                if (line.isEmpty()) {
                    return Optional.empty();
                }
                if (line.get().matches("\\d") && within(line.get(), answers.size())) {
                    return Optional.of(Integer.parseInt(line.get()) - 1);
                }
            }
        }

        private static boolean within(String digit, int size) {
            int number = Integer.parseInt(digit);
            return number >= 1 && number <= size;
        }

        @Override
        public Optional<String> ask(String question) {
            System.err.print(question);
            System.err.flush();
            return Optional.ofNullable(console.readLine()).map(String::strip);
        }
    }
}
