package dev.millrace.knowledge;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.PersonId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What visitors say about the help centre itself, rather than about one article: how easily they found what they looked for, and what
 * should be better. Kept without anything that tells who they are.
 */
@Component
@Transactional
public class Feedback {

    public static final int LONGEST_SOUGHT = 200;
    public static final int LONGEST_BETTER = 2_000;

    /** From 1, very hard, to this, very easy. */
    public static final int EASIEST = 5;

    /** The pages whose third part says which article, section or topic it is, and not whose ticket or token. */
    private static final Pattern PAGE = Pattern.compile(
            "(/help/articles/\\d{1,18}|/help/sections/[\\p{L}\\p{N}-]{1,100}|/help/community/\\d{1,18}|/help/[a-z-]{1,30}|/help|/contact)(?:[-/].*)?");

    /**
     * What a visitor filled in.
     *
     * @param ease as it was posted
     * @param page where they came from
     */
    public record Draft(String ease, String sought, String better, String page) {

        public Draft {
            sought = sought.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            better = better.replace("\r\n", "\n").replace("\u0000", "").strip();
            page = pageOf(page);
        }

        /** What has to be put right: the field, and what is wrong with it, in one word each. */
        public Map<String, String> faults() {
            var faults = new LinkedHashMap<String, String>();
            if (!ease.matches("[1-" + EASIEST + "]")) {
                faults.put("ease", "missing");
            }
            if (sought.length() > LONGEST_SOUGHT) {
                faults.put("sought", "long");
            }
            if (better.length() > LONGEST_BETTER) {
                faults.put("better", "long");
            }
            return faults;
        }
    }

    private final JdbcClient db;
    private final Clock clock;

    Feedback(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A page of the help centre as it is remembered: its path without what could tell who read it; empty for any other. */
    public static String pageOf(String path) {
        var page = PAGE.matcher(path.replaceFirst("[?#].*", ""));
        return page.matches() ? page.group(1) : "";
    }

    /** @param once of the form that was shown: sent twice it is said once */
    public void say(UUID once, Draft draft) {
        draft.faults().forEach((field, fault) -> {
            throw new Invalid(field, "The field %s is %s.".formatted(field, fault));
        });
        db.sql("""
                insert into knowledge.feedback (id, ease, sought, better, page, at)
                values (:id, :ease, :sought, :better, :page, :at)
                    on conflict (id) do nothing
                """)
                .param("id", once)
                .param("ease", Integer.parseInt(draft.ease()))
                .param("sought", Impersonal.without(draft.sought(), List.of()))
                .param("better", Impersonal.withoutAddresses(draft.better()))
                .param("page", draft.page())
                .param("at", clock.instant().atOffset(UTC))
                .update();
    }

    /** Nothing is left to do about it. */
    public void done(UUID id, PersonId by) {
        mark(id, by);
    }

    public void open(UUID id) {
        mark(id, null);
    }

    private void mark(UUID id, @Nullable PersonId by) {
        var found = db.sql("""
                update knowledge.feedback
                   set done_at = case when cast(:by as uuid) is not null then cast(:now as timestamptz) end,
                       done_by = cast(:by as uuid)
                 where id = :id
                """)
                .param("by", by == null ? null : by.value().toString())
                .param("now", clock.instant().atOffset(UTC))
                .param("id", id)
                .update();
        if (found == 0) {
            throw new NotFound("There is no such comment.");
        }
    }
}
