package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad usage and bad input: exit code 2, and one line that says what to do. */
class UsageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            watch --symbol BTC-USDT&x=1             | '--symbol' (S): symbol contains '&' at position 8
            watch --symbol BTCUSDT                  | a symbol has a hyphen, such as BTC-USDT
            watch --asset US=DT                     | '--asset' (A): asset contains '='
            watch --nonsense                        | there is no option --nonsense (try: bingx-stream watch --help)
            watch --for 10                          | '10' is no duration: write 500ms, 10s, 5m or 1h
            watch --for 0s                          | a duration is longer than zero
            watch --for 999999999h                  | is no duration
            watch --for                             | '--for' (TIME)
            watch --events 0                        | --events needs a number above zero
            watch --events -3                       | --events needs a number above zero
            watch --events many                     | 'many' is not an int
            watch --audit-every 1s                  | --audit-every is 1s: choose between 5s and 1h
            watch --audit-every 3601s               | --audit-every is 3601s: choose between 5s and 1h
            watch --audit-every often               | 'often' is no duration: write 500ms, 10s, 5m or 1h
            watch --rotate-every 9999ms             | --rotate-every is 9999ms: choose between 10s and 168h
            watch --rotate-every 8760h              | --rotate-every is 8760h: choose between 10s and 168h
            watch --silence-limit 5s                | --silence-limit is 5s: choose between 10s and 10m
            watch --silence-limit 11m               | --silence-limit is 11m: choose between 10s and 10m
            watch --checkpoint                      | '--checkpoint' (FILE)
            watch --checkpoint /                    | --checkpoint needs a file, and / is none
            watch --checkpoint /no/such/place       | there is no folder /no/such; make it, or choose another file
            watch --format xml                      | expected one of [TABLE, JSONL] (case-insensitive)
            watch --transport smoke                 | expected one of [JDK, TYRUS] (case-insensitive)
            watch --rest-url ftp://host --ws-url ws://host/market       | --rest-url needs http:// or https://
            watch --rest-url http:// --ws-url ws://host/market          | --rest-url needs http:// or https://
            watch --rest-url http://h?a=b --ws-url ws://h/market        | no user, query or fragment
            watch --rest-url http://me:pw@h --ws-url ws://h/market      | no user, query or fragment
            watch --rest-url http://h:99999 --ws-url ws://h/market      | --rest-url needs http:// or https://
            watch --rest-url http://h --ws-url http://h/market          | --ws-url needs ws:// or wss://
            watch --rest-url http://h --ws-url ws://h/market#top        | no user, query or fragment
            watch --rest-url http://h               | give --rest-url and --ws-url together
            watch --rest-url https://open-api-vst.bingx.com             | give --rest-url and --ws-url together
            watch --ws-url ws://h/market            | give --rest-url and --ws-url together
            watch --ws-url wss://vst-open-api-ws.bingx.com/market       | give --rest-url and --ws-url together
            frobnicate                              | there is no such command: say watch, replay, listen-key, sandbox
            listen-key                              | generate, extend KEY or delete KEY
            listen-key rotate                       | there is no such command: say delete, extend, generate
            listen-key extend                       | Missing required parameter: 'KEY'
            listen-key extend a/b                   | a listen key has 1 to 512 characters
            listen-key generate --rest-url h        | --rest-url needs http:// or https://
            sandbox --port 70000                    | --port or --rate: port is out of range
            sandbox --port some                     | 'some' is not an int
            sandbox --rate -1                       | --port or --rate: eventsPerSecond is out of range
            sandbox --seed x                        | 'x' is not a long
            sandbox --script /no/such/file          | --script /no/such/file: there is no such file
            sandbox --script /                      | --script /: it cannot be read
            """)
    void one_line_says_what_to_do(String args, String remedy) {
        Cli.Running run = Cli.bare().credentials("key", "secret").run(args.split(" "));

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint()).contains(remedy);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_command_must_be_named() {
        Cli.Running run = Cli.bare().run();

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint()).contains("say what to do: watch, replay, listen-key or sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "watch --rest-url http://127.0.0.1:1 --ws-url ws://127.0.0.1:1/market",
        "watch --rest-url http://127.0.0.1:1",
        "listen-key generate",
        "listen-key extend key --rest-url http://127.0.0.1:1"
    })
    void a_named_host_needs_credentials(String args) {
        Cli.Running run = Cli.bare().run(args.split(" "));

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint()).containsAnyOf("set BINGX_API_KEY and BINGX_SECRET_KEY", "together");
    }

    @Test
    void half_of_the_credentials_is_a_mistake_and_no_wish_for_the_sandbox() {
        for (String name : new String[] {Venue.API_KEY, Venue.SECRET_KEY}) {
            Cli.Running run = Cli.bare().environment(name, Leaks.SECRET_KEY).run("watch", "--events", "1");

            assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
            assertThat(run.complaint()).contains("set both, or none for the sandbox");
        }
    }

    @Test
    void credentials_that_were_copied_with_a_space_are_refused_unseen() {
        Cli.Running run =
                Cli.bare().credentials(Leaks.API_KEY, Leaks.SECRET_KEY + " ").run("watch", "--events", "1");

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint()).contains("the secret key is empty or has characters other than printable ASCII");
    }

    @Test
    void a_checkpoint_of_the_embedded_sandbox_would_be_of_no_use(@TempDir Path folder) {
        Path file = folder.resolve("checkpoint");
        Cli.Running run = Cli.bare().run("watch", "--checkpoint", file.toString());

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint())
                .contains("the embedded sandbox ends with this one", "set BINGX_API_KEY", "--rest-url and --ws-url");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "BINGX_SECRET_KEY=" + Leaks.SECRET_KEY + "\n"})
    void a_file_that_is_no_checkpoint_is_told_unseen_and_left_as_it_is(String content, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("checkpoint"), content);
        Cli.Running run = Cli.bare().credentials("key", "secret").run("watch", "--checkpoint", file.toString());

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint()).contains(file + " is damaged, or no checkpoint at all. It was left as it is");
        assertThat(file).hasContent(content);
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void help_says_whose_a_checkpoint_is() {
        assertThat(Cli.bare().run("watch", "--help").out().replaceAll("\\s+", " "))
                .contains("A file belongs to one account at one exchange", "--audit-every", "5s to 1h");
    }

    /** Whatever is printed here is looked at for secrets, as it is in every test. */
    @ParameterizedTest
    @CsvSource({
        "watch --api-key " + Leaks.API_KEY,
        "watch --secret-key=" + Leaks.SECRET_KEY,
        "watch " + Leaks.SECRET_KEY,
        "listen-key extend key " + Leaks.SECRET_KEY,
        "listen-key generate " + Leaks.SECRET_KEY,
        Leaks.SECRET_KEY
    })
    void a_key_in_the_wrong_place_is_not_repeated(String args) {
        Cli.Running run = Cli.bare().credentials("key", "secret").run(args.split(" "));

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint()).contains("there is").doesNotContain(Leaks.SECRET_KEY, Leaks.API_KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reset connections; # and a wrong one; after 5s: dropp connections | line 3: 'dropp' is no fault: say one of withhold",
                "after 5s reset connections | line 1: put a colon between when and what",
                "refuse handshakes | line 1: 'refuse CALLS with STATUS': say 'with STATUS' before the end"
            })
    void a_script_is_read_to_its_end_before_the_sandbox_starts(String lines, String remedy, @TempDir Path folder)
            throws IOException {
        Path script = Files.writeString(folder.resolve("faults.txt"), lines.replace("; ", "\n"));
        Cli.Running run = Cli.bare().run("sandbox", "--script", script.toString());

        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run.complaint()).contains("--script " + script + ": " + remedy);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_script_is_some_text(@TempDir Path folder) throws IOException {
        Path script = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThat(Cli.bare().run("sandbox", "--script", script.toString()).complaint())
                .contains("it is no text in UTF-8");
        Files.write(script, new byte[1_000_001]);
        assertThat(Cli.bare().run("sandbox", "--script", script.toString()).complaint())
                .contains("it is no script");
    }

    @Test
    void a_port_that_is_taken_is_told() {
        try (SandboxExchange exchange = SandboxExchange.builder().start()) {
            int port = URI.create(exchange.restUrl()).getPort();
            Cli.Running run = Cli.bare().run("sandbox", "--port", Integer.toString(port));

            assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
            assertThat(run.complaint()).contains("port " + port + " cannot be had: choose another one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "watch --version", "listen-key --version", "listen-key generate --version"})
    void every_command_tells_its_version(String arguments) {
        Cli.Running run = Cli.bare().run(arguments.split(" "));
        assertThat(run.end()).isZero();
        assertThat(run.out()).startsWith("bingx-stream ");
    }

    @Test
    void a_stack_trace_comes_when_asked_for_and_only_then() {
        for (String args : new String[] {"listen-key generate", "watch --events 0"}) {
            assertThat(Cli.bare().run(args.split(" ")).complaint()).doesNotContain("\tat ");

            Cli.Running verbose = Cli.bare().run((args + " --verbose").split(" "));
            assertThat(verbose.end()).isEqualTo(ExitCode.BAD_USAGE);
            assertThat(verbose.err()).contains("CommandFailedException", "\tat io.github.bingxstream.");
            assertThat(verbose.err().lines()).last().asString().startsWith("bingx-stream: ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--help",
        "watch --help",
        "replay --help",
        "listen-key --help",
        "listen-key extend --help",
        "sandbox --help"
    })
    void help_is_at_hand(String args) {
        Cli.Running run = Cli.bare().run(args.split(" "));

        assertThat(run.end()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("Usage: bingx-stream");
        assertThat(run.err()).isEmpty();
    }
}
