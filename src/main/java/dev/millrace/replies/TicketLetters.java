package dev.millrace.replies;

import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Secrets;
import dev.millrace.kernel.Settings;
import dev.millrace.mail.Letter;
import dev.millrace.mail.Letter.Enclosure;
import dev.millrace.mail.Letter.Party;
import dev.millrace.mail.ReplyAddress;
import dev.millrace.people.House;
import dev.millrace.people.Person;
import dev.millrace.tickets.Attachment;
import dev.millrace.tickets.Message;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.Ticket;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Writes the mails of a ticket: in the customer's thread, with the history below, and so that the answer finds back. */
@Component
class TicketLetters {

    private final FileStore files;
    private final Secrets secrets;
    private final ReplyAddress returns;
    private final Settings settings;

    TicketLetters(FileStore files, Secrets secrets, ReplyAddress returns, Settings settings) {
        this.files = files;
        this.secrets = secrets;
        this.returns = returns;
        this.settings = settings;
    }

    /**
     * @param heard what is quoted: never a stranger's words. Who has a ticket's address could have another service write
     *     to it, and read that service's secrets in our answer.
     */
    Letter reply(
            Ticket ticket,
            List<Message> history,
            @Nullable Message heard,
            NewMessage message,
            Recipients recipients,
            Sender sender,
            @Nullable Person author) {
        var cited = Optional.ofNullable(heard);
        var text =
                message.body() + signature(sender) + cited.map(this::quotedText).orElse("");
        var html = html(message)
                + htmlSignature(sender)
                + cited.map(this::quotedHtml).orElse("");
        var from = new Party(
                author == null ? name(sender) : author.name() + ", " + name(sender),
                sender.box().address());
        return letter(
                        from,
                        parties(recipients.to()).getFirst(),
                        "Re: " + bare(ticket.subject()),
                        text,
                        ticket,
                        history,
                        sender)
                .to(parties(recipients.to()), parties(recipients.cc()))
                .html(html)
                .enclosing(message.attachments().stream().map(this::enclosure).toList());
    }

    Letter acknowledgement(Ticket ticket, List<Message> history, String subject, String text, Party to, Sender sender) {
        var from = new Party(name(sender), sender.box().address());
        return letter(from, to, subject, text + signature(sender), ticket, history, sender)
                .asAutomatic();
    }

    private Letter letter(
            Party from, Party to, String subject, String text, Ticket ticket, List<Message> history, Sender sender) {
        var references = references(history);
        var letter = Letter.from(from, to, subject, text, messageId(sender))
                .answering(lastReference(history, references), references);
        return sender.voice().signedReturn()
                ? letter.replyTo(new Party(from.name(), returns.of(sender.box().address(), ticket.number())))
                : letter;
    }

    /** Nobody can guess it, so whoever cites it has had the mail. */
    private String messageId(Sender sender) {
        var id = Ids.next().toString();
        return id + "." + secrets.sign("message-id", id, 16) + "@" + sender.domain();
    }

    private static List<String> references(List<Message> history) {
        return history.stream()
                .map(Message::mailMessageId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static @Nullable String lastReference(List<Message> history, List<String> references) {
        return lastIncoming(history)
                .map(Message::mailMessageId)
                .orElse(references.isEmpty() ? null : references.getLast());
    }

    private static Optional<Message> lastIncoming(List<Message> history) {
        return history.reversed().stream()
                .filter(message -> message.direction() == Direction.IN && !message.automatic())
                .findFirst();
    }

    private String name(Sender sender) {
        return sender.box().fromName().isBlank()
                ? sender.box().name()
                : sender.box().fromName();
    }

    private static String signature(Sender sender) {
        return sender.voice().signature().isBlank()
                ? ""
                : "\n\n-- \n" + sender.voice().signature().strip();
    }

    private static String htmlSignature(Sender sender) {
        return sender.voice().signature().isBlank()
                ? ""
                : "<div>-- <br>" + lines(sender.voice().signature().strip()) + "</div>";
    }

    private static String html(NewMessage message) {
        return message.html() == null ? "<div>" + lines(message.body()) + "</div>" : message.html();
    }

    private String quotedText(Message cited) {
        return "\n\n" + attribution(cited) + "\n"
                + cited.body()
                        .strip()
                        .lines()
                        .map(line -> "> " + line)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("");
    }

    private String quotedHtml(Message cited) {
        return "<div><br>" + HtmlUtils.htmlEscape(attribution(cited)) + "</div><blockquote type=\"cite\">"
                + lines(cited.body().strip()) + "</blockquote>";
    }

    private String attribution(Message cited) {
        var house = settings.get(House.KEY);
        var when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(house.locale())
                .withZone(house.timeZone())
                .format(cited.at());
        return "On %s you wrote:".formatted(when);
    }

    private Enclosure enclosure(Attachment attachment) {
        var sha256 = attachment.file().sha256();
        return new Enclosure(attachment.filename(), attachment.mediaType(), () -> files.open(sha256), null);
    }

    private static List<Party> parties(List<String> addresses) {
        return addresses.stream().map(address -> new Party("", address)).toList();
    }

    private static String lines(String text) {
        return HtmlUtils.htmlEscape(text).replace("\n", "<br>\n");
    }

    private static String bare(String subject) {
        return subject.replaceFirst("(?i)^(re|aw|sv|antw|odp|vs)\\s*:\\s*", "");
    }
}
