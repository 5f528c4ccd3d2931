package dev.millrace.people;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be known at this desk, and who knows it how well. */
@Component
@Transactional
public class Skills {

    private final JdbcClient db;
    private final Audit audit;

    Skills(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<Skill> all() {
        return db.sql("select id, name from people.skill order by lower(name)")
                .query((row, _) -> new Skill(new SkillId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }

    public Skill add(String name, PersonId by) {
        var skill = new Skill(SkillId.next(), Names.required("name", name, 60));
        try {
            db.sql("insert into people.skill (id, name) values (:id, :name)")
                    .param("id", skill.id().value())
                    .param("name", skill.name())
                    .update();
        } catch (DuplicateKeyException _) {
            throw taken();
        }
        audit.record(by.value(), "skill.added", skill.name(), null, skill);
        return skill;
    }

    public void rename(SkillId id, String name, PersonId by) {
        var before = find(id);
        var after = new Skill(id, Names.required("name", name, 60));
        if (before.equals(after)) {
            return;
        }
        try {
            db.sql("update people.skill set name = :name where id = :id")
                    .param("name", after.name())
                    .param("id", id.value())
                    .update();
        } catch (DuplicateKeyException _) {
            throw taken();
        }
        audit.record(by.value(), "skill.renamed", after.name(), before, after);
    }

    /** Nobody has it any more, and nothing asks for it. */
    public void remove(SkillId id, PersonId by) {
        var skill = find(id);
        db.sql("delete from people.skill where id = :id")
                .param("id", id.value())
                .update();
        audit.record(by.value(), "skill.removed", skill.name(), skill, null);
    }

    /** From now on these people have these skills at these levels, 0 for not at all; what is not named stays. */
    public void learn(Map<PersonId, Map<SkillId, Integer>> levels, PersonId by) {
        var people = new ArrayList<UUID>();
        var skills = new ArrayList<UUID>();
        var reached = new ArrayList<Integer>();
        levels.forEach((person, known) -> known.forEach((skill, level) -> {
            if (level < 0 || level > Skill.HIGHEST) {
                throw new Invalid("level", "A level is between 0 and %d.".formatted(Skill.HIGHEST));
            }
            people.add(person.value());
            skills.add(skill.value());
            reached.add(level);
        }));
        if (people.isEmpty()) {
            return;
        }
        var before = levels();
        write(people, skills, reached);
        var after = levels();
        if (!before.equals(after)) {
            audit.record(by.value(), "skill.learned", "skills", differing(before, after), differing(after, before));
        }
    }

    @Transactional(readOnly = true)
    public Map<PersonId, Map<SkillId, Integer>> levels() {
        var levels = new HashMap<PersonId, Map<SkillId, Integer>>();
        db.sql("select person_id, skill_id, level from people.agent_skill").query(row -> {
            levels.computeIfAbsent(new PersonId(row.getObject("person_id", UUID.class)), _ -> new HashMap<>())
                    .put(new SkillId(row.getObject("skill_id", UUID.class)), row.getInt("level"));
        });
        return levels;
    }

    private void write(List<UUID> people, List<UUID> skills, List<Integer> levels) {
        try {
            db.sql("""
                    with wanted as (
                        select *
                          from unnest(:people, :skills, :levels) as w (person_id, skill_id, level)
                    ), forgotten as (
                        delete from people.agent_skill s
                         using wanted w
                         where w.level = 0
                           and (s.person_id, s.skill_id) = (w.person_id, w.skill_id)
                    )
                    insert into people.agent_skill (person_id, skill_id, level)
                    select person_id, skill_id, level
                      from wanted
                     where level > 0
                        on conflict (person_id, skill_id) do update set level = excluded.level
                    """)
                    .param("people", people.toArray(UUID[]::new))
                    .param("skills", skills.toArray(UUID[]::new))
                    .param("levels", levels.toArray(Integer[]::new))
                    .update();
        } catch (DataIntegrityViolationException _) {
            throw new Invalid("level", "A person or a skill of these is not there any more. Look again.");
        }
    }

    private Skill find(SkillId id) {
        return all().stream()
                .filter(skill -> skill.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such skill."));
    }

    private static Map<String, Map<SkillId, Integer>> differing(
            Map<PersonId, Map<SkillId, Integer>> one, Map<PersonId, Map<SkillId, Integer>> other) {
        var differing = new HashMap<String, Map<SkillId, Integer>>();
        one.forEach((person, known) -> {
            if (!known.equals(other.get(person))) {
                differing.put(person.toString(), known);
            }
        });
        return differing;
    }

    private static Invalid taken() {
        return new Invalid("name", "There is a skill of this name already.");
    }
}
