package io.github.bingxstream.testkit.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stand-ins for ids and secrets: the same one for the same text, of the same shape, and of no use to whoever has no salt.
 *
 * <p>The salt is drawn for each capture and kept nowhere. Numbers are permuted among those of as many digits, so that two ids
 * never become one; those beyond 2⁵³, and those that fit 64 bits, stay so, because clients have tripped over either. In a
 * text letters become letters, digits digits, and everything else stays; so do the letters {@code ping} and {@code pong},
 * because clients have taken orders for heartbeats by them. Not safe for use by several threads.
 */
final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 8;

    /** An even number of rounds of a Feistel network; four make it unpredictable, the rest is margin. */
    private static final int ROUNDS = 8;

    /** Ids come in clusters: an order is told some ten times. */
    private static final int REMEMBERED_MAX = 4096;

    /** The last integer that a double can tell from its neighbours. */
    private static final long DOUBLE_MAX = 1L << 53;

    private static final int LONG_DIGITS = 19;
    private static final int DOUBLE_DIGITS = 16;

    private static final Pattern NUMBER = Pattern.compile("-?[1-9][0-9]{0,18}");
    private static final Pattern HEX = Pattern.compile("(?=(?:[^0-9a-f]*[0-9a-f]){16})[0-9a-f-]+");
    private static final Pattern HEARTBEAT = Pattern.compile("p[io]ng", Pattern.CASE_INSENSITIVE);

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String HEX_LETTERS = "abcdef";
    private static final String FOREIGN_LETTERS = "àèìòùäëïöü";

    private final Mac mac;
    private final Map<String, String> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    Pseudonyms(byte[] salt) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Returns pseudonyms that no other capture has. */
    static Pseudonyms random() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new Pseudonyms(salt);
    }

    /** Returns the stand-in for a text, whatever it is the text of. */
    String of(String text) {
        String known = remembered.get(text);
        if (known == null) {
            known = NUMBER.matcher(text).matches() ? number(text) : spelled(text);
            remembered.put(text, known);
        }
        return known;
    }

    /** Names bytes so that equal ones can be told; nobody without the salt can try out what they were. */
    String fingerprint(byte[] bytes) {
        return HexFormat.of().formatHex(mac.doFinal(bytes), 0, FINGERPRINT_BYTES);
    }

    private String number(String text) {
        String sign = text.startsWith("-") ? "-" : "";
        String digits = text.substring(sign.length());
        long value = Long.parseUnsignedLong(digits);
        long from = power(digits.length() - 1);
        long last = digits.length() == LONG_DIGITS ? -1 : power(digits.length()) - 1;
        if (digits.length() == DOUBLE_DIGITS) {
            if (value <= DOUBLE_MAX) {
                last = DOUBLE_MAX;
            } else {
                from = DOUBLE_MAX + 1;
            }
        } else if (digits.length() == LONG_DIGITS) {
            // Unsigned: 10^19 - 1 does not fit a signed long, and 2^63 is where signed ones end.
            last = value < 0 ? power(LONG_DIGITS) - 1 : Long.MAX_VALUE;
            from = value < 0 ? Long.MIN_VALUE : from;
        }
        return sign + Long.toUnsignedString(from + permuted(value - from, last - from + 1));
    }

    /** Ten to the power of 19 wraps into the negative, where unsigned arithmetic wants it. */
    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** Permutes 0 to size - 1: a Feistel network over the next larger power of four, walked until it is back in range. */
    private long permuted(long value, long size) {
        int half = Math.max(1, (64 - Long.numberOfLeadingZeros(size - 1) + 1) / 2);
        long result = value;
        do {
            result = network(result, half, size);
        } while (Long.compareUnsigned(result, size) >= 0);
        return result;
    }

    private long network(long value, int half, long size) {
        long mask = (1L << half) - 1;
        long left = value >>> half;
        long right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuffer input =
                    ByteBuffer.allocate(17).put((byte) round).putLong(size).putLong(right);
            long mixed = ByteBuffer.wrap(mac.doFinal(input.array())).getLong() & mask;
            long next = left ^ mixed;
            left = right;
            right = next;
        }
        return left << half | right;
    }

    private String spelled(String text) {
        boolean hex = HEX.matcher(text).matches();
        byte[] seed = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        char[] result = text.toCharArray();
        byte[] chances = seed;
        for (int i = 0; i < result.length; i++) {
            if (i % chances.length == 0) {
                mac.update(seed);
                chances = mac.doFinal(ByteBuffer.allocate(4).putInt(i).array());
            }
            result[i] = standIn(result, i, chances[i % chances.length] & 0xff, hex);
        }
        keepHeartbeats(text, result);
        return new String(result);
    }

    private static char standIn(char[] text, int at, int chance, boolean hex) {
        char c = text[at];
        if (c >= '0' && c <= '9') {
            // What begins with a zero keeps it, and nothing else gets one.
            boolean begins = at == 0 || !isDigit(text[at - 1]);
            return begins ? (c == '0' ? '0' : (char) ('1' + chance % 9)) : (char) ('0' + chance % 10);
        }
        if (c >= 'a' && c <= 'z') {
            return any(hex ? HEX_LETTERS : LETTERS, chance);
        }
        if (c >= 'A' && c <= 'Z') {
            return Character.toUpperCase(any(LETTERS, chance));
        }
        if (c < 128) {
            return c;
        }
        char foreign = any(FOREIGN_LETTERS, chance);
        return Character.isUpperCase(c) ? Character.toUpperCase(foreign) : foreign;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char any(String alphabet, int chance) {
        return alphabet.charAt(chance % alphabet.length());
    }

    private static void keepHeartbeats(String text, char[] result) {
        Matcher heartbeat = HEARTBEAT.matcher(text);
        while (heartbeat.find()) {
            text.getChars(heartbeat.start(), heartbeat.end(), result, heartbeat.start());
        }
    }
}
