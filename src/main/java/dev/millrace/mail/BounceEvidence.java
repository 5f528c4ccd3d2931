package dev.millrace.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * All that is known about one recipient that was not reached.
 *
 * @param action failed, delayed, delivered … as RFC 3464 names it, or empty
 * @param status the enhanced status code as reported, or empty
 * @param diagnosis what the remote server answered, as reported
 * @param said what the notice says about this recipient
 * @param notice the whole notice
 */
record BounceEvidence(String action, String status, String diagnosis, String said, String notice, String subject) {

    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.\\[(/-])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.]*\\d\\.|\\d|\\.\\d|\\])");
    private static final Pattern ENHANCED_IN_BRACKETS = Pattern.compile("[(\\[]#?([245]\\.\\d{1,3}\\.\\d{1,3})[)\\]:]");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.\\[#:-])([45][0-5]\\d)(?=[ -]|$|\\n)(?! (?:bytes|kb|mb|octets|seconds|days|hours))");
    private static final Pattern COMMAND = Pattern.compile(
            "(?:in (?:reply|response) to|after|during|sending|in|command:?|smtp:|>>>|command was:?|when sending|response to) ?(?:the |an? )?(?:initial |pipelined )?[\"']?"
                    + "(end of data|rcpt|mail(?: from)?|data|ehlo|helo|conn|connection|initial connection|starttls|auth|quit|bdat)\\b");

    enum Command {
        NONE,
        CONNECT,
        MAIL,
        RCPT,
        DATA
    }

    /** What the remote server answered, or failing that what the notice says. */
    String answer() {
        return diagnosis.isBlank() ? said.isBlank() ? notice : said : diagnosis;
    }

    String summary() {
        var text = answer().replaceAll("\\s+", " ").strip();
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    /** The most telling code there is; by the words when there is none. */
    String statusCode() {
        var reported = first(ENHANCED, status);
        var inAnswer = enhanced(answer());
        if (!reported.isEmpty() && !reported.endsWith(".0.0")) {
            return reported;
        }
        if (!inAnswer.isEmpty() && (reported.isEmpty() || inAnswer.charAt(0) == reported.charAt(0))) {
            return inAnswer;
        }
        if (!reported.isEmpty()) {
            return reported;
        }
        var reply = replyCode();
        if (!reply.isEmpty()) {
            return reply.charAt(0) + ".0.0";
        }
        return temporary() ? "4.0.0" : "5.0.0";
    }

    String replyCode() {
        var inDiagnosis = first(REPLY, diagnosis);
        var found = inDiagnosis.isEmpty() ? first(REPLY, said) : inDiagnosis;
        return found.isEmpty() && diagnosis.isBlank() && said.isBlank() ? first(REPLY, notice) : found;
    }

    private static String enhanced(String text) {
        var bare = first(ENHANCED, text);
        return bare.isEmpty() ? first(ENHANCED_IN_BRACKETS, text) : bare;
    }

    private boolean temporary() {
        var lower = notice.toLowerCase(Locale.ROOT);
        return action.toLowerCase(Locale.ROOT).startsWith("delayed")
                || lower.contains("this is a warning message only")
                || lower.contains("will continue to try")
                || lower.contains("will be retried")
                || lower.contains("temporary")
                || lower.contains("still trying");
    }

    /** During which step of SMTP the server refused. */
    Command command() {
        for (var text : new String[] {diagnosis, said, notice}) {
            var matcher = COMMAND.matcher(text.toLowerCase(Locale.ROOT));
            var found = Command.NONE;
            if (matcher.find()) {
                found = switch (matcher.group(1)) {
                    case "rcpt" -> Command.RCPT;
                    case "mail", "mail from" -> Command.MAIL;
                    case "data", "end of data", "bdat", "quit" -> Command.DATA;
                    default -> Command.CONNECT;
                };
            }
            if (found != Command.NONE) {
                return found;
            }
        }
        return Command.NONE;
    }

    private static String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(matcher.groupCount() == 1 ? 1 : 0) : "";
    }
}
