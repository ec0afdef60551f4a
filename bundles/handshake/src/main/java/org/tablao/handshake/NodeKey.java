package org.tablao.handshake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key pair: a node's identity in one role. */
final class NodeKey {

    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final String publicKey;

    private NodeKey(PrivateKey secret, String publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /** Reads the key of a role, or makes it. The file has two lines: the private key (PKCS #8) and the public key. */
    static NodeKey of(Path keys, String role) throws IOException {
        SecretFile file = new SecretFile(keys.resolve("node-" + role + ".key")).inPrivateFolder();
        try {
            if (!file.isThere()) {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                file.write(encoded(pair.getPrivate().getEncoded()) + "\n"
                        + encoded(pair.getPublic().getEncoded()));
            }
            String[] lines = file.read().split("\n");
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0])));
            return new NodeKey(secret, lines[1]);
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(
                    file.path() + " is no key of a node: put it back from a backup, or remove it to join anew", e);
        }
    }

    /** X.509 in base64. */
    String publicKey() {
        return publicKey;
    }

    /** The signature of the text, in base64. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with the node's key", e);
        }
    }

    /** Whether the holder of the public key signed the text; false too for what is no key or signature. */
    static boolean verify(String publicKey, String text, String signature) {
        try {
            byte[] bytes = Base64.getDecoder().decode(publicKey);
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
            // One key has one spelling, or it could be two nodes.
            if (!encoded(key.getEncoded()).equals(publicKey)) {
                return false;
            }
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
