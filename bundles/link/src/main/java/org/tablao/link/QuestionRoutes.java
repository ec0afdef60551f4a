package org.tablao.link;

import jakarta.servlet.Servlet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.tablao.nodeapi.link.CallbackDoor;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** What this node's manager knows, for its server. */
@Component(
        service = Servlet.class,
        property = {
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=tablao-question-routes",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED + ":Boolean=true",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/why/*",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/policies"
        })
public final class QuestionRoutes extends NodeServlet {

    private static final long serialVersionUID = 1L;

    @Activate
    public QuestionRoutes(
            @Reference(target = "(!(service.imported=*))") ManagerQuestions questions,
            @Reference CallbackDoor door,
            @Reference CertificateCheck check) {
        super(
                check,
                List.of(
                        new Route("GET", "/node/v1/why/" + TASK, Caller.SERVER, (exchange, id) -> {
                            check(door, exchange);
                            exchange.answer(() -> questions.why(id).thenApply(Answer::json));
                        }),
                        new Route("GET", "/node/v1/policies", Caller.SERVER, (exchange, id) -> {
                            check(door, exchange);
                            exchange.answer(() -> questions.policies().thenApply(Answer::json));
                        })));
    }

    private static void check(CallbackDoor door, Exchange exchange) {
        if (!door.admits(exchange.bearer())) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED, "The call does not come from this manager's server.", "");
        }
    }

    @Deactivate
    void close() {
        end();
    }
}
