package dev.millrace.tickets;

import dev.millrace.kernel.StoredFile;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Message.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages and their attachments as rows. */
@Component
class MessageStore {

    private record Attached(UUID message, Attachment attachment) {}

    private final JdbcClient db;

    MessageStore(JdbcClient db) {
        this.db = db;
    }

    void insert(TicketId ticket, NewMessage message) {
        db.sql("""
                insert into tickets.message (id, ticket_id, direction, author_id, via, body, html, quoted, quoted_html,
                                             signature, mail_message_id, recipients, cc, automatic, at)
                values (:id, :ticket, :direction, :author, :via, :body, :html, :quoted, :quotedHtml,
                        :signature, :mailMessageId, :to, :cc, :automatic, :at)
                """)
                .param("id", message.id().value())
                .param("ticket", ticket.value())
                .param("direction", message.direction().name().toLowerCase(Locale.ROOT))
                .param(
                        "author",
                        message.author() == null ? null : message.author().value())
                .param("via", message.via().word())
                .param("body", clean(message.body()))
                .param("html", clean(message.html()))
                .param("quoted", clean(message.quoted()))
                .param("quotedHtml", clean(message.quotedHtml()))
                .param("signature", clean(message.signature()))
                .param("mailMessageId", message.mailMessageId())
                .param("to", message.to().toArray(String[]::new))
                .param("cc", message.cc().toArray(String[]::new))
                .param("automatic", message.automatic())
                .param("at", TicketStore.utc(message.at()))
                .update();
        message.attachments().forEach(attachment -> insert(message.id(), attachment));
    }

    private void insert(MessageId message, Attachment attachment) {
        db.sql("""
                insert into tickets.attachment (id, message_id, sha256, size, filename, media_type, content_id, inline)
                values (:id, :message, :sha256, :size, :filename, :mediaType, :contentId, :inline)
                """)
                .param("id", attachment.id())
                .param("message", message.value())
                .param("sha256", attachment.file().sha256())
                .param("size", attachment.file().size())
                .param("filename", clean(attachment.filename()))
                .param("mediaType", attachment.mediaType())
                .param("contentId", attachment.contentId())
                .param("inline", attachment.inline())
                .update();
    }

    List<Message> of(TicketId ticket) {
        return withAttachments(db.sql("select * from tickets.message where ticket_id = :ticket order by at, id")
                .param("ticket", ticket.value())
                .query(MessageStore::message)
                .list());
    }

    Optional<Message> find(MessageId id) {
        return withAttachments(db.sql("select * from tickets.message where id = :id")
                        .param("id", id.value())
                        .query(MessageStore::message)
                        .list())
                .stream()
                .findFirst();
    }

    /** The tickets whose messages have these Message-IDs, the latest first. */
    List<TicketId> ticketsOf(Collection<String> mailMessageIds) {
        return db.sql("""
                select ticket_id
                  from tickets.message
                 where mail_message_id = any(:ids)
                 order by at desc
                """)
                .param("ids", mailMessageIds.toArray(String[]::new))
                .query((row, _) -> new TicketId(row.getObject("ticket_id", UUID.class)))
                .list();
    }

    Optional<Message> byMailMessageId(String mailMessageId) {
        return db.sql("select * from tickets.message where mail_message_id = :id order by at desc limit 1")
                .param("id", mailMessageId)
                .query(MessageStore::message)
                .optional();
    }

    List<Message> withAttachments(List<Message> messages) {
        if (messages.isEmpty()) {
            return messages;
        }
        var attached = attachments(messages);
        return messages.stream()
                .map(m -> new Message(
                        m.id(),
                        m.ticket(),
                        m.direction(),
                        m.author(),
                        m.via(),
                        m.body(),
                        m.html(),
                        m.quoted(),
                        m.quotedHtml(),
                        m.signature(),
                        m.mailMessageId(),
                        m.to(),
                        m.cc(),
                        attached.getOrDefault(m.id().value(), List.of()),
                        m.automatic(),
                        m.at()))
                .toList();
    }

    private Map<UUID, List<Attachment>> attachments(List<Message> messages) {
        return db
                .sql("select * from tickets.attachment where message_id = any(:messages) order by id")
                .param("messages", messages.stream().map(m -> m.id().value()).toArray(UUID[]::new))
                .query((row, _) -> new Attached(row.getObject("message_id", UUID.class), attachment(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Attached::message, Collectors.mapping(Attached::attachment, Collectors.toList())));
    }

    static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getObject("id", UUID.class),
                new StoredFile(row.getString("sha256"), row.getLong("size")),
                row.getString("filename"),
                row.getString("media_type"),
                row.getString("content_id"),
                row.getBoolean("inline"));
    }

    static Message message(ResultSet row, int nth) throws SQLException {
        var author = row.getObject("author_id", UUID.class);
        return new Message(
                new MessageId(row.getObject("id", UUID.class)),
                new TicketId(row.getObject("ticket_id", UUID.class)),
                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                author == null ? null : new PersonId(author),
                Via.of(row.getString("via")),
                row.getString("body"),
                row.getString("html"),
                row.getString("quoted"),
                row.getString("quoted_html"),
                row.getString("signature"),
                row.getString("mail_message_id"),
                List.of((String[]) row.getArray("recipients").getArray()),
                List.of((String[]) row.getArray("cc").getArray()),
                List.of(),
                row.getBoolean("automatic"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /** PostgreSQL's text holds every character but NUL. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace("\u0000", "");
    }
}
