package org.tablao.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Workers that joined a farm with TLS, each with a key and a certificate of its own. */
final class Members implements Crowd.Identities {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final char[] NONE = {};

    private final int port;
    private final List<Certificate> authorities;
    /** For who shows nothing. */
    private final SSLContext stranger;

    private final FarmApi api;
    private final List<SSLContext> joined = new ArrayList<>();

    /** @param home of the farm's server */
    Members(int port, Path home, String adminToken) throws IOException {
        this.port = port;
        try (InputStream in = Files.newInputStream(home.resolve("data/authority.pem"))) {
            this.authorities =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            this.stranger = context(emptyStore());
        } catch (GeneralSecurityException e) {
            throw new IOException("the farm's authority", e);
        }
        this.api = new FarmApi(port, Optional.of(stranger), adminToken);
    }

    FarmApi api() {
        return api;
    }

    /** That of worker number so and so, which joins if it has not yet. */
    @Override
    public Optional<SSLContext> tls(int worker) throws IOException, GeneralSecurityException {
        while (joined.size() < worker) {
            joined.add(join());
        }
        return Optional.of(joined.get(worker - 1));
    }

    /** A certificate stands for it. */
    @Override
    public String joinToken() {
        return "";
    }

    private SSLContext join() throws IOException, GeneralSecurityException {
        String token = api.call("POST", "/api/v1/nodes/tokens", Map.of("role", "worker"))
                .get("secret")
                .asText();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        Map<String, Object> request = Map.of(
                "name",
                "simulated",
                "role",
                "worker",
                "addresses",
                List.of(),
                "request",
                request(key),
                "token",
                token.substring(0, token.indexOf('.')));
        try (HttpConnection connection = new HttpConnection(port, Optional.of(stranger))) {
            HttpConnection.Answer answer =
                    connection.send("POST", "/node/v1/join", "", JSON.writeValueAsBytes(request));
            if (answer.status() != 200) {
                throw new IOException("a worker could not join: " + answer.status() + " " + answer.text());
            }
            KeyStore own = emptyStore();
            own.setKeyEntry("own", key.getPrivate(), NONE, chain(JSON.readTree(answer.body())));
            return context(own);
        }
    }

    private static String request(KeyPair key) throws IOException {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=simulated"), key.getPublic())
                                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                                    .getEncoded());
        } catch (OperatorCreationException e) {
            throw new IOException("asking for a certificate", e);
        }
    }

    private static Certificate[] chain(JsonNode answer) throws GeneralSecurityException {
        List<Certificate> chain = new ArrayList<>();
        for (JsonNode text : answer.get("certificates")) {
            chain.add(CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(text.asText()))));
        }
        return chain.toArray(Certificate[]::new);
    }

    private SSLContext context(KeyStore own) throws GeneralSecurityException {
        KeyStore trusted = emptyStore();
        for (Certificate authority : authorities) {
            trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, NONE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NONE);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store", e);
        }
    }
}
