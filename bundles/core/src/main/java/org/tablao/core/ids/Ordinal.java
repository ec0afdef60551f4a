package org.tablao.core.ids;

/** A number from 1 in an id: no sign, no leading zero, so that one thing has one id. */
final class Ordinal {
    private static final int MOST_DIGITS = 9;

    private Ordinal() {}

    static int read(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() > MOST_DIGITS || text.charAt(0) == '0') {
            throw new IllegalArgumentException("'" + text + "' is not a number from 1");
        }
        return Integer.parseInt(text);
    }
}
