package dev.millrace.intake;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.DeliveryStore.Claimed;
import dev.millrace.mail.MailAddress;
import dev.millrace.mail.ParsedMail;
import dev.millrace.mail.ParsedMail.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail as the mailroom sees it: who is to be answered, and who else takes part.
 *
 * @param sender always somebody with an address the desk can keep
 * @param others who stands in To and Cc beside us and the sender
 */
record Incoming(Claimed delivery, ParsedMail mail, MailAddress sender, List<MailAddress> others) {

    /** Of a mail that says of nobody in a readable way that they wrote it. */
    private static final MailAddress NOBODY = new MailAddress("Unknown sender", "unknown-sender@desk.invalid", "");

    private static final int MOST_OTHERS = 50;
    private static final Set<String> AUTOMATIC_ANSWERS = Set.of("auto-replied", "vacation");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");
    private static final Pattern MACHINE = Pattern.compile(
            "(?:.*[._-])?(?:no-?reply|do-?not-?reply|donotanswer|mailer-daemon|postmaster|bounces?|wordpress|www-data)"
                    + "(?:[._+-].*)?@.*");

    static Incoming read(Claimed delivery, ParsedMail mail, Predicate<String> ours) {
        var sender = sender(mail, ours);
        var others = new LinkedHashMap<String, MailAddress>();
        Stream.concat(mail.to().stream(), mail.cc().stream())
                .filter(Incoming::isUsable)
                .filter(address -> !ours.test(address.email()))
                .filter(address -> !address.email().equalsIgnoreCase(sender.email()))
                .limit(MOST_OTHERS)
                .forEach(address -> others.putIfAbsent(lower(address.email()), address));
        return new Incoming(delivery, mail, sender, List.copyOf(others.values()));
    }

    /** The sender's address as people know it. */
    String email() {
        return lower(sender.email());
    }

    boolean isForm() {
        return delivery.source() == Source.FORM;
    }

    boolean isAnonymous() {
        return sender == NOBODY;
    }

    /** Ids of the messages it says it answers, the closest first. */
    List<String> answers() {
        var ids = new ArrayList<String>();
        if (mail.inReplyTo() != null) {
            ids.add(mail.inReplyTo());
        }
        mail.references().reversed().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        return ids;
    }

    /** Nobody, or no human, reads what we would answer: it stands in the ticket and causes no mail of ours. */
    boolean isAutomatic() {
        return mail.kind() != Kind.NORMAL
                || mail.headers().bulk()
                || isAnonymous()
                || MACHINE.matcher(email()).matches()
                || mail.headers().first("return-path").filter("<>"::equals).isPresent();
    }

    /** A machine's answer to a mail, unlike a message a machine sends by itself or a subject that only sounds like one. */
    boolean isAutomaticAnswer() {
        var headers = mail.headers();
        return mail.kind() == Kind.AUTO
                && (!answers().isEmpty()
                        || AUTOMATIC_ANSWERS.contains(headers.keyword("auto-submitted"))
                        || headers.keyword("precedence").startsWith("auto")
                        || headers.has("x-autoreply")
                        || headers.has("x-autorespond")
                        || headers.has("x-vacation"));
    }

    /** As the journal lists it. */
    String senderLine() {
        return cut(sender.name().isBlank() ? sender.email() : sender.name() + " <" + sender.email() + ">", 400);
    }

    String subjectLine() {
        return cut(mail.subject(), 500);
    }

    /**
     * The author, or whom the author says to answer where that can be believed: at the same domain, or when the author
     * is a machine that passes on what somebody typed into a form.
     */
    private static MailAddress sender(ParsedMail mail, Predicate<String> ours) {
        var from = mail.from();
        var answerTo = mail.replyTo().stream()
                .filter(address -> isUsable(address) && !ours.test(address.email()))
                .toList();
        if (answerTo.size() == 1 && speaksFor(from, answerTo.getFirst(), ours)) {
            var other = answerTo.getFirst();
            var name = other.name().isBlank() && sameDomain(from, other) ? from.name() : other.name();
            return new MailAddress(name, other.email(), other.original());
        }
        return isUsable(from) ? from : NOBODY;
    }

    private static boolean speaksFor(MailAddress from, MailAddress other, Predicate<String> ours) {
        return !isUsable(from)
                || ours.test(from.email())
                || sameDomain(from, other)
                || MACHINE.matcher(lower(from.email())).matches();
    }

    private static boolean sameDomain(MailAddress a, MailAddress b) {
        return domain(a).equals(domain(b));
    }

    private static String domain(MailAddress address) {
        return lower(address.email().substring(address.email().lastIndexOf('@') + 1));
    }

    private static boolean isUsable(MailAddress address) {
        return address.email().length() <= 320
                && ADDRESS.matcher(address.email()).matches();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String cut(String text, int length) {
        var line = text.replace("\u0000", "");
        return line.length() <= length ? line : line.substring(0, line.offsetByCodePoints(0, length / 2)) + "…";
    }
}
