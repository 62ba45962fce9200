package io.github.bingxstream.testkit.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.testkit.contract.Rule;
import io.github.bingxstream.testkit.contract.RuleNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;

/**
 * What an {@link EventSink} has to bear, rule by rule: extend it in a test and supply yours, over whatever it writes to. A sink
 * may throw where it cannot do its work; here it can.
 */
@Timeout(60)
@DisplayNameGeneration(RuleNames.class)
public abstract class EventSinkContract {

    /** For subclasses. */
    protected EventSinkContract() {}

    /** Returns a sink that has been told nothing yet. */
    protected abstract EventSink sink();

    @Rule(
            number = "ES-10",
            says = "a sink takes each kind of event",
            because = "an event that makes a sink throw counts as delivered, and is not told again")
    public void es10_a_sink_takes_each_kind_of_event() {
        takes(SampleEvents.everyKind());
    }

    @Rule(
            number = "ES-11",
            says = "a sink takes each kind of notice, for each reason that there is",
            because = "the rare ones come when something is wrong already")
    public void es11_a_sink_takes_each_kind_of_notice() {
        EventSink sink = sink();
        for (StreamNotice notice : SampleEvents.everyNotice()) {
            assertThat(thrownBy(() -> sink.notice(notice))).as("" + notice).isNull();
        }
    }

    @Rule(
            number = "ES-12",
            says = "a sink takes values that no table knows, and events without anything that may be left out",
            because = "the exchange adds states and leaves members out without a word")
    public void es12_a_sink_takes_values_that_no_table_knows() {
        takes(SampleEvents.ofTomorrow());
    }

    @Rule(
            number = "ES-13",
            says = "a sink takes numbers of any size, and texts of any length",
            because = "there are assets of which one owns billions, and a column that is too narrow is found at night")
    public void es13_a_sink_takes_numbers_of_any_size() {
        takes(SampleEvents.huge());
    }

    @Rule(
            number = "ES-14",
            says = "a sink may be called by another thread each time, one after the other",
            because = "which thread of the runtime calls it is the runtime's business")
    public void es14_a_sink_may_be_called_by_another_thread_each_time() throws InterruptedException {
        EventSink sink = sink();
        List<Throwable> thrown = new ArrayList<>();
        for (AccountEvent event : SampleEvents.everyKind()) {
            Thread thread = new Thread(() -> {
                Throwable each = thrownBy(() -> sink.event(event));
                if (each != null) {
                    thrown.add(each);
                }
            });
            thread.start();
            thread.join();
        }
        assertThat(thrown).isEmpty();
    }

    @Rule(
            number = "ES-15",
            says = "a sink takes the end of the stream for each reason, also as the first thing it is told",
            because = "a stream that is refused at once says nothing else")
    public void es15_a_sink_takes_the_end_of_the_stream() {
        for (StreamNotice end : SampleEvents.everyEnd()) {
            EventSink sink = sink();
            assertThat(thrownBy(() -> sink.notice(end))).as("" + end).isNull();
        }
    }

    private void takes(List<AccountEvent> events) {
        EventSink sink = sink();
        for (AccountEvent event : events) {
            assertThat(thrownBy(() -> sink.event(event)))
                    .as(event.getClass().getSimpleName())
                    .isNull();
        }
    }

    private static @Nullable Throwable thrownBy(Runnable call) {
        return catchThrowable(call::run);
    }
}
