package dev.millrace.mail;

import dev.millrace.mail.Bounce.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out which recipients a mail server reports about, in the form of RFC 3464 or in any other. */
final class Bounces {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id:\\s*<([^<>\\s]{1,900})>");

    /** Fields of RFC 3464 that ended up in the text. */
    private static final Pattern PRINTED_STATUS = Pattern.compile(
            "(?im)^(?:action|original-recipient|final-recipient): .{0,300}\\n(?:[\\w-]{4,30}: .{0,300}\\n){0,2}(?:final-recipient|action|status):");

    private static final Set<String> STATUS_TYPES = Set.of(
            "message/delivery-status",
            "message/global-delivery-status",
            "message/xdelivery-status",
            "text/delivery-status");

    private final MimePart root;
    private final MailHeaders headers;
    private final String whole;
    private final BounceText text;
    private final String subject;

    private Bounces(MimePart root, MailHeaders headers, String text) {
        this.root = root;
        this.headers = headers;
        this.whole = text.length() > 50_000 ? text.substring(0, 50_000) : text;
        this.text = BounceText.of(text);
        this.subject = headers.first("subject").orElse("");
    }

    static List<Bounce> of(MimePart root, MailHeaders headers, String text) {
        return new Bounces(root, headers, text).read();
    }

    private List<Bounce> read() {
        if (FeedbackReport.is(root, headers, text)) {
            return List.of(feedback());
        }
        var status = part(STATUS_TYPES);
        if (status != null) {
            var reported = reported(DeliveryStatus.parse(status.text()));
            if (!reported.isEmpty()) {
                return reported;
            }
        }
        if (SesNotice.is(headers)) {
            return SesNotice.bounces(text.notice());
        }
        if (!BounceNotice.is(headers, subject, text, status != null || isReport())) {
            return List.of();
        }
        var wrapped = status == null ? statusOfEmbedded() : null;
        if (wrapped != null && !wrapped.isEmpty()) {
            return wrapped;
        }
        var inline = PRINTED_STATUS.matcher(whole);
        var printed =
                inline.find() ? reported(DeliveryStatus.parse(whole.substring(inline.start()))) : List.<Bounce>of();
        return printed.isEmpty() ? told() : printed;
    }

    /** Some gateways send the bounce they received inside a notice of their own. */
    private @Nullable List<Bounce> statusOfEmbedded() {
        var embedded = embedded(root);
        var status = embedded == null ? null : part(embedded, STATUS_TYPES);
        return status == null ? null : reported(DeliveryStatus.parse(status.text()));
    }

    private boolean isReport() {
        return root.is("multipart/report") && !"disposition-notification".equals(root.parameter("report-type"));
    }

    private Bounce feedback() {
        var report = part(Set.of("message/feedback-report"));
        var fields = report == null
                ? Map.<String, String>of()
                : DeliveryStatus.parse(report.text()).message();
        var recipient = fields.getOrDefault("original-rcpt-to", fields.getOrDefault("removal-recipient", ""));
        return new Bounce(
                recipient.replaceAll("[<>\\s]", ""),
                "",
                Reason.FEEDBACK,
                false,
                fields.getOrDefault("feedback-type", "abuse"),
                originalMessageId());
    }

    /** What the machine-readable part says. */
    private List<Bounce> reported(DeliveryStatus report) {
        var bounces = new ArrayList<Bounce>();
        var blamed = text.blamed(List.of());
        for (var recipient : report.recipients()
                .subList(0, Math.min(MailLimits.RECIPIENTS, report.recipients().size()))) {
            var diagnosis = diagnosis(recipient);
            var evidence = new BounceEvidence(
                    recipient.getOrDefault("action", ""),
                    recipient.getOrDefault("status", ""),
                    diagnosis,
                    said(recipient, blamed),
                    text.notice(),
                    subject);
            bounces.add(bounce(DeliveryStatus.address(recipient), evidence));
        }
        return bounces;
    }

    private static String diagnosis(Map<String, String> recipient) {
        return DeliveryStatus.typeless(recipient.getOrDefault("diagnostic-code", "")) + " "
                + recipient.getOrDefault("x-supplementary-info", "") + " "
                + recipient.getOrDefault("x-display-name", "");
    }

    /** What the notice tells about this recipient: often more than the machine-readable part. */
    private static String said(Map<String, String> recipient, Map<String, String> blamed) {
        return blamed.getOrDefault(DeliveryStatus.address(recipient).toLowerCase(Locale.ROOT), "");
    }

    /** What can be understood from the words alone. */
    private List<Bounce> told() {
        var own = headers.all("to").stream()
                .flatMap(to -> BounceText.addresses(to).stream())
                .map(to -> to.toLowerCase(Locale.ROOT))
                .toList();
        var blamed = text.blamed(own);
        var bounces = new ArrayList<Bounce>();
        for (var failed : headers.all("x-failed-recipients")) {
            for (var address : BounceText.addresses(failed)) {
                bounces.add(bounce(address, blamed.getOrDefault(address.toLowerCase(Locale.ROOT), "")));
            }
        }
        if (bounces.isEmpty()) {
            blamed.forEach((address, said) -> bounces.add(bounce(address, said)));
        }
        if (bounces.isEmpty()) {
            bounces.add(bounce("", ""));
        }
        return bounces;
    }

    private Bounce bounce(String address, String said) {
        return bounce(address, new BounceEvidence("", "", "", said, text.notice(), subject));
    }

    private Bounce bounce(String address, BounceEvidence evidence) {
        return Bounce.of(address, evidence, originalMessageId());
    }

    private @Nullable String originalMessageId() {
        for (var leaf : root.leaves()) {
            if (leaf != root && (leaf.is("text/rfc822-headers") || leaf.is("message/rfc822-headers"))) {
                var found = MESSAGE_ID.matcher(leaf.text());
                if (found.find()) {
                    return found.group(1);
                }
            }
        }
        var embedded = embedded(root);
        if (embedded != null) {
            var found = MESSAGE_ID.matcher("message-id: " + embedded.headers().raw("message-id"));
            if (found.find()) {
                return found.group(1);
            }
        }
        var found = MESSAGE_ID.matcher(text.original());
        return found.find() ? found.group(1) : null;
    }

    private static @Nullable MimePart embedded(MimePart part) {
        for (var child : part.children()) {
            if (child.isMessage() && !child.children().isEmpty()) {
                return child.children().getFirst();
            }
            var deeper = embedded(child);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    /** The first part of such a type that belongs to this message, not to one forwarded in it. */
    private @Nullable MimePart part(Set<String> types) {
        return part(root, types);
    }

    private static @Nullable MimePart part(MimePart at, Set<String> types) {
        if (types.contains(at.mediaType())) {
            return at;
        }
        if (at.isMessage()) {
            return null;
        }
        for (var child : at.children()) {
            var found = part(child, types);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
