package dev.millrace.replies;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.language.Embedder;
import dev.millrace.language.Halves;
import dev.millrace.people.House;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.MessageId;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.TicketId;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts templates into answers, and writes down what became of them: which version, where, by whom, how much of it was sent. */
@Component
public class Insertions {

    /** Announced when an answer made from a template was sent. */
    static final String TOPIC = "templates.used";

    /** Of what was put in and is not sent, the rest is forgotten. */
    private static final Duration PENDING = Duration.ofDays(7);

    /** Less than this of its words and the answer is another one: the template was deleted again. */
    private static final double LEFT = .2;

    private final Templates templates;
    private final Filling filling;
    private final Questions questions;
    private final Embedder embedder;
    private final Settings settings;
    private final JdbcClient db;
    private final Realtime realtime;
    private final Clock clock;

    Insertions(
            Templates templates,
            Filling filling,
            Questions questions,
            Embedder embedder,
            Settings settings,
            JdbcClient db,
            Realtime realtime,
            Clock clock) {
        this.templates = templates;
        this.filling = filling;
        this.questions = questions;
        this.embedder = embedder;
        this.settings = settings;
        this.db = db;
        this.realtime = realtime;
        this.clock = clock;
    }

    /** How a version would read in a ticket; nothing is written down. */
    public String preview(TemplateText text, Ticket ticket, SignedIn agent) {
        if (text.bodies().isEmpty()) {
            return "";
        }
        var language = language(text, ticket);
        return Wording.parse("body-" + language, text.body(language), templates.keys())
                .fill(filling.of(ticket, agent));
    }

    /** How some templates would read in a ticket, each in the version the ticket gets. */
    public Map<TemplateId, String> previews(List<Template> templates, Ticket ticket, SignedIn agent) {
        var values = filling.of(ticket, agent);
        var keys = this.templates.keys();
        return templates.stream().collect(Collectors.toMap(Template::id, template -> {
            var text = template.versionFor(ticket.id()).text();
            return Wording.parse("body", text.body(language(text, ticket)), keys)
                    .fill(values);
        }));
    }

    /** @throws dev.millrace.kernel.Refusal.Invalid when something in it is not understood */
    public void check(TemplateText text) {
        text.bodies().forEach((language, body) -> Wording.parse("body-" + language, body, templates.keys()));
    }

    /** Fills a template in for a ticket, which the caller has seen. */
    public Inserted insert(TemplateId id, Ticket ticket, SignedIn agent) {
        return insert(id, ticket, agent, null);
    }

    Inserted insert(TemplateId id, Ticket ticket, SignedIn agent, @Nullable UUID macro) {
        var template = templates.usable(agent).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such template."));
        var version = template.versionFor(ticket.id());
        var text = preview(version.text(), ticket, agent);
        var vector = questions.vector(ticket);
        var inserted = new Inserted(
                Ids.next(),
                id,
                version.version(),
                version.text().name(),
                version.text().useWhen(),
                version.text().notWhen(),
                text,
                version.text().files());
        db.sql("""
                insert into replies.insertion (id, template_id, version, language, ticket_id, person_id, macro_id, body, at,
                                               model, vector)
                values (:id, :template, :version, :language, :ticket, :person, :macro, :body, :at, :model, :vector)
                """)
                .param("id", inserted.id())
                .param("template", id.value())
                .param("version", version.version())
                .param("language", language(version.text(), ticket))
                .param("ticket", ticket.id().value())
                .param("person", agent.id().value())
                .param("macro", macro, Types.OTHER)
                .param("body", text)
                .param("at", clock.instant().atOffset(UTC))
                .param("model", embedder.model())
                .param("vector", Halves.write(vector))
                .update();
        return inserted;
    }

    /** What somebody has put into an answer of theirs that is not sent yet, oldest first. */
    @Transactional(readOnly = true)
    public List<Inserted> pending(TicketId ticket, PersonId person) {
        return db.sql("""
                select i.*, v.text as version_text
                  from replies.insertion i
                  join replies.template_version v on v.template_id = i.template_id and v.version = i.version
                 where i.ticket_id = :ticket
                   and i.person_id = :person
                   and i.message_id is null
                   and i.at > :since
                 order by i.at
                """)
                .param("ticket", ticket.value())
                .param("person", person.value())
                .param("since", clock.instant().minus(PENDING).atOffset(UTC))
                .query((row, _) -> {
                    var text = Json.read(row.getString("version_text"), TemplateText.class);
                    return new Inserted(
                            row.getObject("id", UUID.class),
                            new TemplateId(row.getObject("template_id", UUID.class)),
                            row.getInt("version"),
                            text.name(),
                            text.useWhen(),
                            text.notWhen(),
                            row.getString("body"),
                            text.files());
                })
                .list();
    }

    /** The files of what is pending that the writer has left in. */
    @Transactional(readOnly = true)
    public List<TemplateText.File> files(TicketId ticket, PersonId person, Collection<UUID> left) {
        return pending(ticket, person).stream()
                .flatMap(inserted -> inserted.files().stream())
                .filter(file -> left.contains(file.id()))
                .distinct()
                .toList();
    }

    /** What was pending has been sent in a message; what is hardly in it was deleted again, and is forgotten. */
    @Transactional
    public void sent(TicketId ticket, PersonId person, MessageId message, String text) {
        for (var inserted : pending(ticket, person)) {
            var edits = Edits.between(inserted.text(), text);
            if (edits.kept() < LEFT) {
                db.sql("delete from replies.insertion where id = :id")
                        .param("id", inserted.id())
                        .update();
            } else {
                db.sql("""
                        update replies.insertion
                           set message_id = :message, sent = :sent, kept = :kept, distance = :distance, sent_at = :at
                         where id = :id
                        """)
                        .param("id", inserted.id())
                        .param("message", message.value())
                        .param("sent", text)
                        .param("kept", edits.kept())
                        .param("distance", edits.distance())
                        .param("at", clock.instant().atOffset(UTC))
                        .update();
                realtime.announce(TOPIC, "");
            }
        }
    }

    private String language(TemplateText text, Ticket ticket) {
        return text.language(ticket.language(), settings.get(House.KEY).locale().getLanguage());
    }
}
