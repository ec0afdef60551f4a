package org.tablao.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.UUID;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.handshake.Identification;

/** A key of a simulated worker, and what it says of itself. */
final class NodeIdentity {
    private static final String ALGORITHM = "Ed25519";

    private final KeyPair keys;
    private final Identification unproved;

    NodeIdentity(String name, String joinToken) throws GeneralSecurityException {
        this.keys = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        HostFacts host = new HostFacts(
                "localhost",
                "Linux",
                "amd64",
                1,
                1L << 30,
                "0.1.0",
                Runtime.version().toString());
        this.unproved = new Identification(
                "worker",
                name,
                base64(keys.getPublic().getEncoded()),
                UUID.randomUUID().toString(),
                host,
                joinToken,
                "",
                "",
                "",
                "",
                "");
    }

    Identification unproved() {
        return unproved;
    }

    Identification answering(String nonce) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(keys.getPrivate());
        signature.update(unproved.answering(nonce, "").signedText().getBytes(StandardCharsets.UTF_8));
        return unproved.answering(nonce, base64(signature.sign()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
