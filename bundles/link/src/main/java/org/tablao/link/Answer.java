package org.tablao.link;

import java.util.Map;
import java.util.function.Supplier;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.Enrolment;

/**
 * What a route answers.
 *
 * @param body is asked for once, by the thread that writes it, so that who completes a stage does not work for the wire
 */
record Answer(int status, String mediaType, Map<String, String> headers, Supplier<byte[]> body) {

    static Answer json(Object value) {
        return json(200, value);
    }

    static Answer bytes(byte[] bytes, Map<String, String> headers) {
        return new Answer(200, Wire.BYTES, headers, () -> bytes);
    }

    static Answer nothingYet() {
        return new Answer(204, "", Map.of(), () -> new byte[0]);
    }

    static Answer done() {
        return json(Map.of());
    }

    /** 200, or 401 with the nonce to sign. */
    static Answer identified(IdentifyAnswer answer) {
        return json(answer instanceof IdentifyAnswer.Confirmed ? 200 : 401, answer);
    }

    /** 200, or 202 while an administrator has not decided. */
    static Answer joined(Enrolment.JoinAnswer answer) {
        return json(answer instanceof Enrolment.JoinAnswer.Certified ? 200 : 202, answer);
    }

    static Answer refused(RefusedException refused) {
        Answer answer = new Answer(
                refused.refusal().httpStatus(), Wire.PROBLEM, Map.of(), () -> Wire.write(ProblemBody.of(refused)));
        return refused.refusal() == Refusal.TOO_LARGE ? answer.asTheLast() : answer;
    }

    /** The same, and the connection ends with it: of the call something is left that nobody reads. */
    Answer asTheLast() {
        return new Answer(status, mediaType, Map.of("Connection", "close"), body);
    }

    private static Answer json(int status, Object value) {
        return new Answer(status, Wire.JSON, Map.of(), () -> Wire.write(value));
    }
}
