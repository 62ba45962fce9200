package io.github.bingxstream.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line. Standard output belongs to events and results; everything else goes to standard error. */
@Command(
        name = "bingx-stream",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Streams the orders and balances of a BingX spot account.",
        subcommands = {WatchCommand.class, ReplayCommand.class, ListenKeyCommand.class, SandboxCommand.class},
        footer = {
            "",
            "Credentials come from the environment variables BINGX_API_KEY and BINGX_SECRET_KEY.",
            "Exit codes: 0 done, 2 bad usage or input, 3 refused by the exchange, 4 could not reach it."
        })
public final class BingxStream implements Runnable {

    /** A process of its own, or a test. */
    record Surroundings(Map<String, String> environment, PrintStream out, PrintStream err, Questions questions) {}

    private final Surroundings surroundings;

    @CommandLine.Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show stack traces of unexpected failures.")
    private boolean verbose;

    BingxStream(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(new Surroundings(System.getenv(), System.out, System.err, Questions.atTerminal()), args));
    }

    static int run(Surroundings surroundings, String... args) {
        BingxStream root = new BingxStream(surroundings);
        CommandLine command = new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Durations::parse)
                .setParameterExceptionHandler((e, ignored) -> {
                    root.complain(misuse(e) + hint(e.getCommandLine()));
                    return ExitCode.BAD_USAGE;
                })
                .setExecutionExceptionHandler((e, ignored, ignoredToo) -> root.explain(e));
        command.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        return command.execute(args);
    }

    /** What nobody asked for is not repeated, options apart: it may be a key that was pasted in the wrong place. */
    private static String misuse(CommandLine.ParameterException e) {
        if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        return unmatched.getUnmatched().stream()
                .map(argument -> argument.replaceFirst("=.*", ""))
                .filter(argument -> argument.matches("--?[a-z][a-z-]{0,30}"))
                .findFirst()
                .map(option -> "there is no option " + option)
                .orElseGet(() -> e.getCommandLine().getSubcommands().isEmpty()
                        ? "there is an argument too many"
                        : "there is no such command: say "
                                + String.join(
                                        ", ",
                                        e.getCommandLine().getSubcommands().keySet()));
    }

    private static String hint(CommandLine command) {
        return " (try: " + command.getCommandSpec().qualifiedName(" ") + " --help)";
    }

    private int explain(Exception e) {
        if (verbose) {
            e.printStackTrace(surroundings.err());
        }
        if (e instanceof CommandFailedException failed) {
            complain(failed.line());
            return failed.exitCode();
        }
        complain("unexpected " + e.getClass().getName() + "; run again with --verbose to see where");
        return ExitCode.UNEXPECTED;
    }

    void complain(String line) {
        surroundings
                .err()
                .println("bingx-stream: "
                        + line.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }

    boolean isVerbose() {
        return verbose;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void run() {
        throw new CommandFailedException(
                ExitCode.BAD_USAGE, "say what to do: watch, replay, listen-key or sandbox (try: bingx-stream --help)");
    }
}
