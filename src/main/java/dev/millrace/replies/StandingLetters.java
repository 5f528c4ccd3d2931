package dev.millrace.replies;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import dev.millrace.replies.StandingLetter.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The letters. A change writes a new version; the old ones stay, and reverting writes the old content anew. */
@Component
@Transactional
public class StandingLetters {

    private static final int SUBJECT_LIMIT = 200;
    private static final int BODY_LIMIT = 20_000;

    private final JdbcClient db;
    private final Audit audit;
    private final Clock clock;

    StandingLetters(JdbcClient db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** The version in use. */
    @Transactional(readOnly = true)
    public StandingLetter current(Kind kind) {
        return db.sql("""
                select t.kind, v.*
                  from replies.standing_letter t
                  join replies.standing_letter_version v on v.letter_id = t.id and v.version = t.version
                 where t.kind = :kind
                """)
                .param("kind", kind.word())
                .query(StandingLetters::letter)
                .single();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<StandingLetter> versions(Kind kind) {
        return db.sql("""
                select t.kind, v.*
                  from replies.standing_letter t
                  join replies.standing_letter_version v on v.letter_id = t.id
                 where t.kind = :kind
                 order by v.version desc
                """)
                .param("kind", kind.word())
                .query(StandingLetters::letter)
                .list();
    }

    public StandingLetter change(Kind kind, String subject, String body, PersonId by) {
        check("subject", subject, SUBJECT_LIMIT);
        check("body", body, BODY_LIMIT);
        var before = current(kind);
        var version = db.sql(
                        "update replies.standing_letter set version = version + 1 where kind = :kind returning version")
                .param("kind", kind.word())
                .query(Integer.class)
                .single();
        db.sql("""
                insert into replies.standing_letter_version (letter_id, version, subject, body, created_at, created_by)
                select id, version, :subject, :body, :at, :by
                  from replies.standing_letter
                 where kind = :kind
                """)
                .param("kind", kind.word())
                .param("subject", subject.strip())
                .param("body", body.strip())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .update();
        var after = current(kind);
        audit.record(by.value(), "letter.changed", kind.word() + " version " + version, before, after);
        return after;
    }

    public StandingLetter revert(Kind kind, int version, PersonId by) {
        var old = versions(kind).stream()
                .filter(letter -> letter.version() == version)
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no version " + version + " of this letter."));
        return change(kind, old.subject(), old.body(), by);
    }

    private static void check(String field, String text, int limit) {
        if (text.isBlank() || text.length() > limit) {
            throw new Invalid(field, "Write 1 to %,d characters.".formatted(limit));
        }
        Blank.check(field, text);
    }

    private static StandingLetter letter(ResultSet row, int nth) throws SQLException {
        var by = row.getObject("created_by", UUID.class);
        return new StandingLetter(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getInt("version"),
                row.getString("subject"),
                row.getString("body"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                by == null ? null : new PersonId(by));
    }
}
