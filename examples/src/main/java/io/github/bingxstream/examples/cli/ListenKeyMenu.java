package io.github.bingxstream.examples.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** Asks at the terminal what to do with a listen key, then does it as the command {@code listen-key} would. */
final class ListenKeyMenu {

    private static final List<String> CALLS = List.of("generate", "extend", "delete");

    private final BingxStream root;

    ListenKeyMenu(BingxStream root) {
        this.root = root;
    }

    int call() {
        Questions questions = root.surroundings().questions();
        Optional<Integer> choice = questions.choose("What to do?", CALLS);
        if (choice.isEmpty()) {
            return ExitCode.DONE;
        }
        String call = CALLS.get(choice.get());
        if (choice.get() == 0) {
            return BingxStream.run(root.surroundings(), "listen-key", call);
        }
        return questions
                .ask("Listen key: ")
                .map(key -> BingxStream.run(root.surroundings(), "listen-key", call, key))
                .orElse(CommandLine.ExitCode.OK);
    }
}
