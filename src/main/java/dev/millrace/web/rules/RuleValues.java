package dev.millrace.web.rules;

import dev.millrace.intake.Channel;
import dev.millrace.intake.Channels;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Companies;
import dev.millrace.people.Company;
import dev.millrace.people.CustomerValue;
import dev.millrace.people.Team;
import dev.millrace.people.Teams;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import dev.millrace.web.FieldWords;
import dev.millrace.web.Texts;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The values that conditions and actions choose from, by name; what is gone keeps its name as long as it has one. */
public final class RuleValues {

    /** Those the desk can tell apart and a small business meets; by their ISO 639-1 codes. */
    private static final List<String> LANGUAGES = List.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "el", "sv", "da", "no", "fi",
            "et", "lv", "lt", "hr", "sl", "uk", "ru", "tr", "ar", "he", "fa", "hi", "id", "vi", "th", "zh", "ja", "ko");

    /** Collects them for one page. */
    @Component
    static class Source {

        private final Teams teams;
        private final Agents agents;
        private final Categories categories;
        private final Channels channels;
        private final Companies companies;
        private final CustomFields fields;

        Source(
                Teams teams,
                Agents agents,
                Categories categories,
                Channels channels,
                Companies companies,
                CustomFields fields) {
            this.teams = teams;
            this.agents = agents;
            this.categories = categories;
            this.channels = channels;
            this.companies = companies;
            this.fields = fields;
        }

        /** The desk's own fields, the archived ones too. */
        List<CustomField> custom() {
            return fields.all();
        }

        RuleValues in(Texts t) {
            var values = new RuleValues(t, fields.all());
            values.put(
                    Asked.TEAM,
                    "rules.none.team",
                    teams.all(),
                    team -> team.id().toString(),
                    Team::name);
            values.put(
                    Asked.ASSIGNEE,
                    "rules.none.assignee",
                    agents.all(),
                    agent -> agent.id().toString(),
                    Agent::name);
            values.put(
                    Asked.CATEGORY,
                    "rules.none.category",
                    categories.all(),
                    each -> each.id().value().toString(),
                    Category::name);
            values.put(
                    Asked.CHANNEL,
                    "rules.none.channel",
                    channels.all(),
                    channel -> channel.id().toString(),
                    Channel::name);
            values.put(
                    Asked.COMPANY,
                    "rules.none.company",
                    companies.all(),
                    company -> company.id().toString(),
                    Company::name);
            agents.all().stream()
                    .filter(agent -> !agent.active())
                    .forEach(agent -> values.retired.add(agent.id().toString()));
            categories.all().stream()
                    .filter(Category::archived)
                    .forEach(each -> values.retired.add(each.id().value().toString()));
            return values;
        }
    }

    private final Map<Asked, Map<String, String>> names = new EnumMap<>(Asked.class);
    private final Set<String> retired = new LinkedHashSet<>();
    private final Texts t;
    private final List<CustomField> custom;

    private RuleValues(Texts t, List<CustomField> custom) {
        this.t = t;
        this.custom = custom;
        put(Asked.PRIORITY, null, List.of(Priority.values()), Priority::word, priority -> t.word("priority", priority));
        put(Asked.STATUS, null, List.of(Status.values()), Status::word, status -> t.word("status", status));
        put(Asked.MOOD, "rules.none.mood", Reading.MOODS, mood -> mood, mood -> t.of("rules.mood." + mood));
        put(
                Asked.VALUE,
                null,
                List.of(CustomerValue.values()),
                CustomerValue::word,
                value -> t.word("people.value", value));
        put(Asked.CUSTOMER, null, List.of(Is.NEW, Is.KNOWN), word -> word, word -> t.of("rules.customer." + word));
        put(Asked.HOURS, null, List.of(Is.WITHIN, Is.OUTSIDE), word -> word, word -> t.of("rules.hours." + word));
        put(Asked.LANGUAGE, "rules.none.language", LANGUAGES, code -> code, t::languageOf);
        put(Asked.VIA, null, List.of(Via.values()), Via::word, via -> t.word("rules.via", via));
    }

    private <T> void put(
            Asked asked, @Nullable String none, List<T> all, Function<T, String> value, Function<T, String> name) {
        var words = new LinkedHashMap<String, String>();
        if (none != null) {
            words.put(Is.NONE, t.of(none));
        }
        all.forEach(each -> words.put(value.apply(each), name.apply(each)));
        names.put(asked, words);
    }

    /** The desk's own fields, the archived ones too. */
    public List<CustomField> custom() {
        return custom;
    }

    /** Those that a row or an action can be about. */
    public List<CustomField> customFor(@Nullable CustomField chosen) {
        return custom.stream()
                .filter(field -> !field.archived() || field.equals(chosen))
                .toList();
    }

    public Map<String, String> offered(Row row) {
        return row.custom() == null ? offered(row.asked(), row.values()) : choices(row.custom(), row.values());
    }

    public Map<String, String> offered(Action action) {
        return action.custom() == null
                ? offered(action.does(), action.value())
                : choices(action.custom(), List.of(action.value()));
    }

    private Map<String, String> choices(CustomField field, Collection<String> chosen) {
        var choices = new LinkedHashMap<String, String>();
        choices.put(Is.NONE, t.of("rules.none.field"));
        field.options().forEach(option -> choices.put(option, name(field, option)));
        chosen.stream().filter(value -> !value.isEmpty()).forEach(value -> choices.putIfAbsent(value, value));
        return choices;
    }

    private String name(CustomField field, String value) {
        return value.equals(Is.NONE) ? t.of("rules.none.field") : FieldWords.of(field, value, t);
    }

    /** A value of one of the desk's own fields, in words. */
    public String nameCustom(String key, String value) {
        return name(CustomField.of(key, custom), value);
    }

    /** What can be chosen; of what is retired only that which is chosen already. */
    public Map<String, String> offered(Asked asked, Collection<String> chosen) {
        var offered = new LinkedHashMap<String, String>();
        names.getOrDefault(asked, Map.of()).forEach((value, name) -> {
            if (!retired.contains(value) || chosen.contains(value)) {
                offered.put(value, name);
            }
        });
        return offered;
    }

    /** The same for what a rule sets: no ticket becomes new. */
    public Map<String, String> offered(Does does, String chosen) {
        var offered = offered(does.to(), List.of(chosen));
        if (does == Does.STATUS) {
            offered.remove(Status.NEW.word());
        }
        return offered;
    }

    /** A field that has nothing to choose from is not offered, unless it is asked about already. */
    public boolean has(Asked asked) {
        return asked.kind() != Asked.Kind.CHOSEN || names.containsKey(asked) && hasChoice(asked);
    }

    private boolean hasChoice(Asked asked) {
        return names.getOrDefault(asked, Map.of()).keySet().stream().anyMatch(value -> !value.equals(Is.NONE));
    }

    public String name(Asked asked, String value) {
        return names.getOrDefault(asked, Map.of()).getOrDefault(value, t.of("rules.gone"));
    }
}
