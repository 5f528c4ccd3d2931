package dev.millrace.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One node of a message: a multipart or an embedded message with children, or a leaf with its decoded bytes. */
final class MimePart {

    private static final byte[] NOTHING = new byte[0];

    private final MailHeaders headers;
    private final MimeValue type;
    private final MimeValue disposition;
    private final List<MimePart> children = new ArrayList<>();
    private String mediaType;
    private byte[] bytes = NOTHING;

    MimePart(MailHeaders headers, String defaultType) {
        this.headers = headers;
        this.type = MimeValue.parse(headers.raw("content-type"));
        this.disposition = MimeValue.parse(headers.raw("content-disposition"));
        this.mediaType = mediaType(type.value(), defaultType);
    }

    private static String mediaType(String declared, String defaultType) {
        var slash = declared.indexOf('/');
        if (slash > 0 && slash < declared.length() - 1) {
            return declared;
        }
        return switch (declared) {
            case "text" -> "text/plain";
            case "html" -> "text/html";
            case "multipart" -> "multipart/mixed";
            default -> defaultType;
        };
    }

    MailHeaders headers() {
        return headers;
    }

    String mediaType() {
        return mediaType;
    }

    /** mime4j decides what it can read as a multipart; this follows it. */
    void becomes(String otherMediaType) {
        mediaType = otherMediaType;
    }

    boolean is(String wanted) {
        return mediaType.equals(wanted);
    }

    boolean isMultipart() {
        return mediaType.startsWith("multipart/");
    }

    boolean isMessage() {
        return is("message/rfc822") || is("message/global") || is("message/news");
    }

    boolean isText() {
        return mediaType.startsWith("text/");
    }

    boolean isAttachmentByDisposition() {
        return disposition.value().equals("attachment");
    }

    List<MimePart> children() {
        return children;
    }

    byte[] bytes() {
        return bytes;
    }

    void hold(byte[] decoded) {
        bytes = decoded;
    }

    @Nullable String charset() {
        return type.parameter("charset");
    }

    @Nullable String parameter(String name) {
        return type.parameter(name);
    }

    /** The name it was given, wherever the sender put it. */
    @Nullable String fileName() {
        for (var name : new String[] {
            disposition.parameter("filename"),
            type.parameter("name"),
            disposition.parameter("name"),
            type.parameter("filename")
        }) {
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        return null;
    }

    @Nullable String contentId() {
        var id = headers.raw("content-id").strip();
        var bare = id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
        return bare.isBlank() ? null : HeaderText.clean(bare);
    }

    String transferEncoding() {
        var declared = headers.raw("content-transfer-encoding").strip().toLowerCase(Locale.ROOT);
        var semicolon = declared.indexOf(';');
        return semicolon < 0 ? declared : declared.substring(0, semicolon).strip();
    }

    String text() {
        return Charsets.decode(bytes, charset());
    }

    /** Every part that holds bytes of its own, in order, those of embedded messages included. */
    List<MimePart> leaves() {
        var leaves = new ArrayList<MimePart>();
        collect(leaves);
        return leaves;
    }

    private void collect(List<MimePart> leaves) {
        if (children.isEmpty() && !isMultipart()) {
            leaves.add(this);
        }
        children.forEach(child -> child.collect(leaves));
    }
}
