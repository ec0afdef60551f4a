package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Another node at its address. A call that does not get through is a refusal: UNAVAILABLE. */
final class Peer {

    /** Longer than the other side lets a call take. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final NodeClient.Sender sender;
    private final String address;
    private final String who;

    /** @param role in words: {@code manager} */
    Peer(NodeClient client, URI address, String role) {
        this(client.towards(role), address, role);
    }

    Peer(NodeClient.Sender sender, URI address, String role) {
        this.sender = sender;
        this.address = address.toString().replaceAll("/+$", "");
        this.who = "The " + role + " at " + this.address;
    }

    /** Begins a call. */
    HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }

    HttpRequest.Builder call(String path, Session session) {
        return call(path)
                .header("Authorization", "Bearer " + session.token())
                .header(Wire.NODE_HEADER, session.nodeId());
    }

    /** A call that the other side may let wait. */
    HttpRequest.Builder call(String path, Session session, Duration wait) {
        return call(path + "?wait=" + wait.toSeconds(), session).timeout(PATIENCE.plus(wait));
    }

    CompletionStage<HttpResponse<byte[]>> post(HttpRequest.Builder call, Object body) {
        byte[] json = Wire.write(body);
        return json.length > Wire.LONGEST_BODY
                ? tooLarge("message", json.length, Wire.LONGEST_BODY)
                : send(call.header("Content-Type", Wire.JSON).POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    CompletionStage<HttpResponse<byte[]>> put(HttpRequest.Builder call, byte[] bytes, int most) {
        return bytes.length > most
                ? tooLarge("piece", bytes.length, most)
                : send(call.header("Content-Type", Wire.BYTES).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    /** Sends it; completes with a 2xx answer or a refusal. */
    CompletionStage<HttpResponse<byte[]>> send(HttpRequest.Builder call) {
        return sendAny(call).thenApply(this::refuseFailure);
    }

    CompletionStage<IdentifyAnswer> identify(String path, Identification identification) {
        HttpRequest.Builder call = call(path)
                .header("Content-Type", Wire.JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Wire.write(sent(identification))));
        return sendAny(call).thenApply(response -> {
            boolean challenged =
                    response.statusCode() == 401 && mediaType(response).equals(Wire.JSON);
            return challenged
                    ? read(response, new TypeReference<IdentifyAnswer.Challenged>() {})
                    : read(refuseFailure(response), new TypeReference<IdentifyAnswer.Confirmed>() {});
        });
    }

    /** Where a certificate says who calls, what the node joined with is nobody else's business. */
    private Identification sent(Identification identification) {
        return address.startsWith("https:") ? identification.withoutToken() : identification;
    }

    <T> T read(HttpResponse<byte[]> response, TypeReference<T> type) {
        try {
            return Wire.read(response.body(), type);
        } catch (RefusedException e) {
            throw unavailable(" answered what this version does not understand: " + e.getMessage());
        }
    }

    RefusedException unavailable(String what) {
        return new RefusedException(Refusal.UNAVAILABLE, who + what, "");
    }

    private CompletionStage<HttpResponse<byte[]>> sendAny(HttpRequest.Builder call) {
        return sender.send(call.build()).handle((response, problem) -> {
            if (problem != null) {
                throw notReached(problem);
            }
            return response;
        });
    }

    private HttpResponse<byte[]> refuseFailure(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        // Without a problem it is not the node's routes that answer: they come up later than its port.
        throw ProblemBody.read(response.body())
                .orElseGet(() -> unavailable(" is not ready: it answers " + response.statusCode() + "."));
    }

    private RefusedException notReached(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof RefusedException refused) {
            return refused;
        } else if (cause instanceof SSLException) {
            return unavailable(" is not called: " + innermost(cause) + ".");
        } else if (cause instanceof ConnectException) {
            return unavailable(" cannot be reached.");
        } else if (cause instanceof HttpTimeoutException) {
            return unavailable(" does not answer.");
        } else if (cause instanceof IOException) {
            return unavailable(" broke off: " + cause.getMessage() + ".");
        }
        return unavailable(" cannot be called: " + cause + ".");
    }

    private static String innermost(Throwable problem) {
        Throwable last = problem;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage();
    }

    private CompletionStage<HttpResponse<byte[]>> tooLarge(String what, int length, int most) {
        return CompletableFuture.failedFuture(new RefusedException(
                Refusal.TOO_LARGE,
                "The " + what + " has " + length + " bytes, more than " + most + ".",
                "Send it in smaller pieces."));
    }

    private static String mediaType(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .split(";")[0]
                .strip();
    }
}
