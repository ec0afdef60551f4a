package org.tablao.handshake;

import java.util.List;
import java.util.Set;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Whether an identification is well formed; the wire brings what it likes, nulls too. */
final class IdentificationShape {

    private static final Set<String> ROLES = Set.of("worker", "manager");
    private static final int LONGEST = 1_024;

    private IdentificationShape() {}

    /** @throws RefusedException INVALID, with the field at fault */
    static void check(Identification given) {
        text("role", given.role());
        text("name", given.name());
        text("publicKey", given.publicKey());
        text("bootNonce", given.bootNonce());
        text("joinToken", given.joinToken());
        text("nonce", given.nonce());
        text("signature", given.signature());
        text("url", given.url());
        text("callbackToken", given.callbackToken());
        text("storeId", given.storeId());
        if (given.host() == null) {
            throw invalid("host", "is missing");
        }
        if (!ROLES.contains(given.role())) {
            throw invalid("role", "is neither worker nor manager");
        }
        filled("name", given.name());
        filled("publicKey", given.publicKey());
        filled("bootNonce", given.bootNonce());
    }

    /** The signed text parts its fields by line ends, so there is none in a field. */
    private static void text(String field, String value) {
        if (value == null) {
            throw invalid(field, "is missing");
        }
        if (value.length() > LONGEST) {
            throw invalid(field, "is longer than " + LONGEST + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(field, "has a control character");
        }
    }

    private static void filled(String field, String value) {
        if (value.isBlank()) {
            throw invalid(field, "is empty");
        }
    }

    private static RefusedException invalid(String field, String reason) {
        return new RefusedException(
                Refusal.INVALID,
                "The identification is not well formed: " + field + " " + reason + ".",
                "",
                List.of(new Problem(field, reason, "")));
    }
}
