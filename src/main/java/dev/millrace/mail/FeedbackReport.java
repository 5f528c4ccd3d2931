package dev.millrace.mail;

import java.util.Locale;

/** Complaints: a reader pressed "this is spam" (RFC 5965), and the older forms of the same. */
final class FeedbackReport {

    private FeedbackReport() {}

    static boolean is(MimePart root, MailHeaders headers, BounceText text) {
        if (root.leaves().stream().anyMatch(leaf -> leaf.is("message/feedback-report"))) {
            return true;
        }
        if ("feedback-report".equalsIgnoreCase(root.parameter("report-type"))) {
            return true;
        }
        if (headers.has("x-hmxmroriginalrecipient") || headers.has("x-apple-unsubscribe")) {
            return true;
        }
        var notice = text.notice().toLowerCase(Locale.ROOT);
        return notice.contains("this is an email abuse report for an email message")
                || notice.contains("this is a spam complaint");
    }
}
