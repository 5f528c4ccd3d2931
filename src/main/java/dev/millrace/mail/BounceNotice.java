package dev.millrace.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises bounces that do not follow RFC 3464: by who sends them, what they are called and what they say. */
final class BounceNotice {

    private static final Pattern SENDER = Pattern.compile(
            "mailer-daemon|mailerdaemon|mail[ ._-]?delivery|post_?master|mdaemon|mail-daemon|mail administrator|mail router|delivery[ _-]?(?:sub)?system|mail system");

    /** A machine, perhaps; or somebody with a dull name. */
    private static final Pattern DOUBTFUL_SENDER =
            Pattern.compile("bounce|daemon@|root@|administrator|mailadmin|symantec|mailmarshal|no-?reply");

    private static final Pattern SUBJECT = Pattern.compile(
            "(?:undeliver|un-deliver|not deliver|delivery (?:status|fail|notif|report|error|has failed|problem)|deliver(?:y|ed)? fail|mail(?:er)? (?:fail|delivery|error|system error)|failure (?:notice|delivery|report|notification)|returned (?:mail|to sender|message)|return(?:ed)? to sender|returning message|could ?n(?:o|')t (?:be )?(?:deliver|send|reach)|can(?:no|')t (?:be )?deliver|could not send|delayed mail|message (?:delay|not|you sent blocked|status|rejected)|mail (?:could not|not)|rejected|error (?:sending|mail)|bounced?\\b|warning: (?:could|message)|permanent error|unzustellbar|nicht zugestellt|non remis|échec|no se pudo entregar|devuelto|não entregue|mancata consegna|onbestelbaar|не доставлен|недоставлен|配信|送信できません|退信|傳送失敗|system error|user unknown|not listed in domino|message could not be relayed|nondeliverable|non-deliverable|unable to deliver|dsn|email sent to|mail delivery)");

    private static final Pattern TEXT = Pattern.compile(
            "transcript of session|error message below|invalid user address|could ?n(?:o|')t be (?:deliver|sent|reach)|(?:was|were|has) not (?:been )?deliver|unable to deliver|can(?:no|')t (?:be )?deliver|not able to deliver|delivery (?:to the following|has failed|failed|error|attempt)|undeliver|failed permanently|permanent (?:fatal )?error|returned to (?:the )?sender|user unknown|unknown user|no such (?:user|mailbox|account)|did not reach|does not exist|quota|mailbox (?:is )?full|smtp error|remote (?:host|server) (?:said|responded)|message (?:was )?(?:rejected|not accepted|blocked)|could not send|failed addresses|had permanent|was rejected|your message to .* (?:was|has been|is) |(?:配信|送信)(?:でき|に失敗)|доставлен|未能|退|無法|не может быть|nicht zugestellt|n'a pas pu|\\b5\\d\\d [5]\\.\\d\\.\\d|\\b55\\d ");

    private BounceNotice() {}

    static boolean is(MailHeaders headers, String subject, BounceText text, boolean report) {
        if (headers.has("x-failed-recipients")) {
            return true;
        }
        var from = (headers.first("from").orElse("") + " "
                        + headers.first("sender").orElse(""))
                .toLowerCase(Locale.ROOT);
        from = from.substring(0, Math.min(1_000, from.length()));
        var title = subject.substring(0, Math.min(500, subject.length())).toLowerCase(Locale.ROOT);
        var notice = text.notice().toLowerCase(Locale.ROOT);
        var path = headers.raw("return-path").toLowerCase(Locale.ROOT).strip();
        // The words alone prove nothing: a customer may be asking about exactly such a mail.
        if (isAnswerOfPerson(headers)) {
            return false;
        }
        if (report
                || path.equals("<>")
                || path.contains("mailer-daemon")
                || SENDER.matcher(from).find()) {
            return report
                    || SUBJECT.matcher(title).find()
                    || TEXT.matcher(notice).find();
        }
        return DOUBTFUL_SENDER.matcher(from).find()
                && SUBJECT.matcher(title).find()
                && TEXT.matcher(notice).find();
    }

    /** Somebody forwards or answers a bounce: that is a question, not a bounce. */
    private static boolean isAnswerOfPerson(MailHeaders headers) {
        return headers.has("x-originating-client")
                || headers.keyword("auto-submitted").equals("no");
    }
}
