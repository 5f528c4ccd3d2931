package dev.millrace.mail;

import java.security.cert.CertificateException;

/** Why a server's certificate was not accepted. */
final class Untrusted extends CertificateException {

    enum Reason {
        EXPIRED,
        NOT_YET_VALID,
        WRONG_NAME,
        SELF_SIGNED,
        UNKNOWN_ISSUER,
        PIN_CHANGED
    }

    private final Reason reason;
    private final String detail;
    private final String fingerprint;

    Untrusted(Reason reason, String detail, String fingerprint) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
        this.fingerprint = fingerprint;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }

    /** SHA-256, to be compared with what the server's owner says, and then trusted. */
    String fingerprint() {
        return fingerprint;
    }
}
