package dev.millrace.mail;

import dev.millrace.mail.ParsedMail.Attachment;
import dev.millrace.mail.ParsedMail.Problem;
import dev.millrace.mail.ParsedMail.Problem.What;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.jspecify.annotations.Nullable;

/** Opens {@code winmail.dat}, in which Outlook hides text and files from everybody else. */
final class Tnef {

    private Tnef() {}

    /** What it says; both null when nothing is in it. */
    record Body(@Nullable String text, @Nullable String html) {}

    static boolean is(MimePart part) {
        var name = part.fileName();
        return part.is("application/ms-tnef")
                || part.is("application/vnd.ms-tnef")
                || name != null && name.equalsIgnoreCase("winmail.dat");
    }

    /** The files inside, or null when it cannot be opened and must be kept as it is. */
    static @Nullable List<Attachment> attachments(MimePart part, List<Problem> problems) {
        try {
            var attachments = new ArrayList<Attachment>();
            for (var file : open(part).getAttachments()) {
                var name = file.getLongFilename() == null ? file.getFilename() : file.getLongFilename();
                var given = FileName.given(name);
                var bytes = file.getContents();
                if (bytes != null) {
                    var fileName = given == null ? FileName.made("attachment", "application/octet-stream") : given;
                    attachments.add(new Attachment(
                            fileName.value(), fileName.value(), "application/octet-stream", null, null, false, bytes));
                }
            }
            return attachments;
        } catch (IOException | RuntimeException e) {
            problems.add(new Problem(What.BROKEN_TNEF, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** The text of the first winmail.dat, for a message that says nothing else. */
    static Body body(List<MimePart> files) {
        for (var file : files) {
            if (is(file)) {
                try {
                    return body(open(file));
                } catch (IOException | RuntimeException _) {
                    return new Body(null, null);
                }
            }
        }
        return new Body(null, null);
    }

    private static Body body(HMEFMessage message) {
        var html = message.getMessageMAPIAttribute(MAPIProperty.BODY_HTML);
        if (html != null && html.getData().length > 0) {
            return new Body(null, Charsets.decode(html.getData(), HtmlText.declaredCharset(html.getData())));
        }
        var text = message.getMessageMAPIAttribute(MAPIProperty.BODY);
        if (text instanceof MAPIStringAttribute string
                && !string.getDataString().isBlank()) {
            return new Body(string.getDataString().replace("\0", ""), null);
        }
        var rtf = message.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED);
        return new Body(rtf instanceof MAPIRtfAttribute rich ? RtfText.of(rich.getDataString()) : null, null);
    }

    private static HMEFMessage open(MimePart part) throws IOException {
        return new HMEFMessage(new ByteArrayInputStream(part.bytes()));
    }
}
