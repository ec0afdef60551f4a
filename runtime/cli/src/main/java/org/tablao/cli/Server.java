package org.tablao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * The farm's server, by its public API. {@code HttpURLConnection} rather than the newer client: it starts in half the time, and
 * it notices when a stream has fallen silent.
 */
final class Server {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;
    /** Three heartbeats of the event stream. */
    private static final int SILENCE_MILLIS = 45_000;

    private final URI url;
    private final String token;
    private final Optional<SSLContext> trust;

    /**
     * @param token empty where there is none
     * @param trust whom to take for the server, where it speaks TLS
     */
    Server(URI url, String token, Optional<SSLContext> trust) {
        this.url = url;
        this.token = token;
        this.trust = trust;
    }

    URI url() {
        return url;
    }

    Doc get(String path) throws CliException {
        return call("GET", path, Map.of(), "");
    }

    Doc post(String path, Map<String, String> headers, String json) throws CliException {
        return call("POST", path, headers, json);
    }

    /** By the other client of the JDK: the one that starts quickly knows no PATCH. */
    Doc patch(String path, String json) throws CliException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(Duration.ofMillis(ANSWER_MILLIS))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(CONNECT_MILLIS));
            trust.ifPresent(client::sslContext);
            HttpResponse<InputStream> answer =
                    client.build().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                Doc body = Json.read(in);
                if (answer.statusCode() >= 300) {
                    throw refused(answer.statusCode(), body);
                }
                return body;
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new CliException(ExitCode.FAILED, "What answers at " + url + " is no Tablao server");
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "It was interrupted while it waited for an answer");
        }
    }

    Doc put(String path, String json) throws CliException {
        return call("PUT", path, Map.of(), json);
    }

    Doc delete(String path) throws CliException {
        return call("DELETE", path, Map.of(), "");
    }

    /** The same server for a user that has just proved its password. */
    Server as(String name, String password) throws CliException {
        try {
            HttpURLConnection connection = connection("POST", "/session", Map.of());
            send(connection, Json.write(Map.of("name", name, "password", password)));
            checkStatus(connection);
            String cookie = connection.getHeaderField("Set-Cookie");
            if (cookie == null) {
                throw new CliException(ExitCode.FAILED, "The server opened no session");
            }
            // A session's token is good as a bearer token too.
            return new Server(url, cookie.replaceFirst("^[^=]*=", "").replaceFirst(";.*", ""), trust);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static void send(HttpURLConnection connection, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    /**
     * A log, or a part of it.
     *
     * @param body to be closed
     * @param length of the whole log
     */
    record Sized(InputStream body, long length) {}

    /** The bytes of a body, to be closed. */
    InputStream open(String path, Map<String, String> headers) throws CliException {
        return opened(path, headers).body();
    }

    Sized openSized(String path) throws CliException {
        return opened(path, Map.of());
    }

    private Sized opened(String path, Map<String, String> headers) throws CliException {
        try {
            HttpURLConnection connection = connection("GET", path, headers);
            connection.setReadTimeout(path.equals("/events") ? SILENCE_MILLIS : ANSWER_MILLIS);
            checkStatus(connection);
            return new Sized(connection.getInputStream(), connection.getHeaderFieldLong("Log-Length", 0));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Doc call(String method, String path, Map<String, String> headers, String json) throws CliException {
        try {
            HttpURLConnection connection = connection(method, path, headers);
            if (method.equals("POST") || method.equals("PUT")) {
                send(connection, json);
            }
            checkStatus(connection);
            try (InputStream in = connection.getInputStream()) {
                return connection.getResponseCode() == 204 ? new Doc("") : Json.read(in);
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpURLConnection connection(String method, String path, Map<String, String> headers) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/api/v1" + path).toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            trust.map(SSLContext::getSocketFactory).ifPresent(secure::setSSLSocketFactory);
        }
        connection.setRequestMethod(method);
        // The token is for this server only.
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        if (!token.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private void checkStatus(HttpURLConnection connection) throws IOException, CliException {
        int status = connection.getResponseCode();
        if (status < 300) {
            return;
        }
        try (InputStream in = connection.getErrorStream()) {
            Doc problem = in == null ? new Doc("") : Json.read(in);
            throw refused(status, problem);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new CliException(
                    ExitCode.FAILED, "What answers at " + url + " with status " + status + " is no Tablao server");
        }
    }

    private static CliException refused(int status, Doc problem) {
        List<String> lines = new ArrayList<>();
        List<Doc> problems = problem.items("problems");
        for (Doc field : problems) {
            lines.add("  " + field.text("field") + " " + field.text("reason") + " — " + field.text("wayOut"));
        }
        if (problems.isEmpty() && !problem.text("wayOut").isEmpty()) {
            lines.add("  " + problem.text("wayOut"));
        }
        ExitCode code =
                switch (status) {
                    case 401, 403 -> ExitCode.NOT_LOGGED_IN;
                    case 503 -> ExitCode.UNREACHABLE;
                    default -> status < 500 ? ExitCode.REFUSED : ExitCode.FAILED;
                };
        String detail = problem.text("detail");
        return new CliException(
                code,
                detail.isEmpty() ? "The server answers with status " + status : detail,
                lines.toArray(String[]::new));
    }

    private CliException unreachable(IOException e) {
        if (e instanceof SSLException) {
            return new CliException(
                    ExitCode.UNREACHABLE,
                    why(e),
                    "  Name its farm's authority: --ca FILE, or --ca sha256:FINGERPRINT as the server's log tells it");
        }
        return new CliException(
                ExitCode.UNREACHABLE,
                why(e),
                "  Start one with: tablao start farm — or name yours with --server or TABLAO_SERVER");
    }

    private String why(IOException e) {
        if (e instanceof ConnectException) {
            return "No server answers at " + url;
        }
        if (e instanceof SSLException) {
            return "The server at " + url + " is not taken: " + innermost(e);
        }
        if (e instanceof UnknownHostException) {
            return "There is no host " + url.getHost();
        }
        if (e instanceof SocketTimeoutException) {
            return "The server at " + url + " does not answer in time";
        }
        return "The connection to " + url + " broke: " + e.getMessage();
    }

    private static String innermost(Throwable problem) {
        Throwable last = problem;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage();
    }

    /** A text as part of a path or a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A query of what is not empty: names and values in turn. */
    static String query(String... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(namesAndValues[i])
                        .append('=')
                        .append(encode(namesAndValues[i + 1]));
            }
        }
        return query.toString();
    }
}
