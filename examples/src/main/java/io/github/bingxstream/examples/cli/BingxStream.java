package io.github.bingxstream.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code bingx-stream}. */
@Command(
        name = "bingx-stream",
        mixinStandardHelpOptions = true,
        description = "Watches the account streams of the BingX spot exchange.")
public final class BingxStream implements Runnable {

    private BingxStream() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param arguments what was typed after the command's name
     */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new BingxStream()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
