package org.tablao.rest;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What a request shows of its caller.
 *
 * @param token empty where it shows none
 * @param byCookie browsers send a cookie unasked, whatever page made the request
 */
record Credentials(String token, boolean byCookie) {
    private static final String BEARER = "bearer ";

    /** @param header answers an empty text for a header that is not there */
    static Credentials of(UnaryOperator<String> header, String cookieName) {
        String authorization = header.apply("Authorization").strip();
        if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return new Credentials(authorization.substring(BEARER.length()).strip(), false);
        }
        for (String cookie : header.apply("Cookie").split("[;,]")) {
            String[] nameAndValue = cookie.strip().split("=", 2);
            if (nameAndValue.length == 2 && nameAndValue[0].equals(cookieName)) {
                return new Credentials(nameAndValue[1], true);
            }
        }
        return new Credentials("", false);
    }
}
