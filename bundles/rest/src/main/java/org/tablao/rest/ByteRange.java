package org.tablao.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of something long.
 *
 * @param from first byte
 * @param to last byte, included
 */
record ByteRange(long from, long to) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * What a Range header asks for; empty where it is none of ours (several ranges, another unit): then all is sent, as RFC
     * 9110 has it. Beyond the end: 416.
     */
    static Optional<ByteRange> of(String header, long length) {
        Matcher matcher = ONE_RANGE.matcher(header.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long last = Math.min(length, Long.parseLong(matcher.group(2)));
            return checked(length - last, length - 1, length);
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? length - 1 : Long.parseLong(matcher.group(2));
        return to < from && !matcher.group(2).isEmpty()
                ? Optional.empty()
                : checked(from, Math.min(to, length - 1), length);
    }

    private static Optional<ByteRange> checked(long from, long to, long length) {
        if (from >= length) {
            throw new WebApplicationException(Response.status(416)
                    .header("Content-Range", "bytes */" + length)
                    .build());
        }
        return Optional.of(new ByteRange(from, to));
    }

    long size() {
        return to - from + 1;
    }

    /** For the Content-Range header. */
    String contentRange(long length) {
        return "bytes " + from + "-" + to + "/" + length;
    }
}
