package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tablao.nodeapi.access.Accounts;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.AttemptView;
import org.tablao.nodeapi.farm.BlockView;
import org.tablao.nodeapi.farm.FarmView;
import org.tablao.nodeapi.farm.FrameCounts;
import org.tablao.nodeapi.farm.FrameView;
import org.tablao.nodeapi.farm.JobTypeView;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.LimitView;
import org.tablao.nodeapi.farm.ManagerView;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.farm.PolicyView;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.farm.ShotView;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.farm.TaskCounts;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.farm.WorkerView;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.PolicyState;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.tls.Nodes;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Problem;

/** The document and the code say the same. */
class ApiDocumentTest {
    private static final Set<String> SERVLET_ROUTES = Set.of("GET /events");
    private static final Map<String, Class<?>> SHAPES = shapes();
    /** What callers send may leave things out. */
    private static final Set<Class<?>> ASKED =
            Set.of(Submission.class, Accounts.NewUser.class, Accounts.NewToken.class, Nodes.NewJoinToken.class);

    private static final Pattern PERMISSION = Pattern.compile("\\| `([A-Z]+ [^`]+)` \\| ([^|]+) \\|");

    private final JsonNode document = document();

    @Test
    void describesEachRouteAndNoOther() {
        Set<String> described = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> there = new TreeSet<>(SERVLET_ROUTES);
        there.addAll(routes().keySet());
        assertEquals(there, described);
    }

    @Test
    void needsALoginWhereTheRouteDoes() {
        routes().forEach((route, method) -> {
            String[] methodAndPath = route.split(" ");
            JsonNode operation =
                    document.path("paths").path(methodAndPath[1]).path(methodAndPath[0].toLowerCase(Locale.ROOT));
            Action action = method.getAnnotation(Requires.class).value();
            boolean open = action == Action.READ_HEALTH || action == Action.LOG_IN;
            assertEquals(open, operation.has("security"), route);
        });
    }

    @Test
    void saysInItsTableWhoMayCallEachRoute() throws IOException {
        Map<String, String> described = new TreeMap<>();
        for (String line : Files.readAllLines(java.nio.file.Path.of("../../docs/reference/permissions.md"))) {
            Matcher row = PERMISSION.matcher(line);
            if (row.matches()) {
                described.put(row.group(1), row.group(2));
            }
        }
        Map<String, String> there = new TreeMap<>(Map.of("GET /events", "viewer"));
        routes().forEach((route, method) -> {
            Action action = method.getAnnotation(Requires.class).value();
            String least = action.least().name().toLowerCase(Locale.ROOT);
            there.put(route, action == Action.CHANGE_JOB ? least + " (own)" : least);
        });
        assertEquals(there, described);
    }

    @Test
    void hasNoRouteThatDoesNotSayWhatItRequires() {
        Map<String, Method> routes = routes();
        assertTrue(routes.size() >= 25, routes.keySet().toString());
        routes.forEach((route, method) -> assertTrue(method.isAnnotationPresent(Requires.class), route));
    }

    @ParameterizedTest
    @MethodSource("shapeNames")
    void describesEachShapeWithItsFields(String name) {
        JsonNode schema = document.path("components").path("schemas").path(name);
        Map<String, String> described = new TreeMap<>();
        schema.path("properties").properties().forEach(field -> described.put(field.getKey(), kind(field.getValue())));
        Map<String, String> there = new TreeMap<>();
        for (RecordComponent component : SHAPES.get(name).getRecordComponents()) {
            there.put(component.getName(), kind(component.getType()));
        }
        assertEquals(there, described);
        if (!ASKED.contains(SHAPES.get(name))) {
            Set<String> required = new TreeSet<>();
            schema.path("required").forEach(field -> required.add(field.asText()));
            assertEquals(there.keySet(), required, "answers leave nothing out");
        }
    }

    static Stream<String> shapeNames() {
        return SHAPES.keySet().stream();
    }

    @Test
    void describesNoShapeThatIsNotThere() {
        Set<String> described = new TreeSet<>();
        document.path("components").path("schemas").fieldNames().forEachRemaining(described::add);
        Set<String> there = new TreeSet<>(SHAPES.keySet());
        there.addAll(Set.of("LoginRequest", "PasswordChange", "UserPatch"));
        assertEquals(there, described);
    }

    @Test
    void namesEachTypeOfProblem() {
        Set<String> described = new TreeSet<>();
        schemaField("Problem", "type").path("enum").forEach(type -> described.add(type.asText()));
        Set<String> there = new TreeSet<>(Set.of(
                "urn:tablao:problem:method-not-allowed",
                "urn:tablao:problem:not-acceptable",
                "urn:tablao:problem:unsupported-media-type",
                "urn:tablao:problem:range-not-satisfiable",
                "urn:tablao:problem:internal"));
        for (Refusal refusal : Refusal.values()) {
            there.add("urn:tablao:problem:" + refusal.wireName());
        }
        assertEquals(there, described);
    }

    @Test
    void namesEachTypeOfSetting() {
        Set<String> described = new TreeSet<>();
        schemaField("FieldView", "type").path("enum").forEach(type -> described.add(type.asText()));
        Set<String> there = new TreeSet<>();
        for (FieldType type : FieldType.values()) {
            there.add(type.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        assertEquals(there, described);
    }

    private JsonNode schemaField(String schema, String field) {
        return document.path("components")
                .path("schemas")
                .path(schema)
                .path("properties")
                .path(field);
    }

    private static Map<String, Class<?>> shapes() {
        Map<String, Class<?>> shapes = new LinkedHashMap<>();
        List<Class<?>> views = List.of(
                JobView.class,
                TaskView.class,
                AttemptView.class,
                BlockView.class,
                ActionsResource.ActionOutcome.class,
                FrameView.class,
                WorkerView.class,
                ManagerView.class,
                ProjectView.class,
                LimitView.class,
                LimitView.ManagerUse.class,
                ShotView.class,
                FarmView.class,
                JobTypeView.class,
                JobTypeView.FieldView.class,
                TaskCounts.class,
                FrameCounts.class,
                HostFacts.class,
                Capability.class,
                Submission.class,
                Scheduling.class,
                Needs.class,
                JobTerms.class,
                Why.class,
                Why.GateAnswer.class,
                PolicyView.class,
                PolicyState.class,
                PolicyState.Difference.class,
                AboutResource.About.class,
                AboutResource.Health.class,
                SessionResource.SessionView.class,
                SessionResource.LoginCode.class,
                AccountsResource.SetupView.class,
                Accounts.UserView.class,
                Accounts.NewUser.class,
                Accounts.TokenView.class,
                Accounts.NewToken.class,
                Accounts.MadeToken.class,
                Nodes.NodeView.class,
                Nodes.NewJoinToken.class,
                Nodes.MadeJoinToken.class,
                Nodes.AuthorityView.class,
                AuditResource.AuditView.class,
                AuditResource.AuditPage.class);
        views.forEach(view -> shapes.put(view.getSimpleName(), view));
        for (String page : List.of("JobPage", "TaskPage", "FramePage", "ShotPage")) {
            shapes.put(page, Page.class);
        }
        shapes.put("Problem", ProblemView.class);
        shapes.put("FieldProblem", Problem.class);
        return shapes;
    }

    private static Map<String, Method> routes() {
        Api api = new Api(new Api.Parts(
                new FakeFarm(),
                new FakeFiles(),
                new FakeFiles(),
                new FakeAccess(),
                new FakeAccounts(),
                new FakeAudit(),
                new FakeNodes(),
                new FakeNode()));
        Map<String, Method> routes = new TreeMap<>();
        for (Class<?> part : api.getClasses()) {
            Path root = part.getAnnotation(Path.class);
            if (root != null) {
                for (Method method : part.getMethods()) {
                    httpMethod(method).forEach(verb -> routes.put(verb + " " + join(root, method), method));
                }
            }
        }
        return routes;
    }

    private static List<String> httpMethod(Method method) {
        List<String> verbs = new ArrayList<>();
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                verbs.add(verb.value());
            }
        }
        return verbs;
    }

    private static String join(Path root, Method method) {
        Path own = method.getAnnotation(Path.class);
        List<String> parts = Arrays.asList(root.value(), own == null ? "" : own.value());
        return ("/" + String.join("/", parts)).replaceAll("/+", "/").replaceAll("/$", "");
    }

    private static String kind(JsonNode schema) {
        if (schema.has("$ref")) {
            return "object";
        }
        return schema.has("oneOf") ? "any" : schema.path("type").asText();
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == int.class || type == long.class) {
            return "integer";
        }
        if (type == double.class) {
            return "number";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        if (type == Object.class) {
            return "any";
        }
        return Collection.class.isAssignableFrom(type) ? "array" : "object";
    }

    private static JsonNode document() {
        try (InputStream in = AboutResource.class.getResourceAsStream("openapi.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
