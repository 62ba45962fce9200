package io.github.bingxstream.examples.cli;

import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.testkit.capture.Capture;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The options of a watched stream as notes in its capture, so that its replay has the same. */
final class StreamNotes {

    private static final String CHANNELS = "channels";

    private StreamNotes() {}

    /** Notes what was asked for; times as ISO-8601 has them. */
    static void write(Capture capture, Channel[] channels, Map<String, Duration> times) {
        capture.note(
                CHANNELS,
                String.join(",", Arrays.stream(channels).map(Channel::name).toList()));
        times.forEach((option, time) -> capture.note(option, time.toString()));
    }

    /**
     * Gives a stream the options that were noted.
     *
     * @throws CommandFailedException when they are none
     */
    static void apply(Map<String, String> notes, AccountStreamBuilder builder) {
        try {
            Optional.ofNullable(notes.get(CHANNELS))
                    .ifPresent(names -> builder.channels(Arrays.stream(names.split(",", -1))
                            .map(Channel::valueOf)
                            .toArray(Channel[]::new)));
            time(notes, UpkeepOptions.AUDIT_EVERY, builder::auditEvery);
            time(notes, UpkeepOptions.ROTATE_EVERY, builder::rotateEvery);
            time(notes, UpkeepOptions.SILENCE_LIMIT, builder::silenceLimit);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CommandFailedException(
                    ExitCode.BAD_USAGE, "the capture notes options of the stream that this version does not know");
        }
    }

    private static void time(Map<String, String> notes, String option, Consumer<Duration> setting) {
        Optional.ofNullable(notes.get(option)).map(Duration::parse).ifPresent(setting);
    }
}
