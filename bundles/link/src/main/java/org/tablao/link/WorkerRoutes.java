package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.WorkerGate;

/** This node's manager, for workers in other processes. */
@Component(
        service = Servlet.class,
        property = {
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=tablao-worker-routes",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED + ":Boolean=true",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/worker/*",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/lease/*"
        })
public final class WorkerRoutes extends NodeServlet {

    private static final long serialVersionUID = 1L;
    private static final String WORKER = "/node/v1/worker/" + NODE;
    private static final String LEASE = "/node/v1/lease/" + ATTEMPT;

    @Activate
    public WorkerRoutes(
            @Reference(target = "(!(service.imported=*))") WorkerGate gate, @Reference CertificateCheck check) {
        super(
                check,
                List.of(
                        new Route(
                                "POST",
                                "/node/v1/worker/identify",
                                Caller.WORKER,
                                (exchange, none) -> exchange.json(
                                        new TypeReference<Identification>() {},
                                        identification -> gate.identify(identification, exchange.certifiedId())
                                                .thenApply(Answer::identified))),
                        new Route(
                                "POST",
                                WORKER + "/available",
                                Caller.WORKER,
                                (exchange, id) -> available(gate, exchange, id)),
                        new Route(
                                "POST",
                                WORKER + "/leave",
                                Caller.WORKER,
                                (exchange, id) -> exchange.answer(
                                        () -> gate.leave(exchange.session(id)).thenApply(left -> Answer.done()))),
                        new Route(
                                "POST",
                                LEASE + "/heartbeat",
                                Caller.WORKER,
                                (exchange, id) -> exchange.json(
                                        new TypeReference<Heartbeat>() {},
                                        exchange.session(),
                                        (session, heartbeat) -> gate.heartbeat(session, id, heartbeat)
                                                .thenApply(Answer::json))),
                        new Route(
                                "POST", LEASE + "/report", Caller.WORKER, (exchange, id) -> report(gate, exchange, id)),
                        new Route(
                                "POST",
                                LEASE + "/published",
                                Caller.WORKER,
                                (exchange, id) -> exchange.json(
                                        new TypeReference<Published>() {},
                                        exchange.session(),
                                        (session, published) -> gate.published(session, id, published)
                                                .thenApply(taken -> Answer.done()))),
                        new Route("PUT", LEASE + "/log", Caller.WORKER, (exchange, id) -> log(gate, exchange, id))));
    }

    @Deactivate
    void close() {
        end();
    }

    private static void available(WorkerGate gate, Exchange exchange, String id) {
        Duration wait = exchange.waiting();
        exchange.json(
                new TypeReference<Availability>() {}, exchange.session(id), (session, availability) -> gate.available(
                                session, availability, wait)
                        .thenApply(leases -> leases.isEmpty() ? Answer.nothingYet() : Answer.json(leases)));
    }

    private static void report(WorkerGate gate, Exchange exchange, String id) {
        boolean next = exchange.flag("next");
        exchange.json(new TypeReference<Report>() {}, exchange.session(), (session, report) -> gate.report(
                        session, id, report, next)
                .thenApply(Answer::json));
    }

    private static void log(WorkerGate gate, Exchange exchange, String id) {
        Session session = exchange.session();
        long offset = exchange.number("offset", 0, Long.MAX_VALUE, 0);
        exchange.bytes(Wire.LONGEST_LOG_PIECE, bytes -> gate.log(session, id, offset, bytes)
                .thenApply(next -> Answer.json(Map.of("next", next))));
    }
}
