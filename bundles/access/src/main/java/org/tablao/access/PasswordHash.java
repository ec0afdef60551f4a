package org.tablao.access;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.Password;
import com.password4j.types.Argon2;

/** Passwords as they may be kept: Argon2id, in PHC form, with its parameters, so that they may grow. */
final class PasswordHash {
    /** OWASP's least: 19 MiB, two passes, one lane. */
    private static final Argon2Function USUAL = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private static final int SALT_BYTES = 16;

    /** What a name that is not known is compared with, so that it takes as long as one that is. */
    private static final String NOBODYS = make(Secrets.make());

    private PasswordHash() {}

    static String make(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(USUAL).getResult();
    }

    /** @param hash empty where there is none: takes as long, and answers false */
    static boolean fits(String password, String hash) {
        String compared = hash.isEmpty() ? NOBODYS : hash;
        try {
            return Password.check(password, compared).with(Argon2Function.getInstanceFromHash(compared))
                    && !hash.isEmpty();
        } catch (BadParametersException e) {
            throw new IllegalStateException("a stored password is no Argon2 hash", e);
        }
    }
}
