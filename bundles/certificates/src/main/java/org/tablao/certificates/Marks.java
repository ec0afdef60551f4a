package org.tablao.certificates;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tablao.nodeapi.tls.NodeIdentity;

/** How a certificate says whose it is: URIs among its alternative names, {@code urn:tablao:node:<id>} and {@code urn:tablao:role:<role>}. */
final class Marks {
    private static final String NODE = "urn:tablao:node:";
    private static final String ROLE = "urn:tablao:role:";
    private static final int URI_NAME = 6;

    private Marks() {}

    static List<String> uris(NodeIdentity identity) {
        TreeSet<String> uris = new TreeSet<>();
        uris.add(NODE + identity.nodeId());
        identity.roles().forEach(role -> uris.add(ROLE + role));
        return List.copyOf(uris);
    }

    /** Empty for a certificate that names no node. */
    static Optional<NodeIdentity> read(X509Certificate certificate) {
        String id = "";
        TreeSet<String> roles = new TreeSet<>();
        for (String uri : uris(certificate)) {
            if (uri.startsWith(NODE)) {
                id = uri.substring(NODE.length());
            } else if (uri.startsWith(ROLE)) {
                roles.add(uri.substring(ROLE.length()));
            }
        }
        String name = certificate.getSubjectX500Principal().getName();
        return id.isEmpty() ? Optional.empty() : Optional.of(new NodeIdentity(id, name, roles));
    }

    private static List<String> uris(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(URI_NAME).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            // One that cannot be read names nobody.
            return List.of();
        }
    }
}
