package io.github.bingxstream.testkit.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A key and a certificate of X.509 version 3 for it (RFC 5280). Written by hand, since the JDK reads certificates but makes none:
 * its {@code keytool} does, in a process for each, which costs a second and is not there in every runtime.
 *
 * @param key the private key
 * @param certificate what was issued for its public key
 */
record Issued(PrivateKey key, X509Certificate certificate) {

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] SUBJECT_ALTERNATIVE_NAMES = Der.oid(2, 5, 29, 17);
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);

    /**
     * Issues a certificate.
     *
     * @param name a distinguished name
     * @param addresses the IPv4 addresses it is for
     * @param isAuthority whether it may sign others
     * @param issuer who signs; it signs itself when there is none
     */
    static Issued to(
            String name,
            List<byte[]> addresses,
            boolean isAuthority,
            Instant from,
            Instant until,
            @Nullable Issued issuer) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Principal subject = new X500Principal(name);
            byte[] content = Der.sequence(
                    Der.tagged(0xA0, Der.integer(new byte[] {2})),
                    Der.integer(new BigInteger(63, new SecureRandom())
                            .add(BigInteger.ONE)
                            .toByteArray()),
                    ECDSA_WITH_SHA256,
                    (issuer == null ? subject : issuer.certificate.getSubjectX500Principal()).getEncoded(),
                    Der.sequence(Der.time(from), Der.time(until)),
                    subject.getEncoded(),
                    keys.getPublic().getEncoded(),
                    Der.tagged(0xA3, Der.sequence(extensions(addresses, isAuthority))));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer == null ? keys.getPrivate() : issuer.key);
            signature.update(content);
            byte[] signed = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            CertificateFactory reader = CertificateFactory.getInstance("X.509");
            return new Issued(
                    keys.getPrivate(), (X509Certificate) reader.generateCertificate(new ByteArrayInputStream(signed)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(
                    "this runtime cannot make certificates; does it have the module jdk.crypto.ec?", missing);
        }
    }

    private static byte[][] extensions(List<byte[]> addresses, boolean isAuthority) {
        List<byte[]> extensions = new ArrayList<>();
        if (isAuthority) {
            extensions.add(Der.sequence(BASIC_CONSTRAINTS, Der.bool(true), Der.octets(Der.sequence(Der.bool(true)))));
        } else {
            extensions.add(Der.sequence(BASIC_CONSTRAINTS, Der.octets(Der.sequence())));
        }
        if (!addresses.isEmpty()) {
            byte[][] names =
                    addresses.stream().map(address -> Der.tagged(0x87, address)).toArray(byte[][]::new);
            extensions.add(Der.sequence(SUBJECT_ALTERNATIVE_NAMES, Der.octets(Der.sequence(names))));
        }
        return extensions.toArray(byte[][]::new);
    }
}
