package io.github.bingxstream.examples.cli;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.rest.HmacSigner;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints orders and balances as they happen. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Prints orders and balances as they happen.",
            "Without credentials it streams made-up orders from an embedded sandbox exchange."
        })
final class WatchCommand implements Callable<Integer> {

    @ParentCommand
    private BingxStream root;

    @Option(names = "--orders", description = "Subscribe orders. Default: both.")
    private boolean orders;

    @Option(names = "--balances", description = "Subscribe balances. Default: both.")
    private boolean balances;

    @Option(
            names = "--symbol",
            paramLabel = "S",
            converter = SymbolConverter.class,
            description = "Show orders of this symbol only; may be repeated.")
    private List<Symbol> symbols = new ArrayList<>();

    @Option(
            names = "--asset",
            paramLabel = "A",
            converter = AssetConverter.class,
            description = "Show balances of this asset only; may be repeated.")
    private List<Asset> assets = new ArrayList<>();

    @Option(names = "--transport", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Transports.Kind transport = Transports.Kind.JDK;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Lines.Format format = Lines.Format.TABLE;

    @Mixin
    private Venue.RestOption rest;

    @Option(
            names = "--ws-url",
            paramLabel = "URL",
            description = "WebSocket URL up to and including /market, in place of the live exchange's.")
    private Optional<String> webSocket = Optional.empty();

    @Mixin
    private UpkeepOptions upkeep;

    @Mixin
    private CaptureOptions capture;

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time: 500ms, 10s, 5m, 1h.")
    private Optional<Duration> time = Optional.empty();

    @Option(names = "--events", paramLabel = "N", description = "End after this many order and balance lines.")
    private Optional<Integer> events = Optional.empty();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (events.isPresent() && events.get() < 1) {
            throw new CommandFailedException(ExitCode.BAD_USAGE, "--events needs a number above zero");
        }
        upkeep.check();
        capture.check();
        if (upkeep.resumes() && Venue.wouldBeEmbedded(root.surroundings(), rest.url())) {
            throw new CommandFailedException(
                    ExitCode.BAD_USAGE,
                    "--checkpoint needs an exchange that is still there in the next run, and the embedded sandbox ends with"
                            + " this one: set " + Venue.API_KEY + " and " + Venue.SECRET_KEY
                            + " for your account, or start"
                            + " 'bingx-stream sandbox' and give its keys, --rest-url and --ws-url");
        }
        if (!orders && !balances) {
            Optional<Integer> choice = root.surroundings()
                    .questions()
                    .choose("Which stream?", List.of("orders", "balances", "both", "listen key management"));
            if (choice.isPresent() && choice.get() == 3) {
                return new ListenKeyMenu(root, rest.url()).call();
            }
            orders = choice.isEmpty() || choice.get() != 1;
            balances = choice.isEmpty() || choice.get() != 0;
        }
        try (Venue venue = Venue.streaming(
                        root.surroundings(),
                        rest.url(),
                        webSocket.map(text -> Venue.parse("--ws-url", text, List.of("ws", "wss"))));
                Transports transports = transport.open()) {
            return watch(venue, transports);
        }
    }

    @SuppressWarnings("try") // The store is only to be closed after the stream.
    private int watch(Venue venue, Transports transports) throws InterruptedException, IOException {
        Filter filter = new Filter(new HashSet<>(symbols), new HashSet<>(assets));
        CountDownLatch enough = new CountDownLatch(1);
        PrintingSink sink = new PrintingSink(root, format.lines(), filter, events, enough::countDown);
        AccountStreamBuilder builder = AccountStream.builder()
                .signer(new HmacSigner(venue.credentials()))
                .channels(channels())
                .sink(sink);
        if (!venue.rest().isEmpty()) {
            builder.restHosts(venue.rest().toArray(java.net.URI[]::new));
        }
        venue.webSocket().ifPresent(builder::webSocket);
        try (Capturing capturing = capture.begin(channels(), upkeep.times(), root::complain);
                Closeable store = upkeep.applyTo(builder, capturing::checkpoints);
                AccountStream stream = open(builder, capturing, transports)) {
            sink.clockOf(stream);
            stream.closed().whenComplete((notice, e) -> enough.countDown());
            AtExit atExit = AtExit.run(() -> cut(stream, sink, capturing));
            boolean inTime = waitFor(enough);
            atExit.cancel();
            upkeep.trouble(stream).ifPresent(root::complain);
            return exitCode(stream, sink, inTime);
        } finally {
            sink.end();
        }
    }

    private static AccountStream open(AccountStreamBuilder builder, Capturing capturing, Transports transports) {
        capturing.applyTo(builder, transports.frames(), transports.http());
        return builder.open();
    }

    /** Ctrl-C and SIGTERM: the line that is half-way out gets out, and nothing follows it. */
    private static void cut(AccountStream stream, PrintingSink sink, Capturing capturing) {
        sink.end();
        stream.close();
        capturing.close();
    }

    private Channel[] channels() {
        EnumSet<Channel> channels = EnumSet.noneOf(Channel.class);
        if (orders) {
            channels.add(Channel.ORDERS);
        }
        if (balances) {
            channels.add(Channel.BALANCES);
        }
        return channels.toArray(Channel[]::new);
    }

    private boolean waitFor(CountDownLatch enough) throws InterruptedException {
        if (time.isEmpty()) {
            enough.await();
            return true;
        }
        return enough.await(time.get().toNanos(), TimeUnit.NANOSECONDS);
    }

    private int exitCode(AccountStream stream, PrintingSink sink, boolean inTime) throws InterruptedException {
        if (inTime && stream.state().isFinal()) {
            StreamNotice.Closed closed = stream.awaitClosed();
            closed.refusal().ifPresent(refusal -> {
                throw new CommandFailedException(ExitCode.REFUSED, "refused by the exchange: " + refusal.describe());
            });
            if (closed.reason() == CloseReason.BROKEN) {
                throw new CommandFailedException(ExitCode.UNEXPECTED, "the stream broke: " + closed.detail());
            }
        }
        if (!inTime && !sink.wasLive()) {
            throw new CommandFailedException(
                    ExitCode.UNREACHABLE,
                    "could not reach the exchange in " + time.orElseThrow().toMillis() / 1000.0 + " s");
        }
        return ExitCode.DONE;
    }

    /** Reads a symbol. */
    static final class SymbolConverter implements CommandLine.ITypeConverter<Symbol> {
        @Override
        public Symbol convert(String text) {
            try {
                Symbol symbol = new Symbol(text);
                if (symbol.quote().isEmpty()) {
                    throw new CommandLine.TypeConversionException("a symbol has a hyphen, such as BTC-USDT");
                }
                return symbol;
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads an asset. */
    static final class AssetConverter implements CommandLine.ITypeConverter<Asset> {
        @Override
        public Asset convert(String text) {
            try {
                return new Asset(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
