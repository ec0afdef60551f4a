package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.servlet.Servlet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.tablao.nodeapi.tls.Enrolment;
import org.tablao.nodeapi.tls.Enrolment.JoinRequest;
import org.tablao.nodeapi.tls.Enrolment.RenewalRequest;

/** This node's authority, for nodes that want a certificate, and for those that have one. */
@Component(
        service = Servlet.class,
        property = {
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=tablao-enrolment-routes",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED + ":Boolean=true",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/join",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/certificate",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/trust"
        })
public final class EnrolmentRoutes extends NodeServlet {

    private static final long serialVersionUID = 1L;

    @Activate
    public EnrolmentRoutes(@Reference Enrolment enrolment, @Reference CertificateCheck check) {
        super(
                check,
                List.of(
                        new Route(
                                "POST",
                                "/node/v1/join",
                                Caller.STRANGER,
                                (exchange, none) ->
                                        exchange.json(new TypeReference<JoinRequest>() {}, request -> enrolment
                                                .join(request, exchange.from())
                                                .thenApply(Answer::joined))),
                        new Route(
                                "POST",
                                "/node/v1/certificate",
                                Caller.MEMBER,
                                (exchange, none) ->
                                        exchange.json(new TypeReference<RenewalRequest>() {}, request -> enrolment
                                                .renew(exchange.certificate(), request)
                                                .thenApply(Answer::json))),
                        new Route(
                                "GET",
                                "/node/v1/trust",
                                Caller.MEMBER,
                                (exchange, none) -> exchange.answer(() ->
                                        enrolment.trust(exchange.certificate()).thenApply(Answer::json)))));
    }

    @Deactivate
    void close() {
        end();
    }
}
