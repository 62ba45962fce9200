package io.github.bingxstream.testkit.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences, such as the reason of a refusal or of an ending. Whoever writes them may quote anything, so that only what is
 * known to be harmless stays: the words that exchange and transports use, numbers of three digits at most, and the time at
 * which a ban ends, on which the client acts.
 */
final class Words {

    /** A ban that is longer is not believed by the client, and a number further away is hardly a time. */
    private static final Duration RELEASE_MAX = Duration.ofDays(1);

    private static final int SMALL_DIGITS_MAX = 3;

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_]+(?:[-.:/@=]+[\\p{L}\\p{N}_]+)*");
    private static final Pattern EXCEPTION = Pattern.compile("([A-Z][a-z]+){1,5}(Exception|Error)");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("[0-9]{13}");

    private static final Set<String> HARMLESS = Set.of("""
            a abnormal accept access account after again already an and answer any api are as asset at auth authentication
            authorized away back bad balance ban banned be because been before between bind body broke broken busy but by bye bytes
            call called cancel canceled cannot check client clientorderid close closed code connect connection content could cut
            data datatype does done down due duplicate empty end ended endpoint error errors exceed exceeded exception exchange
            executor exist exists expired extend failed failure fill fills find firewall for forbidden found frame frames frequency
            from full gateway given going gone handshake has have header held hold host http https id identity in incorrect
            insufficient interface internal invalid ip is it its key keys larger later less limit limited listen listenkey
            lost maintenance many market match max may maximum message min missing more must ms name network no not null of off
            ok on only open or order orderid orders other out outside over page parameter parameters path peer permission please
            price protocol queue rate reached reason received recvwindow refused reject rejected removed repeated request
            requests reset restart retry rule same sec seconds send sent server service session shut shutdown signature size
            skipped small socket spot status stream string subscribe subscribed subscription success such symbol system temporarily
            than that the there this time timed timeout timestamp tls to too trade transport triggered try type unauthorized
            unavailable unblocked unknown until unsub upgrade url user value verification verify violated violation was went
            websocket whitelist whitelisted will window with within without wrong your
            """.strip().split("\\s+"));

    private final Pseudonyms pseudonyms;

    Words(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** Returns the sentence with a pseudonym in place of whatever may tell something. */
    String redacted(String sentence, Instant now) {
        return TOKEN.matcher(sentence).replaceAll(token -> Matcher.quoteReplacement(word(token.group(), now)));
    }

    private String word(String token, Instant now) {
        if (isHarmless(token) || isRelease(token, now)) {
            return token;
        }
        // What separators join may be several words: "timestamp:invalid". Several numbers are an address or an id.
        boolean words = true;
        int numbers = 0;
        for (String part : token.split("[-.:/@=]+", -1)) {
            words &= isHarmless(part);
            numbers += !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9') ? 1 : 0;
        }
        return words && numbers <= 1 ? token : pseudonyms.of(token);
    }

    private static boolean isHarmless(String word) {
        return HARMLESS.contains(word.toLowerCase(Locale.ROOT))
                || (word.length() <= SMALL_DIGITS_MAX && word.chars().allMatch(c -> c >= '0' && c <= '9'))
                || EXCEPTION.matcher(word).matches();
    }

    private static boolean isRelease(String word, Instant now) {
        if (!EPOCH_MILLIS.matcher(word).matches()) {
            return false;
        }
        Instant time = Instant.ofEpochMilli(Long.parseLong(word));
        return time.isAfter(now) && time.isBefore(now.plus(RELEASE_MAX));
    }
}
