package dev.millrace.community;

import dev.millrace.people.PersonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody has given to the others. No points and no ranks, which would be played for: only what can be looked up, how
 * many answers of theirs solved something and how often others said that one helped.
 */
@Component
@Transactional(readOnly = true)
public class Contributions {

    private final JdbcClient db;

    Contributions(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param answers that can be read
     * @param accepted of these, by those who asked
     * @param helped how often somebody else said that one helped
     */
    public record Contribution(int answers, int accepted, int helped) {

        public static final Contribution NONE = new Contribution(0, 0, 0);
    }

    public Map<PersonId, Contribution> of(Collection<PersonId> people) {
        var contributions = new HashMap<PersonId, Contribution>();
        people.forEach(person -> contributions.put(person, Contribution.NONE));
        db.sql("""
                select p.author_id, count(*) as answers,
                       count(*) filter (where t.accepted_id = p.id and t.author_id <> p.author_id) as accepted,
                       coalesce(sum((select count(*) from community.vote v where v.post_id = p.id)), 0) as helped
                  from community.post p
                  join community.topic t on t.id = p.topic_id
                 where p.author_id = any(:people) and p.state = 'shown' and not p.question
                 group by p.author_id
                """)
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((row, _) -> contributions.put(
                        new PersonId(row.getObject("author_id", UUID.class)),
                        new Contribution(row.getInt("answers"), row.getInt("accepted"), row.getInt("helped"))))
                .list();
        return contributions;
    }
}
