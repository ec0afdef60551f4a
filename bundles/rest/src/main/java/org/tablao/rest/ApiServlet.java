package org.tablao.rest;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.ext.RuntimeDelegate;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.glassfish.jersey.servlet.ServletContainer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Accounts;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.FrameFiles;
import org.tablao.nodeapi.farm.TaskLogs;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.tls.Nodes;

/** The public API, but for its event stream. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/*")
@HttpWhiteboardServletAsyncSupported
public final class ApiServlet extends ServletContainer {
    private static final long serialVersionUID = 1L;

    @Activate
    public ApiServlet(
            @Reference Farm farm,
            @Reference FrameFiles files,
            @Reference TaskLogs logs,
            @Reference Access access,
            @Reference Accounts accounts,
            @Reference AuditTrail audit,
            @Reference Nodes nodes,
            @Reference NodeInfo node) {
        super(api(new Api.Parts(farm, files, logs, access, accounts, audit, nodes, node)));
    }

    /** Jersey's own entry is named here, before it is first asked for: the API's search for it sees no bundles. */
    private static Api api(Api.Parts parts) {
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        return new Api(parts);
    }
}
