package io.github.bingxstream.rest;

import static io.github.bingxstream.rest.Bench.answered;
import static io.github.bingxstream.rest.Bench.failed;
import static io.github.bingxstream.rest.Bench.isDone;
import static io.github.bingxstream.rest.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {

    private final Bench bench = new Bench();

    @Test
    void calls_beyond_the_limit_wait_and_are_signed_when_they_go() {
        for (int i = 0; i < 4; i++) {
            bench.http.answer(200, Bench.NO_BALANCES);
        }
        List<CompletionStage<?>> calls = balances(4);

        assertThat(bench.http.requests()).hasSize(3);
        bench.time.advance(RequestBudget.WINDOW);

        assertThat(calls).allMatch(Bench::isDone);
        assertThat(bench.http.uri(3)).contains("timestamp=1700000001200&");
    }

    @Test
    void an_extension_overtakes_generations_and_repairs_that_wait() {
        for (int i = 0; i < 40; i++) {
            var unused = List.of(
                    bench.rest.listenKeys().generate(), bench.rest.account().openOrders());
        }
        int before = bench.http.requests().size();

        var unused = bench.rest.listenKeys().extend(Bench.LISTEN_KEY);

        assertThat(bench.time.waiting()).isGreaterThan(70);
        assertThat(bench.http.requests()).hasSize(before + 1);
        assertThat(bench.http.request(before).method()).isEqualTo(Method.PUT);
    }

    @Test
    void a_ban_with_a_time_of_release_blocks_its_group_until_then() {
        long release = VirtualTime.START.toEpochMilli() + 90_000;
        bench.http.answer(200, Bench.refusal(100410, "will be unblocked after " + release));
        var unused = refused(bench.rest.account().openOrders());

        Refusal unsent = refused(bench.rest.account().openOrders());

        assertThat(bench.http.requests()).hasSize(1);
        assertThat(unsent.treatment()).isEqualTo(Treatment.BACK_OFF);
        assertThat(unsent.code()).isEmpty();
        assertThat(unsent.retryAt()).contains(VirtualTime.START.plusSeconds(90));
        assertThat(unsent.describe()).contains("not sent");
        bench.http.answer(200, Bench.NO_BALANCES);
        assertThat(answered(bench.rest.account().balances())).isEmpty();

        bench.time.advance(Duration.ofSeconds(90));
        bench.http.answer(200, "{\"code\":0,\"data\":{\"orders\":[]}}");
        assertThat(answered(bench.rest.account().openOrders())).isEmpty();
    }

    @Test
    void the_release_of_one_account_is_waited_for_by_no_other_unless_the_exchange_refuses_it_too() {
        Bench other = sharing("another-api-key");
        long release = VirtualTime.START.toEpochMilli() + 600_000;
        String limited = Bench.refusal(100410, "will be unblocked after " + release);
        bench.http.answer(200, limited).answer(200, limited);
        var first = refused(bench.rest.account().balances());
        var firstExtension = refused(bench.rest.listenKeys().extend(Bench.LISTEN_KEY));

        other.http.answer(200, Bench.NO_BALANCES);
        assertThat(answered(other.rest.account().balances())).isEmpty();
        bench.time.advance(RequestBudget.WINDOW);
        other.http.answer(200, Bench.SUCCESS);
        assertThat(answered(other.rest.listenKeys().extend(Bench.LISTEN_KEY))).isEqualTo(KeyExtension.EXTENDED);

        other.http.answer(200, limited);
        var second = refused(other.rest.account().balances());
        assertThat(refused(sharing("a-third-api-key").rest.account().balances()).describe())
                .contains("not sent");
        assertThat(List.of(first, firstExtension, second))
                .allMatch(refusal -> refusal.code().isPresent());
    }

    /** Another account of the same process. */
    private Bench sharing(String apiKey) {
        return new Bench(builder -> builder.budget(bench.budget)
                .ticker(bench.time)
                .scheduler(bench.time)
                .clock(bench.time.wallClock())
                .signer(new HmacSigner(new Credentials(apiKey, "secret-of-" + apiKey))));
    }

    @ParameterizedTest
    @CsvSource({"403, 300", "418, 300", "429, 10"})
    void a_blocking_status_pauses_for_its_time(int status, long seconds) {
        bench.http.answer(status, "<html>").answer(200, Bench.NO_BALANCES);
        var unused = refused(bench.rest.account().balances());

        bench.time.advance(Duration.ofSeconds(seconds).minusNanos(1));
        var early = refused(bench.rest.account().balances());
        bench.time.advance(Duration.ofNanos(1));
        assertThat(answered(bench.rest.account().balances())).isEmpty();

        assertThat(early.describe()).contains("not sent");
        assertThat(bench.http.requests()).hasSize(2);
    }

    @Test
    void the_firewall_blocks_extensions_too_for_going_on_lengthens_the_ban() {
        bench.http.answer(403, "<html>");
        var unused = refused(bench.rest.account().balances());

        var unsent = refused(bench.rest.listenKeys().extend(Bench.LISTEN_KEY));

        assertThat(unsent.retryAt()).contains(VirtualTime.START.plusSeconds(300));
        assertThat(bench.http.requests()).hasSize(1);
    }

    @Test
    void a_ban_overtakes_calls_that_wait_for_their_turn() {
        CompletableFuture<Response> first = bench.http.pending();
        List<CompletionStage<?>> calls = balances(4);
        first.complete(new Response(429, Map.of(), ""));

        bench.time.advance(RequestBudget.WINDOW);

        assertThat(bench.http.requests()).hasSize(3);
        assertThat(isDone(calls.get(3))).isTrue();
    }

    @Test
    void streams_of_one_process_share_a_budget() {
        Bench other = new Bench(builder -> builder.budget(bench.budget));
        var unused = List.of(balances(3), other.rest.account().balances());

        assertThat(bench.http.requests()).hasSize(3);
        assertThat(other.http.requests()).isEmpty();
    }

    @Test
    void calls_that_waited_out_a_stall_do_not_go_in_one_burst() {
        List<Moment> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bench.http.then(request -> {
                sent.add(bench.time.now());
                return new CompletableFuture<>();
            });
        }
        for (int i = 0; i < 10; i++) {
            var unused = bench.rest.account().openOrders();
        }
        bench.time.stall(Duration.ofSeconds(30));
        bench.time.advance(Duration.ofSeconds(30));

        assertThat(sent).hasSize(10);
        for (int i = 2; i < sent.size(); i++) {
            assertThat(sent.get(i).since(sent.get(i - 2))).isGreaterThanOrEqualTo(RequestBudget.WINDOW);
        }
    }

    @Test
    void a_call_whose_scheduler_is_always_late_is_given_up() {
        bench.time.tasksAreLateBy(Duration.ofSeconds(5));
        List<CompletionStage<Outcome<ListenKey>>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            calls.add(bench.rest.listenKeys().generate());
        }

        bench.time.advance(Duration.ofMinutes(10));

        // The script is empty, so that calls that were sent stay open; all others must have ended.
        long open = calls.stream().filter(call -> !isDone(call)).count();
        assertThat(open).isEqualTo(bench.http.requests().size());
    }

    @Test
    void a_scheduler_that_was_shut_down_fails_calls_that_must_wait_and_no_other() {
        bench.time.shutdown();
        for (int i = 0; i < 3; i++) {
            bench.http.answer(200, Bench.NO_BALANCES);
        }
        List<CompletionStage<?>> calls = balances(3);
        assertThat(calls).allMatch(Bench::isDone);

        Failure failure = failed(bench.rest.account().balances());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.LOCAL);
        assertThat(failure.detail()).contains("scheduler");
    }

    @Test
    void calls_that_wait_for_the_limit_of_their_own_api_key_go_in_turn_and_none_waits_for_more_than_a_minute() {
        Bench wide = new Bench(builder ->
                builder.budget(new RequestBudget(RequestLimits.published().with(LimitGroup.BALANCES, 5, 500))));
        List<Moment> sent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            wide.http.then(request -> {
                sent.add(wide.time.now());
                return CompletableFuture.completedFuture(new Response(200, Map.of(), Bench.NO_BALANCES));
            });
        }
        List<CompletionStage<?>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            calls.add(wide.rest.account().balances());
        }

        wide.time.advance(RequestBudget.WAIT_MAX);

        assertThat(calls).allMatch(Bench::isDone);
        assertThat(sent).hasSize(51 * 5);
        for (int i = 5; i < sent.size(); i++) {
            assertThat(sent.get(i).since(sent.get(i - 5))).isEqualTo(RequestBudget.WINDOW);
        }
        assertThat(wide.time.waiting()).isZero();
    }

    @Test
    void closing_ends_what_waits_and_what_is_on_its_way_and_what_comes_later() {
        var onItsWay = bench.rest.listenKeys().generate();
        var waiting = bench.rest.listenKeys().generate();
        bench.time.shutdownNow();

        bench.rest.close();
        bench.rest.close();

        assertThat(failed(onItsWay).kind()).isEqualTo(Failure.Kind.LOCAL);
        assertThat(failed(waiting).kind()).isEqualTo(Failure.Kind.LOCAL);
        assertThat(failed(bench.rest.listenKeys().generate()).detail()).contains("closed");
        assertThat(bench.http.requests()).hasSize(1);
    }

    @Test
    void closing_takes_back_what_was_scheduled() {
        List<CompletionStage<?>> calls = balances(5);
        assertThat(bench.time.waiting()).isEqualTo(2);

        bench.rest.close();

        assertThat(bench.time.waiting()).isZero();
        assertThat(calls).allMatch(Bench::isDone);
    }

    private List<CompletionStage<?>> balances(int calls) {
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            stages.add(bench.rest.account().balances());
        }
        return stages;
    }
}
