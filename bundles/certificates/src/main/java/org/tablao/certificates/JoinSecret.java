package org.tablao.certificates;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a node is given to join with: {@code <secret>.<fingerprint>}, or {@code sha256:<fingerprint>} for one that asks without a
 * token. The fingerprint is of the farm's authority: the node takes no other server.
 *
 * @param secret empty where there is none
 */
record JoinSecret(String secret, String authority) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}\\.[0-9a-f]{64}");
    private static final Pattern PIN = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 192 bits. */
    static JoinSecret make(String authority) {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return new JoinSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), authority);
    }

    /** @throws IllegalArgumentException says what is wrong, without the text itself */
    static JoinSecret parse(String text) {
        if (TOKEN.matcher(text).matches()) {
            return new JoinSecret(text.substring(0, 32), text.substring(33));
        }
        if (PIN.matcher(text).matches()) {
            return new JoinSecret("", text.substring(7));
        }
        throw new IllegalArgumentException("What it was given to join with is neither a whole token (97 characters,"
                + " this has " + text.length() + ") nor sha256: and a fingerprint.");
    }

    String text() {
        return secret.isEmpty() ? "sha256:" + authority : secret + "." + authority;
    }

    @Override
    public String toString() {
        return "JoinSecret[for " + authority + "]";
    }
}
