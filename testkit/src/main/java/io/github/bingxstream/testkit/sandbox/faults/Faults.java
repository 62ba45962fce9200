package io.github.bingxstream.testkit.sandbox.faults;

import java.net.URI;
import java.time.Duration;

/**
 * What can go wrong, said in Java; meant to be imported statically.
 *
 * <pre>{@code
 * exchange.misbehave(withhold(next(3).orderFrames()));
 * exchange.misbehave(delay(next(1).frames()).by(ofMillis(300)));
 * exchange.misbehave(refuse(handshakes()).with(503).during(ofSeconds(10)));
 * exchange.misbehave(dropConnections().every(ofSeconds(30)));
 * }</pre>
 *
 * <p>A sentence does nothing until the exchange is told it, and half a sentence does not compile. Amounts out of range throw
 * {@link IllegalArgumentException}.
 */
public final class Faults {
    /** The end of a sentence that needs a time. */
    @FunctionalInterface
    public interface By {
        /** Up to a day; more than zero, unless a clock is set back. */
        Fault by(Duration time);
    }

    /** The end of a sentence that needs a pause. */
    @FunctionalInterface
    public interface Every {
        /** Waits so long before each byte. */
        Fault byteEvery(Duration pause);
    }

    /** The end of a sentence that needs a number. */
    @FunctionalInterface
    public interface With {
        /** The number; its range is in the description of the fault. */
        Fault with(int number);
    }

    /** The end of a sentence that needs a number of parts. */
    @FunctionalInterface
    public interface Into {
        /** From 2 to 1,000. */
        Fault into(int pieces);
    }

    /** The end of a sentence that needs a place. */
    @FunctionalInterface
    public interface To {
        /** A whole URL. */
        Fault to(URI url);
    }

    private Faults() {}

    /** The next so many of something: {@code next(3).orderFrames()}. */
    public static Next next(int count) {
        return new Next(count);
    }

    /** All pushes, as long as the fault lasts. */
    public static Frames frames() {
        return next(Next.ALL).frames();
    }

    /** All execution reports, as long as the fault lasts. */
    public static Frames orderFrames() {
        return next(Next.ALL).orderFrames();
    }

    /** All account updates, as long as the fault lasts. */
    public static Frames balanceFrames() {
        return next(Next.ALL).balanceFrames();
    }

    /** All execution reports that tell of a fill, as long as the fault lasts. */
    public static Frames fillFrames() {
        return next(Next.ALL).fillFrames();
    }

    /** All pings of the exchange, as long as the fault lasts. */
    public static Frames heartbeats() {
        return next(Next.ALL).heartbeats();
    }

    /** All answers to subscribe requests, as long as the fault lasts. */
    public static Frames acks() {
        return next(Next.ALL).acks();
    }

    /** All REST calls, as long as the fault lasts. */
    public static Calls calls() {
        return next(Next.ALL).calls();
    }

    /** All calls on listen keys, as long as the fault lasts. */
    public static Calls listenKeyCalls() {
        return next(Next.ALL).listenKeyCalls();
    }

    /** All queries of an account, as long as the fault lasts. */
    public static Calls queries() {
        return next(Next.ALL).queries();
    }

    /** All placing and cancelling, as long as the fault lasts. */
    public static Calls tradingCalls() {
        return next(Next.ALL).tradingCalls();
    }

    /** All questions for the time, as long as the fault lasts. */
    public static Calls timeCalls() {
        return next(Next.ALL).timeCalls();
    }

    /** All WebSocket handshakes, as long as the fault lasts. */
    public static Calls handshakes() {
        return next(Next.ALL).handshakes();
    }

    /**
     * Never sends these frames: what they would have told is true all the same. A heartbeat that is withheld was never
     * due, so that nobody is cut for not answering it.
     */
    public static Fault withhold(Frames frames) {
        return plain(FaultKind.WITHHOLD_FRAMES, frames);
    }

    /** Sends each of these frames twice in a row. */
    public static Fault duplicate(Frames frames) {
        return plain(FaultKind.DUPLICATE_FRAMES, frames);
    }

    /** Sends each of these frames behind the push that follows it; if none follows, it never comes. */
    public static Fault reorder(Frames frames) {
        return plain(FaultKind.REORDER_FRAMES, frames);
    }

    /** Sends these frames later, while those behind them go ahead. */
    public static By delay(Frames frames) {
        return time -> new Fault(FaultKind.DELAY_FRAMES, frames, new Amount.Time(time));
    }

    /** Sends these frames so that they look like gzip and nobody can inflate them. */
    public static Fault corrupt(Frames frames) {
        return plain(FaultKind.CORRUPT_FRAMES, frames);
    }

    /** Sends these frames whole, but with only the first half of the gzip in them. */
    public static Fault truncate(Frames frames) {
        return plain(FaultKind.TRUNCATE_FRAMES, frames);
    }

    /** Sends each of these messages in several WebSocket frames. */
    public static Into fragment(Frames frames) {
        return pieces -> new Fault(FaultKind.FRAGMENT_FRAMES, frames, new Amount.Size(pieces));
    }

    /** Sends these frames one byte at a time; what comes behind them has to wait. */
    public static Every drip(Frames frames) {
        return pause -> new Fault(FaultKind.DRIP_FRAMES, frames, new Amount.Time(pause));
    }

    /** Sends half of each of these frames, and ends the connection with FIN. */
    public static Fault cut(Frames frames) {
        return plain(FaultKind.CUT_FRAMES, frames);
    }

    /** Answers with an HTTP status from 400 to 599 and an error in JSON; 418 and 429 tell when they end, as a ban does. */
    public static With refuse(Calls calls) {
        return status -> new Fault(FaultKind.REFUSE_CALLS, calls, new Amount.Size(status));
    }

    /** Answers with an HTTP status from 400 to 599 and the HTML page of a firewall. */
    public static With block(Calls calls) {
        return status -> new Fault(FaultKind.BLOCK_CALLS, calls, new Amount.Size(status));
    }

    /**
     * Answers with 100410 on HTTP 200, as to a client that broke a limit, and tells when that ends: with the fault, or in
     * five minutes if it has no end.
     */
    public static Fault ban(Calls calls) {
        return plain(FaultKind.BAN_CALLS, calls);
    }

    /** Answers 302 with another location. */
    public static To redirect(Calls calls) {
        return url -> new Fault(FaultKind.REDIRECT_CALLS, calls, new Amount.Address(url));
    }

    /** Ends the connection in order (FIN) instead of answering; what was asked is not done. */
    public static Fault drop(Calls calls) {
        return plain(FaultKind.DROP_CALLS, calls);
    }

    /** Ends the connection with RST instead of answering; what was asked is not done. */
    public static Fault reset(Calls calls) {
        return plain(FaultKind.RESET_CALLS, calls);
    }

    /** Makes the answers at once, so that they grow old, and sends them when the fault ends: never, if it has no end. */
    public static Fault hold(Calls calls) {
        return plain(FaultKind.HOLD_CALLS, calls);
    }

    /** Makes the answers at once, and sends them later. */
    public static By delay(Calls calls) {
        return time -> new Fault(FaultKind.DELAY_CALLS, calls, new Amount.Time(time));
    }

    /** Does what was asked, and answers with the right status and a body that is no JSON. */
    public static Fault corrupt(Calls calls) {
        return plain(FaultKind.CORRUPT_CALLS, calls);
    }

    /** Does what was asked, and sends half of the answer before it ends the connection with FIN. */
    public static Fault cut(Calls calls) {
        return plain(FaultKind.CUT_CALLS, calls);
    }

    /** Does what was asked, and answers one byte at a time. */
    public static Every drip(Calls calls) {
        return pause -> new Fault(FaultKind.DRIP_CALLS, calls, new Amount.Time(pause));
    }

    /** Ends the TCP connection of every stream without a close frame: clients see 1006. */
    public static Fault dropConnections() {
        return plain(FaultKind.DROP_CONNECTIONS, Whole.CONNECTIONS);
    }

    /** Resets the TCP connection of every stream. */
    public static Fault resetConnections() {
        return plain(FaultKind.RESET_CONNECTIONS, Whole.CONNECTIONS);
    }

    /** Closes every stream as RFC 6455 wants it, with a code from 1000 to 4999 and a reason that may be empty. */
    public static Fault closeConnections(int code, String reason) {
        return new Fault(FaultKind.CLOSE_CONNECTIONS, Whole.CONNECTIONS, new Amount.Goodbye(code, reason));
    }

    /** Writes nothing to the streams that are open now; when the fault ends, all that waited comes at once. */
    public static Fault stallConnections() {
        return plain(FaultKind.STALL_CONNECTIONS, Whole.CONNECTIONS);
    }

    /** Reads nothing from the streams that are open now: no pong is heard, and what the client sends piles up. */
    public static Fault deafenConnections() {
        return plain(FaultKind.DEAFEN_CONNECTIONS, Whole.CONNECTIONS);
    }

    /**
     * Leaves the streams that are open now half-open, as a machine does that loses power: nothing is read or written, not
     * even an end, and they hear no push. When the fault ends they are reset, as by a machine that is back.
     */
    public static Fault abandonConnections() {
        return plain(FaultKind.ABANDON_CONNECTIONS, Whole.CONNECTIONS);
    }

    /** Sends up to 1,000,000 messages that mean nothing to every stream, as fast as it reads. */
    public static With floodConnections() {
        return frames -> new Fault(FaultKind.FLOOD_CONNECTIONS, Whole.CONNECTIONS, new Amount.Size(frames));
    }

    /** Sends every stream one frame that inflates to so many MB, from 1 to 1,024; its size on the wire is a thousandth. */
    public static With bombConnections() {
        return megabytes -> new Fault(FaultKind.BOMB_CONNECTIONS, Whole.CONNECTIONS, new Amount.Size(megabytes));
    }

    /** Sends every stream up to 1,000,000 bytes that are no WebSocket frame. */
    public static With garbleConnections() {
        return bytes -> new Fault(FaultKind.GARBLE_CONNECTIONS, Whole.CONNECTIONS, new Amount.Size(bytes));
    }

    /** Lets every listen key die now; their streams are told, unless a quirk says otherwise, and stay open and silent. */
    public static Fault expireListenKeys() {
        return plain(FaultKind.EXPIRE_LISTEN_KEYS, Whole.LISTEN_KEYS);
    }

    /** Lets every listen key die now without a word, whatever the quirks; heartbeats go on. */
    public static Fault killListenKeys() {
        return plain(FaultKind.KILL_LISTEN_KEYS, Whole.LISTEN_KEYS);
    }

    /**
     * Answers account queries (balance, orders, fills) from the state of so long ago, but from none older than the
     * beginning of the fault: what stands then stays visible.
     */
    public static By lagQueries() {
        return time -> new Fault(FaultKind.LAG_QUERIES, Whole.QUERIES, new Amount.Time(time));
    }

    /** Sets the exchange's clock ahead, or back if negative: server time, timestamps, event times, the life of keys. */
    public static By skewClock() {
        return time -> new Fault(FaultKind.SKEW_CLOCK, Whole.CLOCK, new Amount.Time(time));
    }

    private static Fault plain(FaultKind kind, Selection selection) {
        return new Fault(kind, selection, new Amount.None());
    }
}
