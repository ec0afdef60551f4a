package org.tablao.certificates;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a member keeps in {@code data/tls}: its key with its certificate, and the authorities that it trusts. */
final class MemberFiles {
    private final PrivateFile key;
    private final PrivateFile own;
    private final PrivateFile trust;

    MemberFiles(Path folder) {
        this.key = new PrivateFile(folder.resolve("joining.pem"));
        this.own = new PrivateFile(folder.resolve("node.pem"));
        this.trust = new PrivateFile(folder.resolve("trust.pem"));
    }

    /** The certificate, if it has one. */
    KeyMaterial own() throws IOException {
        return own.isThere() ? Pem.read(own.read()) : new KeyMaterial(List.of(), List.of());
    }

    List<X509Certificate> authorities() throws IOException {
        return trust.isThere() ? Pem.read(trust.read()).chain() : List.of();
    }

    /** The key that it joins with: that of its certificate, though it has ended, or one that stays until it has joined. */
    KeyPair ownKey() throws IOException {
        KeyMaterial kept = own().isComplete() || !key.isThere() ? own() : Pem.read(key.read());
        if (kept.isComplete()) {
            return new KeyPair(kept.own().getPublicKey(), kept.key());
        }
        // A key file has no public half: a certificate of its own holds it.
        KeyMaterial made = Issuing.selfSigned();
        key.write(made.pem());
        return new KeyPair(made.own().getPublicKey(), made.key());
    }

    void keep(List<X509Certificate> authorities) throws IOException {
        trust.write(Pem.of(authorities));
    }

    void keep(KeyMaterial material) throws IOException {
        own.write(material.pem());
        key.delete();
    }
}
