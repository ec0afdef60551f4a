package org.tablao.dashboardweb;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the client's files, and its first page for each of its addresses. Its service tells that the dashboard is ready. */
@Component(
        service = {Servlet.class, Condition.class},
        property = Condition.CONDITION_ID + "=tablao.ready.dashboard")
@HttpWhiteboardServletPattern("/")
public final class DashboardServlet extends HttpServlet implements Condition {
    private static final long serialVersionUID = 1L;

    /** Only what came from here is run, shown or called; no other page may frame it. */
    static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private final transient WebFiles files;

    /** @param http who picks this servlet up: without it nobody could reach the dashboard */
    @Activate
    public DashboardServlet(BundleContext context, @Reference HttpServiceRuntime http) {
        this(WebFiles.of(context.getBundle()));
    }

    DashboardServlet(WebFiles files) {
        this.files = files;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        WebFile file = files.at(path(request)).orElse(null);
        if (file == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain; charset=utf-8");
            response.getWriter().println("There is nothing at this address.");
            return;
        }
        response.setHeader("Cache-Control", file.lasting() ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", file.tag());
        response.setHeader("Vary", "Accept-Encoding");
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean zipped = file.zipped().length > 0 && takesGzip(request);
        byte[] bytes = zipped ? file.zipped() : file.bytes();
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(file.type());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String path(HttpServletRequest request) {
        String inside = request.getPathInfo();
        return request.getServletPath() + (inside == null ? "" : inside);
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
    }
}
