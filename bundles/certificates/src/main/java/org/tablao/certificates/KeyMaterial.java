package org.tablao.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Keys and certificates as a file holds them.
 *
 * @param keys one, or none
 * @param chain the owner's certificate first
 */
record KeyMaterial(List<PrivateKey> keys, List<X509Certificate> chain) {
    KeyMaterial {
        keys = List.copyOf(keys);
        chain = List.copyOf(chain);
    }

    KeyMaterial(PrivateKey key, List<X509Certificate> chain) {
        this(List.of(key), chain);
    }

    /** Whether its owner can show itself with it. */
    boolean isComplete() {
        return !keys.isEmpty() && !chain.isEmpty();
    }

    PrivateKey key() {
        return keys.get(0);
    }

    X509Certificate own() {
        return chain.get(0);
    }

    String pem() {
        return (keys.isEmpty() ? "" : Pem.of(key())) + Pem.of(chain);
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + chain.size() + " certificates]";
    }
}
