package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.node.NodeInfo;

/** What answers here, and how to talk to it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class AboutResource {
    /** The page has its style and script inside; it may load the document it shows, and nothing else. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                    + " connect-src 'self'; frame-ancestors 'none'";

    private final NodeInfo node;

    @Inject
    public AboutResource(NodeInfo node) {
        this.node = node;
    }

    /** What answers here. */
    public record About(String product, String version, String node, List<String> roles) {}

    /** That the node is there. */
    public record Health(String status) {}

    @GET
    @Path("about")
    @Requires(Action.READ)
    public About about() {
        return new About(
                "Tablao",
                node.version(),
                node.name(),
                node.roles().stream().sorted().toList());
    }

    @GET
    @Path("health")
    @Requires(Action.READ_HEALTH)
    public Health health() {
        return new Health("ok");
    }

    @GET
    @Path("openapi.json")
    @Requires(Action.READ_HEALTH)
    public byte[] openApi() {
        return resource("openapi.json");
    }

    @GET
    @Path("docs")
    @Produces(MediaType.TEXT_HTML)
    @Requires(Action.READ_HEALTH)
    public Response docs() {
        return Response.ok(resource("docs.html"), "text/html; charset=utf-8")
                .header("Content-Security-Policy", PAGE_POLICY)
                .build();
    }

    private static byte[] resource(String name) {
        try (InputStream in = AboutResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the bundle");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the bundle", e);
        }
    }
}
