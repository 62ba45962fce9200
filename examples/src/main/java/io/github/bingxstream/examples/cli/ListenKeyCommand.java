package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.rest.BingxRest;
import io.github.bingxstream.rest.HmacSigner;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Manages listen keys by hand: one signed call each. */
@Command(
        name = "listen-key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Generates, extends or deletes a listen key. A key is valid for 60 minutes.")
final class ListenKeyCommand implements Runnable {

    @ParentCommand
    private BingxStream root;

    @Override
    public void run() {
        throw new CommandFailedException(
                ExitCode.BAD_USAGE, "say what to do with the listen key: generate, extend KEY or delete KEY");
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Generates a key and prints it.")
    int generate(@Mixin Venue.RestOption rest) {
        return call(rest, ListenKeyApi::generate, key -> key.value());
    }

    @Command(name = "extend", mixinStandardHelpOptions = true, description = "Extends a key to 60 minutes from now.")
    int extend(@Mixin Venue.RestOption rest, @Parameters(paramLabel = "KEY") String key) {
        ListenKey listenKey = parse(key);
        return call(rest, api -> api.extend(listenKey), ListenKeyCommand::describe);
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Deletes a key, which silences every stream that uses it.")
    int delete(@Mixin Venue.RestOption rest, @Parameters(paramLabel = "KEY") String key) {
        ListenKey listenKey = parse(key);
        return call(
                rest,
                api -> api.delete(listenKey),
                deletion -> deletion == KeyDeletion.DELETED ? "deleted" : "there was no such key");
    }

    private static String describe(KeyExtension extension) {
        return switch (extension) {
            case EXTENDED -> "extended";
            case UNCERTAIN -> "the exchange answered 204, which may mean anything: extend again within a minute";
            case GONE ->
                throw new CommandFailedException(
                        ExitCode.REFUSED, "the listen key does not exist any more. Remedy: generate a new one");
        };
    }

    private static ListenKey parse(String text) {
        try {
            return new ListenKey(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.BAD_USAGE, String.valueOf(e.getMessage()));
        }
    }

    private <T> int call(
            Venue.RestOption rest,
            Function<ListenKeyApi, CompletionStage<Outcome<T>>> call,
            Function<T, String> describe) {
        Venue venue = Venue.real(root.surroundings(), rest.url(), java.util.Optional.empty());
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (Transports transports = Transports.Kind.JDK.open()) {
            BingxRest.Builder builder = BingxRest.builder()
                    .signer(new HmacSigner(venue.credentials()))
                    .http(transports.http())
                    .scheduler(scheduler);
            if (!venue.rest().isEmpty()) {
                builder.hosts(venue.rest());
            }
            try (BingxRest bingx = builder.build()) {
                Outcome<T> outcome =
                        call.apply(bingx.listenKeys()).toCompletableFuture().join();
                ClockNote.of(bingx.clockOffset()).ifPresent(root::complain);
                root.surroundings().out().println(answer(outcome, describe));
                return ExitCode.DONE;
            }
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static <T> String answer(Outcome<T> outcome, Function<T, String> describe) {
        return outcome.match(new Outcome.Cases<T, String>() {
            @Override
            public String answered(T value) {
                return describe.apply(value);
            }

            @Override
            public String refused(Refusal refusal) {
                throw new CommandFailedException(ExitCode.REFUSED, "refused by the exchange: " + refusal.describe());
            }

            @Override
            public String failed(Failure failure) {
                throw new CommandFailedException(
                        ExitCode.UNREACHABLE, "could not reach the exchange: " + failure.detail());
            }
        });
    }
}
