package io.github.bingxstream.examples.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks at the terminal what to do with a listen key, then does it as the command {@code listen-key} would. */
final class ListenKeyMenu {

    private static final List<String> CALLS = List.of("generate", "extend", "delete");

    private final BingxStream root;
    private final Optional<URI> rest;

    ListenKeyMenu(BingxStream root, Optional<URI> rest) {
        this.root = root;
        this.rest = rest;
    }

    int call() {
        Questions questions = root.surroundings().questions();
        Optional<Integer> choice = questions.choose("What to do?", CALLS);
        if (choice.isEmpty()) {
            return ExitCode.DONE;
        }
        String call = CALLS.get(choice.get());
        if (choice.get() == 0) {
            return run(call);
        }
        // Behind the two hyphens a key that begins with one is no option.
        return questions.ask("Listen key: ").map(key -> run(call, "--", key)).orElse(ExitCode.DONE);
    }

    private int run(String call, String... key) {
        List<String> args = new ArrayList<>(List.of("listen-key", call));
        rest.ifPresent(url -> args.addAll(List.of("--rest-url", url.toString())));
        if (root.isVerbose()) {
            args.add("--verbose");
        }
        args.addAll(List.of(key));
        return BingxStream.run(root.surroundings(), args.toArray(String[]::new));
    }
}
