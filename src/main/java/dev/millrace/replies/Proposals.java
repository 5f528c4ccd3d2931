package dev.millrace.replies;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The answers that {@link Mining} found typed again and again: looked at, made into templates, or put aside. */
@Component
@Transactional
public class Proposals {

    /** One that was put aside is proposed again when so many times as many tickets are answered so. */
    private static final int GROWN = 2;

    /** Not put aside, or grown since; and not made into a template that is there. */
    private static final String OPEN = """
            (p.dismissed_at is null or p.tickets >= %d * p.dismissed_tickets)
                   and not exists (select from replies.template t where t.id = p.template_id and t.archived_at is null)""".formatted(GROWN);

    /** @param varies whether it is different in each answer */
    public record Part(String text, boolean varies) {}

    public record Answer(long ticket, String subject, PersonId agent, Instant at, List<Part> parts) {}

    private final JdbcClient db;
    private final Audit audit;
    private final Clock clock;

    Proposals(JdbcClient db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is worth most first. */
    @Transactional(readOnly = true)
    public List<Proposal> open() {
        return db.sql("select p.* from replies.proposal p where %s order by p.words * p.tickets desc, p.id"
                        .formatted(OPEN))
                .query(Proposals::proposal)
                .list();
    }

    @Transactional(readOnly = true)
    public Proposal find(UUID id) {
        return db.sql("select p.* from replies.proposal p where p.id = :id")
                .param("id", id)
                .query(Proposals::proposal)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such proposal any more."));
    }

    /** The latest of the answers that led to it. */
    @Transactional(readOnly = true)
    public List<Answer> answers(Proposal proposal, int most) {
        var core = Phrased.ofTemplate(proposal.body()).tokens().stream()
                .map(Phrased.Token::key)
                .toList();
        return db.sql("""
                select t.number, t.subject, c.name as customer, m.author_id, a.name as agent, m.at, m.body
                  from replies.proposal_answer x
                  join tickets.message m on m.id = x.message_id
                  join tickets.ticket t on t.id = m.ticket_id
                  join people.person c on c.id = t.requester_id
                  join people.person a on a.id = m.author_id
                 where x.proposal_id = :id
                 order by m.at desc
                 limit :most
                """)
                .param("id", proposal.id())
                .param("most", most)
                .query((row, _) -> new Answer(
                        row.getLong("number"),
                        row.getString("subject"),
                        new PersonId(row.getObject("author_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        parts(row.getString("body"), core)))
                .list();
    }

    private static List<Part> parts(String body, List<String> core) {
        var tokens = Phrased.of(body, Map.of()).tokens();
        var places = Phrased.matches(tokens.stream().map(Phrased.Token::key).toList(), core);
        var parts = new ArrayList<Part>();
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var varies = places[i] < 0 && !token.isBreak();
            if (token.apart()) {
                add(" ", varies && !parts.isEmpty() && parts.getLast().varies(), parts);
            }
            add(token.text(), varies, parts);
        }
        return parts;
    }

    private static void add(String text, boolean varies, List<Part> parts) {
        if (!parts.isEmpty() && parts.getLast().varies() == varies) {
            parts.set(parts.size() - 1, new Part(parts.getLast().text() + text, varies));
        } else {
            parts.add(new Part(text, varies));
        }
    }

    /** It is not to be a template; it does not come back unless it is typed much more often. */
    public void dismiss(UUID id, SignedIn by) {
        var proposal = find(id);
        db.sql("""
                update replies.proposal
                   set dismissed_at = :now, dismissed_by = :by, dismissed_tickets = tickets
                 where id = :id
                """)
                .param("now", clock.instant().atOffset(UTC))
                .param("by", by.id().value())
                .param("id", id)
                .update();
        audit.record(by.id().value(), "proposal.dismissed", proposal.name(), null, null);
    }

    /** A template was begun from it. If that is thrown away, the proposal is open again. */
    public void begun(UUID id, TemplateId template) {
        db.sql("update replies.proposal set template_id = :template where id = :id")
                .param("template", template.value())
                .param("id", id)
                .update();
    }

    private static Proposal proposal(ResultSet row, int nth) throws SQLException {
        return new Proposal(
                row.getObject("id", UUID.class),
                row.getString("language"),
                row.getString("name"),
                row.getString("body"),
                row.getInt("words"),
                row.getInt("tickets"),
                row.getInt("agents"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("latest", OffsetDateTime.class).toInstant());
    }
}
