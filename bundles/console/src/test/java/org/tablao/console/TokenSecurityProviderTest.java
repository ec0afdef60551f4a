package org.tablao.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

class TokenSecurityProviderTest {

    private final TokenSecurityProvider provider = new TokenSecurityProvider(new OneToken());
    private int status = 200;

    @Test
    void letsInTheTokenAsAPasswordUnderAnyName() {
        assertEquals(Optional.of("administrator"), authenticate("GET", Map.of("Authorization", basic("x:good"))));
        assertEquals(200, status);
    }

    @Test
    void letsInTheTokenAsABearer() {
        assertEquals(Optional.of("administrator"), authenticate("GET", Map.of("Authorization", "Bearer good")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWRtaW46YWRtaW4=", "Basic ???", "Bearer bad", "Bearer guest", "Digest good", ""})
    void asksEverybodyElseForIt(String authorization) {
        assertEquals(Optional.empty(), authenticate("GET", Map.of("Authorization", authorization)));
        assertEquals(401, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:8081", "%%"})
    void refusesAChangeThatAnotherSiteAskedFor(String origin) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer good", "Origin", origin, "Host", "127.0.0.1:8080");
        assertEquals(Optional.empty(), authenticate("POST", headers));
        assertEquals(403, status);
    }

    @Test
    void letsTheConsolesOwnPageChangeThings() {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer good", "Origin", "http://127.0.0.1:8080", "Host", "127.0.0.1:8080");
        assertEquals(Optional.of("administrator"), authenticate("POST", headers));
    }

    private Optional<Object> authenticate(String method, Map<String, String> headers) {
        HttpServletRequest request = proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getHeader" -> headers.get(arguments[0]);
            default -> throw new UnsupportedOperationException(name);
        });
        HttpServletResponse response = proxy(HttpServletResponse.class, (name, arguments) -> {
            if (name.equals("setStatus")) {
                status = (Integer) arguments[0];
            }
            return null;
        });
        return Optional.ofNullable(provider.authenticate(request, response));
    }

    private interface Answers {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.answer(method.getName(), arguments)));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static final class OneToken implements Access {
        @Override
        public Optional<Caller> callerOfToken(String token) {
            return switch (token) {
                case "good" -> Optional.of(new Caller("administrator", Caller.Kind.ADMINISTRATOR));
                case "guest" -> Optional.of(Caller.ANONYMOUS);
                default -> Optional.empty();
            };
        }

        @Override
        public void authorize(Caller caller, Action action, String object) {
            if (caller.kind() != Caller.Kind.ADMINISTRATOR) {
                throw new RefusedException(Refusal.FORBIDDEN, "no", "");
            }
        }

        @Override
        public String newLoginCode(Caller caller) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> openSession(String codeOrToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<String>> logIn(String name, String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closeSessionsOf(String user, String exceptToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closeSession(String token) {
            throw new UnsupportedOperationException();
        }
    }
}
