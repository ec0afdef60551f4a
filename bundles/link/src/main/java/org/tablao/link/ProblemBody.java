package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** A refusal on the wire: RFC 9457, with the way out and Tablao's own word for it. */
record ProblemBody(
        String type, String title, int status, String detail, String wayOut, String refusal, List<Problem> problems) {

    static ProblemBody of(RefusedException refused) {
        Refusal refusal = refused.refusal();
        return new ProblemBody(
                "urn:tablao:refusal:" + refusal.wireName(),
                refusal.wireName().replace('-', ' '),
                refusal.httpStatus(),
                refused.getMessage(),
                refused.wayOut(),
                refusal.wireName(),
                refused.problems());
    }

    /** The refusal that was sent; empty for a body that is none, or a word that this version does not know. */
    static Optional<RefusedException> read(byte[] json) {
        ProblemBody body;
        try {
            body = Wire.read(json, new TypeReference<>() {});
        } catch (RefusedException e) {
            return Optional.empty();
        }
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.wireName().equals(body.refusal()))
                .findFirst()
                .map(refusal -> new RefusedException(refusal, body.detail(), body.wayOut(), body.problems()));
    }
}
