package dev.millrace.routing;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import dev.millrace.kernel.Settings;
import dev.millrace.people.PersonId;
import dev.millrace.people.Skill;
import dev.millrace.people.SkillId;
import dev.millrace.people.Skills;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.CategoryId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was decided about who gets which tickets: a policy for each team, the weights, the skills that are asked for. */
@Component
@Transactional
public class Policies {

    /** Announced when one of them changes. */
    public static final String TOPIC = "routing.policies";

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** All of it at one moment. */
    record Book(Map<TeamId, Policy> policies, List<RequiredSkill> required, Weights weights) {

        Policy of(@Nullable TeamId team) {
            return team == null ? Policy.MANUAL : policies.getOrDefault(team, Policy.MANUAL);
        }

        List<RequiredSkill> required(@Nullable CategoryId category, @Nullable String language) {
            return required.stream()
                    .filter(each -> each.isFor(category, language))
                    .toList();
        }
    }

    private record Decided(Map<TeamId, Policy> policies, List<RequiredSkill> required) {}

    private record Row(TeamId team, Policy policy) {}

    private final JdbcClient db;
    private final Teams teams;
    private final Skills skills;
    private final Categories categories;
    private final Settings settings;
    private final Audit audit;
    private final Realtime realtime;
    private final Remembered<Decided> decided;

    Policies(
            JdbcClient db,
            Teams teams,
            Skills skills,
            Categories categories,
            Settings settings,
            Audit audit,
            Realtime realtime) {
        this.db = db;
        this.teams = teams;
        this.skills = skills;
        this.categories = categories;
        this.settings = settings;
        this.audit = audit;
        this.realtime = realtime;
        this.decided = new Remembered<>(realtime, TOPIC, this::read);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Policy of(TeamId team) {
        return book().of(team);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Weights weights() {
        return settings.get(Weights.KEY);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<RequiredSkill> required() {
        return decided.get().required();
    }

    public void change(TeamId id, Policy policy, PersonId by) {
        var team = teams.find(id);
        var before = of(id);
        if (before.equals(policy)) {
            return;
        }
        db.sql("""
                insert into routing.assignment_policy (team_id, policy)
                values (:team, cast(:policy as jsonb))
                    on conflict (team_id) do update set policy = excluded.policy
                """)
                .param("team", id.value())
                .param("policy", Json.write(policy))
                .update();
        audit.record(by.value(), "team.assignment-changed", team.name(), before, policy);
        changed();
    }

    public void change(Weights weights, PersonId by) {
        settings.put(Weights.KEY, weights, by.value());
        realtime.announce(TOPIC, "weights");
    }

    public RequiredSkill require(
            @Nullable CategoryId category, @Nullable String language, SkillId skill, int level, PersonId by) {
        if (category == null && language == null) {
            throw new Invalid("category", "Choose a category, a language, or both.");
        }
        if (language != null && !LANGUAGES.contains(language)) {
            throw new Invalid("language", "Write the language as two letters, like de.");
        }
        if (level < 1 || level > Skill.HIGHEST) {
            throw new Invalid("level", "A level is between 1 and %d.".formatted(Skill.HIGHEST));
        }
        if (category != null) {
            categories.find(category);
        }
        var required = new RequiredSkill(Ids.next(), category, language, skill, level);
        try {
            db.sql("""
                    insert into routing.required_skill (id, category_id, language, skill_id, level)
                    values (:id, :category, :language, :skill, :level)
                    """)
                    .param("id", required.id())
                    .param("category", category == null ? null : category.value())
                    .param("language", language)
                    .param("skill", skill.value())
                    .param("level", level)
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Invalid("skill", "This is asked for already. Remove it first to ask for another level.");
        }
        audit.record(by.value(), "skill.required", name(skill), null, required);
        changed();
        return required;
    }

    public void noLongerRequire(UUID id, PersonId by) {
        var required = required().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("This is not asked for any more."));
        db.sql("delete from routing.required_skill where id = :id")
                .param("id", id)
                .update();
        audit.record(by.value(), "skill.no-longer-required", name(required.skill()), required, null);
        changed();
    }

    /** A skill that was removed is asked for no more; the database has seen to that already. */
    public void forgotten() {
        changed();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Book book() {
        var now = decided.get();
        return new Book(now.policies(), now.required(), weights());
    }

    private void changed() {
        decided.changes();
        realtime.announce(TOPIC, "");
    }

    private String name(SkillId id) {
        return skills.all().stream()
                .filter(skill -> skill.id().equals(id))
                .map(Skill::name)
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such skill."));
    }

    private Decided read() {
        var policies = db.sql("select team_id, policy from routing.assignment_policy")
                .query((row, _) -> new Row(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        Json.read(row.getString("policy"), Policy.class)))
                .list();
        var required = db.sql("""
                select r.id, r.category_id, r.language, r.skill_id, r.level
                  from routing.required_skill r
                  left join tickets.category c on c.id = r.category_id
                  join people.skill s on s.id = r.skill_id
                 order by lower(c.name) nulls last, r.language nulls first, lower(s.name)
                """)
                .query((row, _) -> new RequiredSkill(
                        row.getObject("id", UUID.class),
                        category(row.getObject("category_id", UUID.class)),
                        row.getString("language"),
                        new SkillId(row.getObject("skill_id", UUID.class)),
                        row.getInt("level")))
                .list();
        return new Decided(policies.stream().collect(Collectors.toMap(Row::team, Row::policy)), required);
    }

    private static @Nullable CategoryId category(@Nullable UUID id) {
        return id == null ? null : new CategoryId(id);
    }
}
