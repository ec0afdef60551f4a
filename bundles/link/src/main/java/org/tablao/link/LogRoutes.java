package org.tablao.link;

import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.tablao.nodeapi.link.CallbackDoor;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** The logs that this node's manager keeps, for its server. */
@Component(
        service = Servlet.class,
        property = {
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME + "=tablao-log-routes",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED + ":Boolean=true",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=/node/v1/logs/*"
        })
public final class LogRoutes extends NodeServlet {

    private static final long serialVersionUID = 1L;

    @Activate
    public LogRoutes(
            @Reference(target = "(!(service.imported=*))") AttemptLogs logs,
            @Reference CallbackDoor door,
            @Reference CertificateCheck check) {
        super(
                check,
                List.of(new Route(
                        "GET",
                        "/node/v1/logs/" + ATTEMPT,
                        Caller.SERVER,
                        (exchange, id) -> read(logs, door, exchange, id))));
    }

    @Deactivate
    void close() {
        end();
    }

    private static void read(AttemptLogs logs, CallbackDoor door, Exchange exchange, String id) {
        if (!door.admits(exchange.bearer())) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED, "The call does not come from this manager's server.", "");
        }
        long offset = exchange.number("offset", 0, Long.MAX_VALUE, 0);
        int most = (int) exchange.number("most", 1, Wire.LONGEST_LOG_PIECE, Wire.LONGEST_LOG_PIECE);
        exchange.answer(() -> logs.read(id, offset, most)
                .thenApply(piece -> Answer.bytes(
                        piece.bytes(),
                        Map.of(
                                Wire.LOG_OFFSET_HEADER, Long.toString(piece.offset()),
                                Wire.LOG_LENGTH_HEADER, Long.toString(piece.length())))));
    }
}
