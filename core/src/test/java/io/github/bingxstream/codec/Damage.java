package io.github.bingxstream.codec;

import java.util.Arrays;
import java.util.List;

/** Messages with one byte spoilt. */
final class Damage {

    private static final byte[] VALUES = {
        0, ' ', '"', '\\', '{', '}', '[', ']', ',', ':', '0', '9', '-', 'e', 0x1f, (byte) 0xff
    };

    private Damage() {}

    /** The message with each of eight bits flipped, and with a few values instead of the byte. */
    static List<byte[]> spoilt(byte[] message, int at) {
        byte[][] all = new byte[Byte.SIZE + VALUES.length][];
        for (int i = 0; i < all.length; i++) {
            byte[] copy = message.clone();
            copy[at] = i < Byte.SIZE ? (byte) (copy[at] ^ 1 << i) : VALUES[i - Byte.SIZE];
            all[i] = copy;
        }
        return Arrays.stream(all).filter(copy -> copy[at] != message[at]).toList();
    }
}
