package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.testkit.capture.Replay.Divergence.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The recorded answers, each given once, to the request with the same method, path and parameters, in their order. Times in a
 * request are those of the session's clock: a little off does not make it another request.
 */
final class ReplayedHttp implements HttpTransport {

    private static final Set<String> SIGNED_ONLY = Set.of("timestamp", "signature", "recvWindow");
    private static final Set<String> TIMES = Set.of("startTime", "endTime");

    /** Beside what the request itself is later or earlier than recorded. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Agenda agenda;
    private final Divergences divergences;
    private final List<Exchange> left = new ArrayList<>();
    private long late;

    /** A request and what came of it; null when the recording ends before. */
    private record Exchange(
            Entry entry, Fact.Asked asked, @Nullable Entry answer) {}

    ReplayedHttp(List<Entry> entries, Agenda agenda, Divergences divergences) {
        this.agenda = agenda;
        this.divergences = divergences;
        Map<Integer, Entry> answers = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.fact() instanceof Fact.Answered answered) {
                answers.put(answered.request(), entry);
            } else if (entry.fact() instanceof Fact.Unanswered unanswered) {
                answers.put(unanswered.request(), entry);
            }
        }
        for (Entry entry : entries) {
            if (entry.fact() instanceof Fact.Asked asked) {
                left.add(new Exchange(entry, asked, answers.get(asked.request())));
            }
        }
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        CompletableFuture<Response> result = new CompletableFuture<>();
        Map<String, String> parameters = CapturedHttp.queryOf(request.uri());
        for (Iterator<Exchange> all = left.iterator(); all.hasNext(); ) {
            Exchange exchange = all.next();
            if (isOf(exchange, request, parameters)) {
                all.remove();
                answer(exchange, request, result);
                return result;
            }
        }
        String what = described(request.method(), request.uri().getPath(), parameters);
        if (!divergences.isAboutOver()) {
            divergences.add(Kind.NOT_RECORDED, what);
        }
        agenda.soon(
                () -> result.completeExceptionally(new IOException("this request is not in the recording: " + what)));
        return result;
    }

    private void answer(Exchange exchange, Request request, CompletableFuture<Response> result) {
        late = Math.max(0, agenda.nanos() - exchange.entry().nanos());
        Entry answer = exchange.answer();
        if (answer == null) {
            agenda.at(
                    agenda.nanos() + request.timeout().toNanos(),
                    () -> result.completeExceptionally(new IOException("the recording ends before the answer")));
        } else if (answer.fact() instanceof Fact.Answered answered) {
            agenda.at(answer.nanos() + late, () -> result.complete(response(answered)));
        } else if (answer.fact() instanceof Fact.Unanswered unanswered) {
            Exception failure = unanswered.network()
                    ? new IOException(unanswered.detail())
                    : new IllegalStateException(unanswered.detail());
            agenda.at(answer.nanos() + late, () -> result.completeExceptionally(failure));
        }
    }

    private static Response response(Fact.Answered answered) {
        Map<String, List<String>> headers = new HashMap<>();
        answered.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Response(answered.status(), headers, Contents.text(answered.body()));
    }

    private boolean isOf(Exchange exchange, Request request, Map<String, String> parameters) {
        Fact.Asked asked = exchange.asked();
        if (asked.method() != request.method()
                || !asked.path().equals(request.uri().getPath())
                || !asked.parameters().keySet().equals(parameters.keySet())) {
            return false;
        }
        long tolerance =
                TOLERANCE.toNanos() + Math.abs(agenda.nanos() - exchange.entry().nanos());
        return parameters.entrySet().stream().allMatch(parameter -> {
            String name = parameter.getKey();
            String recorded = Objects.requireNonNullElse(asked.parameters().get(name), "");
            return SIGNED_ONLY.contains(name)
                    || recorded.equals(parameter.getValue())
                    || (TIMES.contains(name) && isAbout(recorded, parameter.getValue(), tolerance));
        });
    }

    private static boolean isAbout(String one, String other, long toleranceNanos) {
        try {
            long apart = Math.abs(Long.parseLong(one) - Long.parseLong(other));
            return apart <= Duration.ofNanos(toleranceNanos).toMillis();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Tells of the requests that were not made. */
    void reportMissing(long end) {
        for (Exchange exchange : left) {
            if (exchange.entry().nanos() < end - ReplayedConnection.SOON.toNanos()) {
                Fact.Asked asked = exchange.asked();
                divergences.add(Kind.NOT_DONE, described(asked.method(), asked.path(), asked.parameters()));
            }
        }
    }

    /** Returns how much later than recorded the last request was made. */
    long late() {
        return late;
    }

    private static String described(Method method, String path, Map<String, String> parameters) {
        Map<String, String> telling = new LinkedHashMap<>(parameters);
        telling.keySet().removeAll(SIGNED_ONLY);
        return method + " " + path + (telling.isEmpty() ? "" : " " + telling);
    }
}
