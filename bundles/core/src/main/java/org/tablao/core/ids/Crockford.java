package org.tablao.core.ids;

import java.util.Arrays;

/** 63 bits as thirteen letters of Crockford's base 32: their order is the numbers' order. */
final class Crockford {
    static final int LENGTH = 13;

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = values();

    private Crockford() {}

    static String write(long value) {
        char[] text = new char[LENGTH];
        long rest = value;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = LETTERS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }

    /** Strict: one number has one text, for ids are compared and looked up as texts. */
    static boolean isWellFormed(CharSequence text) {
        if (text.length() != LENGTH || text.charAt(0) > '7') {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char letter = text.charAt(i);
            if (letter >= VALUES.length || VALUES[letter] < 0) {
                return false;
            }
        }
        return true;
    }

    static long read(String text) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("'" + text + "' is not an id of 13 letters such as 01J9Z3K4M5N6P");
        }
        long value = 0;
        for (int i = 0; i < LENGTH; i++) {
            value = value << 5 | VALUES[text.charAt(i)];
        }
        return value;
    }

    private static byte[] values() {
        byte[] values = new byte['Z' + 1];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < LETTERS.length(); i++) {
            values[LETTERS.charAt(i)] = (byte) i;
        }
        return values;
    }
}
