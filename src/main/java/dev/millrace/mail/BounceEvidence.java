package dev.millrace.mail;

import java.util.Locale;
import java.util.regex.Matcher;
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

    private static final Pattern ENHANCED =
            Pattern.compile("(?<![\\d.\\[(/-])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.]*\\d\\.|\\d|\\.\\d|\\])");
    private static final Pattern ENHANCED_IN_BRACKETS = Pattern.compile("[(\\[]#?([245]\\.\\d{1,3}\\.\\d{1,3})[)\\]:]");
    private static final Pattern REPLY = Pattern.compile(
            "(?<![\\d.\\[#-])([45][0-5]\\d)(?=[ ,:-]|$|\\n)(?! ?(?:bytes|kb|mb|octets|seconds|days|hours))");
    private static final Pattern COMMAND = Pattern.compile(
            "(?:in (?:reply|response) to|after|during|sending|in|following|command was|command|>>>|response to|rejected by|like (?:our|the))[: ]{0,2}(?:the |an? |our |smtp )?(?:initial |pipelined |final )?[\"'\\[]?"
                    + "(end of data|rcpt|mail(?: from)?|data|ehlo|helo|connection|starttls|auth|quit|bdat|i sent the message)\\b"
                    + "|\\[(rcpt|mail|data)_|smtp:(rcpt|mail|data|conn)|(does not like recipient)|(sender was rejected)|\\(state (\\d\\d)\\)");

    enum Command {
        NONE,
        CONNECT,
        MAIL,
        RCPT,
        DATA
    }

    boolean reported() {
        return !status.isBlank();
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
        var inAnswer = failure(answer());
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

    String successCode() {
        var reported = enhanced(status + " " + diagnosis);
        return reported.startsWith("2") ? reported : "2.0.0";
    }

    String replyCode() {
        var inDiagnosis = first(REPLY, diagnosis);
        var found = inDiagnosis.isEmpty() ? first(REPLY, said) : inDiagnosis;
        return found.isEmpty() && diagnosis.isBlank() && said.isBlank() ? first(REPLY, notice) : found;
    }

    private static String failure(String text) {
        var matcher = ENHANCED.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).charAt(0) != '2') {
                return matcher.group();
            }
        }
        return first(ENHANCED_IN_BRACKETS, text);
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
            var matcher = COMMAND.matcher(BounceReasons.singleSpaced(
                    text.substring(0, Math.min(4_000, text.length())).toLowerCase(Locale.ROOT)));
            if (matcher.find()) {
                return command(matcher);
            }
        }
        return Command.NONE;
    }

    private static Command command(Matcher matcher) {
        var word = "";
        for (var group = 1; group <= matcher.groupCount() && word.isEmpty(); group++) {
            word = matcher.group(group) == null ? "" : matcher.group(group);
        }
        return switch (word) {
            case "rcpt", "does not like recipient", "14" -> Command.RCPT;
            case "mail", "mail from", "sender was rejected", "12", "13" -> Command.MAIL;
            case "data", "end of data", "bdat", "quit", "i sent the message", "15", "16", "17", "18" -> Command.DATA;
            default -> Command.CONNECT;
        };
    }

    private static String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(matcher.groupCount() == 1 ? 1 : 0) : "";
    }
}
