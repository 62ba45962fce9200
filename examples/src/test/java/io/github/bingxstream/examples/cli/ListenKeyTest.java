package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listen keys by hand, and the questions at a terminal that lead there. */
class ListenKeyTest {

    private static final int MANAGEMENT = 3;

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void a_key_is_generated_extended_and_deleted() {
        String key = generated();

        assertPrints("extended", "listen-key", "extend", key);
        assertPrints("deleted", "listen-key", "delete", key);
        assertPrints("there was no such key", "listen-key", "delete", key);
        Cli.Running gone = Cli.of(exchange).run("listen-key", "extend", key);
        assertThat(gone.end()).isEqualTo(ExitCode.REFUSED);
        assertThat(gone.complaint()).contains("does not exist any more", "Remedy: generate a new one");
        assertThat(generated()).isNotEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"0, spot.executionReport, 1", "1, ACCOUNT_UPDATE, 1", "2, ACCOUNT_UPDATE, 2"})
    void at_a_terminal_it_asks_which_stream(int choice, String channel, int channels) {
        Answers answers = new Answers(choice);
        Cli.Running watch = Cli.of(exchange).questions(answers).start("watch", "--events", "1");
        watch.awaitErr("subscribed", channels);
        watch.awaitErr("subscribed " + channel, 1);
        exchange.account().deposit("BTC", BigDecimal.ONE);
        exchange.account().placeMarket("BTC-USDT", Side.SELL, BigDecimal.ONE);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(answers.asked).containsExactly("Which stream? [orders, balances, both, listen key management]");
        assertThat(watch.err().lines())
                .filteredOn(line -> line.contains("subscribed"))
                .hasSize(channels);
    }

    @ParameterizedTest
    @CsvSource({"--orders", "--balances"})
    void it_does_not_ask_what_it_was_told(String option) {
        Answers answers = new Answers(MANAGEMENT);
        Cli.Running watch = Cli.of(exchange).questions(answers).start("watch", option, "--events", "1");
        watch.awaitErr("subscribed", 1);
        exchange.account().placeMarket("BTC-USDT", Side.SELL, BigDecimal.ONE);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(answers.asked).isEmpty();
    }

    @Test
    void the_menu_manages_keys_on_the_host_that_was_named() {
        Cli.Running generate = menu(new Answers(MANAGEMENT, 0));
        assertThat(generate.end()).isEqualTo(ExitCode.DONE);
        String key = generate.lines().get(0);
        assertThat(key).isEqualTo(generated());

        Cli.Running extend = menu(new Answers(MANAGEMENT, 1).then(key));
        assertThat(extend.end()).isEqualTo(ExitCode.DONE);
        assertThat(extend.out().strip()).isEqualTo("extended");

        Cli.Running delete = menu(new Answers(MANAGEMENT, 2).then(key));
        assertThat(delete.end()).isEqualTo(ExitCode.DONE);
        assertThat(delete.out().strip()).isEqualTo("deleted");
    }

    @Test
    void the_menu_takes_what_begins_with_a_hyphen_for_a_key_and_nothing_for_a_mistake() {
        assertThat(menu(new Answers(MANAGEMENT, 2).then("-no-such-key")).out().strip())
                .isEqualTo("there was no such key");
        Cli.Running nothing = menu(new Answers(MANAGEMENT, 2).then(""));
        assertThat(nothing.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(nothing.complaint()).contains("a listen key has 1 to 512 characters");
    }

    @Test
    void who_leaves_the_menu_has_done_nothing_wrong() {
        for (Answers answers : List.of(new Answers(MANAGEMENT), new Answers(MANAGEMENT, 1))) {
            Cli.Running run = menu(answers);
            assertThat(run.end()).isEqualTo(ExitCode.DONE);
            assertThat(run.out() + run.err()).isEmpty();
        }
    }

    @Test
    void the_menu_passes_on_that_stack_traces_are_wanted() {
        Cli.Running run = Cli.of(exchange)
                .credentials("unknown", "secret")
                .questions(new Answers(MANAGEMENT, 1).then("some-key"))
                .run("watch", "--verbose");

        assertThat(run.end()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("\tat io.github.bingxstream.");
    }

    private Cli.Running menu(Answers answers) {
        Cli.Running run = Cli.of(exchange).questions(answers).mayPrintSecrets().start("watch");
        run.end();
        return run;
    }

    private String generated() {
        Cli.Running generate = Cli.of(exchange).run("listen-key", "generate");
        assertThat(generate.end()).isEqualTo(ExitCode.DONE);
        assertThat(generate.err()).isEmpty();
        assertThat(generate.lines()).singleElement().asString().matches("[0-9a-f]{64}");
        return generate.lines().get(0);
    }

    private void assertPrints(String answer, String... args) {
        Cli.Running run = Cli.of(exchange).run(args);
        assertThat(run.end()).isEqualTo(ExitCode.DONE);
        assertThat(run.lines()).containsExactly(answer);
        assertThat(run.err()).isEmpty();
    }

    /** Somebody at a terminal, who leaves after the last answer. */
    private static final class Answers implements Questions {

        private final List<String> asked = new ArrayList<>();
        private final Deque<Integer> choices = new ArrayDeque<>();
        private final Deque<String> lines = new ArrayDeque<>();

        Answers(Integer... choices) {
            this.choices.addAll(List.of(choices));
        }

        Answers then(String line) {
            lines.add(line);
            return this;
        }

        @Override
        public Optional<Integer> choose(String question, List<String> answers) {
            asked.add(question + " " + answers);
            return Optional.ofNullable(choices.poll());
        }

        @Override
        public Optional<String> ask(String question) {
            asked.add(question);
            return Optional.ofNullable(lines.poll());
        }
    }
}
