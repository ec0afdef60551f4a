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
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerGate;
import org.tablao.nodeapi.manager.TaskProgress;

/** This node's server, for managers in other processes. */
@Component(
        service = Servlet.class,
        property = {
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=tablao-manager-routes",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED + ":Boolean=true",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/manager/*",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/blobs/*",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/jobs/*"
        })
public final class ManagerRoutes extends NodeServlet {

    private static final long serialVersionUID = 1L;
    private static final String MANAGER = "/node/v1/manager/" + NODE;

    @Activate
    public ManagerRoutes(
            @Reference(target = "(!(service.imported=*))") ManagerGate gate, @Reference CertificateCheck check) {
        super(
                check,
                List.of(
                        new Route(
                                "POST",
                                "/node/v1/manager/identify",
                                Caller.MANAGER,
                                (exchange, none) -> exchange.json(
                                        new TypeReference<Identification>() {},
                                        identification -> gate.identify(identification, exchange.certifiedId())
                                                .thenApply(Answer::identified))),
                        new Route(
                                "POST",
                                MANAGER + "/available",
                                Caller.MANAGER,
                                (exchange, id) -> available(gate, exchange, id)),
                        new Route(
                                "POST",
                                MANAGER + "/heartbeat",
                                Caller.MANAGER,
                                (exchange, id) -> exchange.json(
                                        new TypeReference<List<TaskProgress>>() {},
                                        exchange.session(id),
                                        (session, progress) -> gate.heartbeat(session, progress)
                                                .thenApply(heard -> Answer.done()))),
                        new Route(
                                "POST",
                                MANAGER + "/events",
                                Caller.MANAGER,
                                (exchange, id) -> exchange.json(
                                        new TypeReference<List<ManagerEvent>>() {},
                                        exchange.session(id),
                                        (session, events) -> gate.events(session, events)
                                                .thenApply(last -> Answer.json(Map.of("acknowledged", last))))),
                        new Route(
                                "POST",
                                MANAGER + "/leave",
                                Caller.MANAGER,
                                (exchange, id) -> exchange.answer(
                                        () -> gate.leave(exchange.session(id)).thenApply(left -> Answer.done()))),
                        new Route(
                                "GET",
                                "/node/v1/jobs/" + JOB + "/tasks",
                                Caller.MANAGER,
                                (exchange, job) -> exchange.answer(() ->
                                        gate.tasks(exchange.session(), job).thenApply(Answer::json))),
                        new Route(
                                "GET",
                                "/node/v1/blobs/" + SHA256,
                                Caller.MANAGER,
                                (exchange, sha256) -> exchange.answer(() -> gate.blob(exchange.session(), sha256)
                                        .thenApply(bytes -> Answer.bytes(bytes, Map.of()))))));
    }

    @Deactivate
    void close() {
        end();
    }

    private static void available(ManagerGate gate, Exchange exchange, String id) {
        Duration wait = exchange.waiting();
        exchange.json(
                new TypeReference<ManagerAvailability>() {},
                exchange.session(id),
                (session, availability) -> gate.available(session, availability, wait)
                        .thenApply(orders -> orders.hasNothing() ? Answer.nothingYet() : Answer.json(orders)));
    }
}
