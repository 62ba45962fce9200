package io.github.bingxstream.testkit.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.Quirk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/sandbox.md} says what the code does: its tables are complete, and its scripts can be read. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "sandbox.md");
    private static final Pattern SCRIPT = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("(?:-d|--data-binary) '([^'@]+)'");

    private final String page;

    DocumentationTest() throws IOException {
        page = Files.readString(PAGE);
    }

    @Test
    void the_table_of_faults_is_the_list_of_kinds() {
        List<String> rows = Arrays.stream(FaultKind.values())
                .map(kind -> "| `" + kind.usage() + "` | " + kind.meaning() + " | `" + kind.mark() + "` |")
                .toList();
        assertThat(page).contains(String.join("\n", rows) + "\n\n");
    }

    @Test
    void the_words_for_frames_and_calls_are_complete() {
        for (Object sort : Stream.of(Frames.Sort.values(), Calls.Sort.values())
                .flatMap(Arrays::stream)
                .toList()) {
            assertThat(page).contains("| `" + sort + "` | ");
        }
    }

    @Test
    void every_quirk_is_listed() {
        for (Quirk quirk : Quirk.values()) {
            assertThat(page).contains("| `" + quirk + "` | ");
        }
    }

    @Test
    void every_script_and_every_body_on_the_page_can_be_read() {
        List<String> scripts = Stream.of(SCRIPT, BODY)
                .map(pattern -> pattern.matcher(page))
                .flatMap(Matcher::results)
                .map((MatchResult result) -> result.group(1))
                .filter(text -> !text.matches("\\d+"))
                .toList();
        assertThat(scripts).hasSize(3);
        assertThat(scripts)
                .allSatisfy(script -> assertThat(Script.parse(script).faults()).isNotEmpty());
    }
}
