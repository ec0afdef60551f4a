package org.tablao.certificates;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** This node's key and certificate, as they are when a handshake asks. */
final class LiveKeys extends X509ExtendedKeyManager {
    private static final String ALGORITHM = "EC";

    /** By alias. The last but one stays: a handshake asks for the alias first and then, twice, for what it stands for. */
    private final ConcurrentSkipListMap<Long, KeyMaterial> byGeneration = new ConcurrentSkipListMap<>();

    void put(long generation, KeyMaterial material) {
        byGeneration.put(generation, material);
        byGeneration.headMap(generation - 1).clear();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return alias(keyTypes);
    }

    /** None is {@code null}: so the interface says. */
    private String alias(String... keyTypes) {
        Map.Entry<Long, KeyMaterial> last = byGeneration.lastEntry();
        for (String type : keyTypes) {
            if (last != null && type.equals(ALGORITHM)) {
                return last.getKey().toString();
            }
        }
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    private String[] aliases(String keyType) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        KeyMaterial material = byGeneration.get(Long.valueOf(alias));
        return material == null ? null : material.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        KeyMaterial material = byGeneration.get(Long.valueOf(alias));
        return material == null ? null : material.key();
    }
}
