package org.tablao.handshake;

import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.RefusedException;

/** Tells the steps of one role's joins: each once a join, however often it is tried; a failure when it is another than before. */
final class JoinLog {

    /** The name by which all steps are told, on both sides. */
    static final Logger STEPS = LoggerFactory.getLogger("org.tablao.handshake");

    private final Logger log;
    private final String role;
    private final String name;
    private boolean started;
    private boolean identified;
    private String failure = "";

    JoinLog(Logger log, String role, String name) {
        this.log = log;
        this.role = role;
        this.name = name;
    }

    synchronized void starts() {
        if (!started) {
            started = true;
            log.info("handshake 1/6 {} {} starts", role, name);
        }
    }

    synchronized void identifies() {
        if (!identified) {
            identified = true;
            log.info("handshake 2/6 {} {} identifies itself", role, name);
        }
    }

    synchronized void confirmed(String nodeId) {
        log.info("handshake 4/6 {} {} is confirmed as {}", role, name, nodeId);
        identified = false;
        failure = "";
    }

    synchronized void failed(Throwable problem) {
        String text = text(
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem);
        if (!text.equals(failure)) {
            failure = text;
            log.warn("handshake of {} {} did not succeed, it goes on trying: {}", role, name, text);
        }
    }

    private static String text(Throwable problem) {
        if (problem instanceof RefusedException refused) {
            return (refused.getMessage() + " " + refused.wayOut()).strip();
        }
        return String.valueOf(problem.getMessage());
    }
}
