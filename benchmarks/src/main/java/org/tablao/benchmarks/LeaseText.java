package org.tablao.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulated worker needs of a lease, found in the bytes of an answer: its id, and its claim as it was written. It counts on
 * the order in which our manager writes them; a parser would cost the load generator more than its whole share.
 */
record LeaseText(String leaseId, String claim) {
    private static final String ID = "\"leaseId\":\"";
    private static final String CLAIM = "\",\"claim\":";

    /** The leases in the body of an answer, in their order. */
    static List<LeaseText> all(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<LeaseText> leases = new ArrayList<>(1);
        for (int at = text.indexOf(ID); at >= 0; at = text.indexOf(ID, at + 1)) {
            int id = at + ID.length();
            int end = text.indexOf('"', id);
            if (text.startsWith(CLAIM, end)) {
                int claim = end + CLAIM.length();
                leases.add(new LeaseText(text.substring(id, end), text.substring(claim, text.indexOf('}', claim) + 1)));
            }
        }
        return leases;
    }
}
