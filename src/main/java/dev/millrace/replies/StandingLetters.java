package dev.millrace.replies;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Ids;
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

    public static final String FALLBACK = "en";

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

    /** The version in use, in this language or, where nobody has written it, in English. */
    @Transactional(readOnly = true)
    public StandingLetter current(Kind kind, String language) {
        return db.sql("""
                select t.kind, t.language, v.*
                  from replies.standing_letter t
                  join replies.standing_letter_version v on v.letter_id = t.id and v.version = t.version
                 where t.kind = :kind
                   and t.language in (:language, :fallback)
                 order by t.language = :language desc
                 limit 1
                """)
                .param("kind", kind.word())
                .param("language", language)
                .param("fallback", FALLBACK)
                .query(StandingLetters::letter)
                .single();
    }

    /** Newest first; none in a language in which nobody has written it. */
    @Transactional(readOnly = true)
    public List<StandingLetter> versions(Kind kind, String language) {
        return db.sql("""
                select t.kind, t.language, v.*
                  from replies.standing_letter t
                  join replies.standing_letter_version v on v.letter_id = t.id
                 where t.kind = :kind
                   and t.language = :language
                 order by v.version desc
                """)
                .param("kind", kind.word())
                .param("language", language)
                .query(StandingLetters::letter)
                .list();
    }

    /** @param subject nothing where there is none */
    public StandingLetter change(Kind kind, String language, String subject, String body, PersonId by) {
        if (!language.matches("[a-z]{2}")) {
            throw new Invalid("language", "“%s” is not a language.".formatted(language));
        }
        check(kind, subject, body);
        var before = versions(kind, language).stream().findFirst().orElse(null);
        var version = db.sql("""
                insert into replies.standing_letter (id, kind, language, version)
                values (:id, :kind, :language, 1)
                    on conflict (kind, language) do update set version = standing_letter.version + 1
                returning version
                """)
                .param("id", Ids.next())
                .param("kind", kind.word())
                .param("language", language)
                .query(Integer.class)
                .single();
        db.sql("""
                insert into replies.standing_letter_version (letter_id, version, subject, body, created_at, created_by)
                select id, version, :subject, :body, :at, :by
                  from replies.standing_letter
                 where kind = :kind
                   and language = :language
                """)
                .param("kind", kind.word())
                .param("language", language)
                .param("subject", kind.hasSubject() ? subject.strip() : "")
                .param("body", body.strip())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .update();
        var after = current(kind, language);
        audit.record(
                by.value(), "letter.changed", kind.word() + " in " + language + " version " + version, before, after);
        return after;
    }

    public StandingLetter revert(Kind kind, String language, int version, PersonId by) {
        var old = versions(kind, language).stream()
                .filter(letter -> letter.version() == version)
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no version " + version + " of this letter."));
        return change(kind, language, old.subject(), old.body(), by);
    }

    private static void check(Kind kind, String subject, String body) {
        switch (kind) {
            case ACKNOWLEDGEMENT -> {
                check("subject", subject, SUBJECT_LIMIT);
                Blank.check("subject", subject);
                check("body", body, BODY_LIMIT);
                Blank.check("body", body);
            }
            case ANSWERS -> {
                check("body", body, BODY_LIMIT);
                ArticleLines.check("body", body);
            }
        }
    }

    private static void check(String field, String text, int limit) {
        if (text.isBlank() || text.length() > limit) {
            throw new Invalid(field, "Write 1 to %,d characters.".formatted(limit));
        }
    }

    private static StandingLetter letter(ResultSet row, int nth) throws SQLException {
        var by = row.getObject("created_by", UUID.class);
        return new StandingLetter(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("language"),
                row.getInt("version"),
                row.getString("subject"),
                row.getString("body"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                by == null ? null : new PersonId(by));
    }
}
