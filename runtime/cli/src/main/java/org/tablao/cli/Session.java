package org.tablao.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What every command has at hand.
 *
 * @param folder that relative paths start from
 * @param pause before a broken event stream is opened again
 */
record Session(Server server, Terminal terminal, Output output, Path folder, Duration pause) {
    private static final String USUAL_SERVER = "http://127.0.0.1:8080";

    static Session open(Arguments arguments, Map<String, String> environment, Terminal terminal, Duration pause)
            throws CliException {
        String url = arguments.option("--server", environment.getOrDefault("TABLAO_SERVER", USUAL_SERVER));
        Output output = new Output(terminal, arguments.option("-o", "table"));
        Path home = home(arguments, environment);
        URI address = checked(url);
        String authority = authority(arguments, environment, address, home);
        Server server = new Server(address, token(arguments, environment, home), FarmTrust.of(authority));
        return new Session(server, terminal, output, Path.of("").toAbsolutePath(), pause);
    }

    private static URI checked(String url) throws CliException {
        try {
            URI uri = URI.create(url.replaceAll("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--server " + url + " is no URL: " + e.getMessage());
        }
        throw CliException.usage("--server " + url + " is no URL like " + USUAL_SERVER);
    }

    /** From a file that was named, the environment, or the home on this host; empty where there is none. */
    private static String token(Arguments arguments, Map<String, String> environment, Path home) throws CliException {
        String file = arguments.option("--token-file", "");
        if (!file.isEmpty()) {
            return read(Path.of(file));
        }
        String token = environment.getOrDefault("TABLAO_TOKEN", "");
        if (!token.isEmpty()) {
            return token;
        }
        Path ofHome = home.resolve("data").resolve("admin.token");
        return Files.isReadable(ofHome) ? read(ofHome) : "";
    }

    private static Path home(Arguments arguments, Map<String, String> environment) {
        String home = arguments.option("--home", environment.getOrDefault("TABLAO_HOME", ""));
        return home.isEmpty() ? Path.of(System.getProperty("user.home"), ".tablao") : Path.of(home);
    }

    /** As it was named, or that of the home on this host; empty where there is none, or the server speaks no TLS. */
    private static String authority(Arguments arguments, Map<String, String> environment, URI server, Path home) {
        String named = arguments.option("--ca", environment.getOrDefault("TABLAO_CA", ""));
        if (!"https".equals(server.getScheme())) {
            return "";
        }
        Path ofHome = home.resolve("data").resolve("authority.pem");
        return named.isEmpty() && Files.isReadable(ofHome) ? ofHome.toString() : named;
    }

    private static String read(Path file) throws CliException {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CliException(ExitCode.NOT_LOGGED_IN, "The token file " + file + " cannot be read");
        }
    }

    /** Follows a job until it has ended; its end decides how the client ends. */
    ExitCode watch(String jobId) throws CliException {
        JobProgress progress = new JobProgress(terminal);
        JobWatch watch = new JobWatch(server, jobId, progress);
        try {
            new Events(server, pause).listen(watch);
        } finally {
            progress.end();
        }
        Doc job = watch.job();
        String reason = job.text("reason");
        output.line(job, "Job " + jobId + " is " + job.text("status") + (reason.isEmpty() ? "" : ": " + reason));
        return watch.result();
    }
}
