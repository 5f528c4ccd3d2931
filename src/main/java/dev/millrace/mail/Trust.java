package dev.millrace.mail;

import dev.millrace.mail.Untrusted.Reason;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts a mail server whose certificate the Java platform trusts, or the one certificate the owner has pinned; and
 * says in an {@link Untrusted} what exactly is wrong otherwise.
 */
final class Trust extends X509ExtendedTrustManager {

    private static final X509ExtendedTrustManager PLATFORM = platform();

    private final @Nullable String pin;

    Trust(@Nullable String pin) {
        this.pin = pin;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (pin != null) {
            checkPin(pin, chain[0]);
            return;
        }
        try {
            PLATFORM.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw explained(chain, authType, e);
        }
    }

    private static void checkPin(String pin, X509Certificate certificate) throws CertificateException {
        var fingerprint = fingerprint(certificate);
        if (!fingerprint.equals(pin)) {
            throw new Untrusted(
                    Reason.PIN_CHANGED, certificate.getSubjectX500Principal().getName(), fingerprint);
        }
    }

    private static CertificateException explained(X509Certificate[] chain, String authType, CertificateException e) {
        var certificate = chain[0];
        var fingerprint = fingerprint(certificate);
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException _) {
            var day = certificate
                    .getNotAfter()
                    .toInstant()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate();
            return new Untrusted(Reason.EXPIRED, day.toString(), fingerprint);
        } catch (CertificateNotYetValidException _) {
            var day = certificate
                    .getNotBefore()
                    .toInstant()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate();
            return new Untrusted(Reason.NOT_YET_VALID, day.toString(), fingerprint);
        }
        if (isIssuedByOneWeTrust(chain, authType)) {
            return new Untrusted(Reason.WRONG_NAME, names(certificate), fingerprint);
        }
        var issuer = certificate.getIssuerX500Principal();
        return issuer.equals(certificate.getSubjectX500Principal())
                ? new Untrusted(Reason.SELF_SIGNED, names(certificate), fingerprint)
                : new Untrusted(Reason.UNKNOWN_ISSUER, issuer.getName(), fingerprint);
    }

    private static boolean isIssuedByOneWeTrust(X509Certificate[] chain, String authType) {
        try {
            PLATFORM.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    private static String names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                return names.stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .limit(5)
                        .collect(Collectors.joining(", "));
            }
        } catch (CertificateParsingException _) {
            // the subject has to do
        }
        return certificate.getSubjectX500Principal().getName();
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509ExtendedTrustManager platform() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Only sockets are judged");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Only sockets are judged");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("No clients are judged");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("No clients are judged");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("No clients are judged");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return PLATFORM.getAcceptedIssuers();
    }
}
