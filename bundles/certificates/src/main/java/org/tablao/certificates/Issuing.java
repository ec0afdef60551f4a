package org.tablao.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.NodeIdentity;

/** Makes keys, requests and certificates. */
final class Issuing {
    /** Hosts' clocks differ: a certificate is good a little before it is made. */
    static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REQUEST = 8_192;
    private static final int CURVE_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Issuing() {}

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** A key that nobody has certified yet, with a certificate that it made for itself. */
    static KeyMaterial selfSigned() {
        KeyPair key = newKey();
        X500Name subject = named("joining");
        try {
            return new KeyMaterial(
                    key.getPrivate(),
                    List.of(signed(
                            builder(subject, subject, key.getPublic(), Instant.EPOCH, Duration.ofDays(1)),
                            key.getPrivate())));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("making a key's own certificate", e);
        }
    }

    /** A new authority, which signs itself. */
    static KeyMaterial authority(String name, Instant now, Duration life) {
        KeyPair key = newKey();
        X500Name subject = named(name);
        X509v3CertificateBuilder builder = builder(subject, subject, key.getPublic(), now, life);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
            return new KeyMaterial(key.getPrivate(), List.of(signed(builder, key.getPrivate())));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("making the authority's certificate", e);
        }
    }

    /** A node's certificate. Only nodes that others call get one to be called with. */
    static X509Certificate node(
            KeyMaterial authority,
            PublicKey key,
            NodeIdentity identity,
            List<String> addresses,
            Instant now,
            Duration life) {
        X500Name issuer =
                X500Name.getInstance(authority.own().getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = builder(issuer, named(identity.name()), key, now, life);
        boolean called = identity.roles().contains("server") || identity.roles().contains("manager");
        List<GeneralName> names = new ArrayList<>();
        Marks.uris(identity).forEach(uri -> names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        if (called) {
            addresses.forEach(address -> names.add(new GeneralName(
                    Addresses.isNumeric(address) ? GeneralName.iPAddress : GeneralName.dNSName, address)));
        }
        KeyPurposeId[] purposes = called
                ? new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth}
                : new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    ids.createAuthorityKeyIdentifier(authority.own().getPublicKey()));
            return signed(builder, authority.key());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("making a certificate", e);
        }
    }

    /** A request for a certificate, signed with the key that it is to be for. */
    static String request(String name, KeyPair key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(new JcaPKCS10CertificationRequestBuilder(named(name), key.getPublic())
                            .build(new JcaContentSignerBuilder(SIGNATURE).build(key.getPrivate()))
                            .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("asking for a certificate", e);
        }
    }

    /**
     * The key of a request, which its sender has.
     *
     * @throws RefusedException INVALID
     */
    static PublicKey keyOf(String request) {
        try {
            if (request.length() > LONGEST_REQUEST) {
                throw invalid("is longer than " + LONGEST_REQUEST + " characters");
            }
            JcaPKCS10CertificationRequest read =
                    new JcaPKCS10CertificationRequest(Base64.getDecoder().decode(request));
            PublicKey key = read.getPublicKey();
            boolean ours = key instanceof ECPublicKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() == CURVE_BITS;
            if (!ours) {
                throw invalid("is not for a key on P-256");
            }
            if (!read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw invalid("is not signed with its own key");
            }
            return key;
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException
                | ClassCastException e) {
            throw invalid("is no PKCS #10 request: " + e.getMessage());
        }
    }

    private static RefusedException invalid(String reason) {
        return new RefusedException(Refusal.INVALID, "The request for a certificate " + reason + ".", "");
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(126),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws IOException, GeneralSecurityException {
        try {
            return Pem.certificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key))
                    .getEncoded());
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("signing", e);
        }
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME))
                .build();
    }
}
