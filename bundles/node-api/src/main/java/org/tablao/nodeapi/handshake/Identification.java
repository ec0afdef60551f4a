package org.tablao.nodeapi.handshake;

/**
 * Step 2: who a node says it is. Texts are empty where they do not apply, never null.
 *
 * @param role {@code worker} or {@code manager}
 * @param publicKey Ed25519, X.509 encoding in base64: the node's identity
 * @param bootNonce new at each start of the process; what is before a dot tells a restart at the same place from a clone
 * @param joinToken for the first time; empty when it is known already
 * @param nonce the challenge that is answered; empty in the first call
 * @param signature of {@link #signedText()} in base64; empty in the first call
 * @param url where a manager can be called; empty for a worker
 * @param callbackToken bearer that the server shows when it calls this manager; empty for a worker
 * @param storeId the store that this node writes to; empty for a worker
 */
public record Identification(
        String role,
        String name,
        String publicKey,
        String bootNonce,
        HostFacts host,
        String joinToken,
        String nonce,
        String signature,
        String url,
        String callbackToken,
        String storeId) {

    /** What the key signs: binds the challenge to role, name, start and address. */
    public String signedText() {
        return String.join("\n", "tablao-identify-1", nonce, role, name, bootNonce, url, callbackToken, storeId);
    }

    public Identification answering(String challenge, String proof) {
        return new Identification(
                role, name, publicKey, bootNonce, host, joinToken, challenge, proof, url, callbackToken, storeId);
    }

    /** The same without what it joins with. */
    public Identification withoutToken() {
        return new Identification(
                role, name, publicKey, bootNonce, host, "", nonce, signature, url, callbackToken, storeId);
    }
}
