package dev.millrace.mail;

/** How much of one message is read. What goes beyond is left out and named as a {@link ParsedMail.Problem}. */
public final class MailLimits {

    /** Leaf parts of a message, those of forwarded messages included. */
    public static final int PARTS = 1_000;

    /** Multiparts and messages inside each other. */
    public static final int DEPTH = 30;

    /** Header fields of one part. */
    public static final int HEADER_FIELDS = 1_000;

    /** Bytes kept of one header field. */
    public static final int HEADER_FIELD_BYTES = 64 * 1024;

    /** Addresses in one field (To, Cc …). */
    public static final int RECIPIENTS = 500;

    /** Message ids kept of References, the newest. */
    public static final int REFERENCES = 100;

    /** Decoded bytes of all parts together. */
    public static final long DECODED_BYTES = 200L * 1024 * 1024;

    /** Characters of text that are searched for quotes and signatures, and characters of HTML that are read. */
    public static final int TEXT_CHARACTERS = 2_000_000;

    private MailLimits() {}
}
