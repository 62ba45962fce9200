package io.github.bingxstream.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.transport.FrameTransportContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That {@code docs/write-your-own-transport.md} shows what is here. */
class GuideTest {

    private static final Path GUIDE = Path.of("../../docs/write-your-own-transport.md");
    private static final String PACKAGE = "java/io/github/bingxstream/examples/netty/";

    @ParameterizedTest
    @ValueSource(strings = {"NettyFrameTransportTest", "ArchitectureTest"})
    void the_guide_shows_the_tests_as_they_are(String test) throws IOException {
        String source = Files.readString(Path.of("src/test/" + PACKAGE + test + ".java"));

        assertThat(Files.readString(GUIDE))
                .contains("```java\n" + source.substring(source.indexOf("\nclass ") + 1) + "```");
    }

    @Test
    void the_guide_shows_how_the_rules_of_tls_are_tested() throws IOException {
        String source = Files.readString(Path.of("src/test/" + PACKAGE + "TlsTest.java"));
        int begin = source.indexOf("    @Override\n    protected TransportPair");
        String method = source.substring(begin, source.indexOf("\n    }\n", begin) + "\n    }\n".length());

        assertThat(Files.readString(GUIDE)).contains("```java\n" + method.indent(-4) + "```");
    }

    @Test
    void the_guide_names_every_part_of_the_suite() throws IOException {
        assertThat(FrameTransportContract.class.getInterfaces()).isNotEmpty();
        for (Class<?> rules : FrameTransportContract.class.getInterfaces()) {
            assertThat(Files.readString(GUIDE)).contains("`" + rules.getSimpleName() + "`");
        }
    }

    @Test
    void the_adapter_has_as_many_lines_as_the_guide_says_and_less_than_200() throws IOException {
        int lines = 0;
        for (String type : List.of("NettyFrameTransport", "NettyConnection")) {
            lines += linesOfCode(Files.readString(Path.of("src/main/" + PACKAGE + type + ".java")));
        }

        assertThat(lines).isLessThan(200);
        assertThat(Files.readString(GUIDE)).contains("two classes, " + lines + " lines without comments");
    }

    private static int linesOfCode(String source) {
        Stream<String> lines = source.replaceAll("(?s)/\\*.*?\\*/", "").lines().map(String::strip);
        return (int) lines.filter(line -> !line.isEmpty() && !line.matches("(//|import |package ).*"))
                .count();
    }
}
