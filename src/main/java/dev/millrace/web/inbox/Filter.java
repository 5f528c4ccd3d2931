package dev.millrace.web.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.CustomerValue;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Is.Field;
import dev.millrace.tickets.Inbox.Sort;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the address of a list narrows and orders it: each part is a parameter, empty when it was not given.
 *
 * @param q words to find
 * @param assignee an id, {@code none} or {@code me}
 * @param mood a word of {@link Reading#MOODS}
 * @param language an ISO 639-1 code
 * @param value what the customer is worth, a word of {@link CustomerValue}
 * @param field one of the desk's own fields and what is filled in, as {@code KEY:VALUE}
 * @param person the id of the requester
 */
public record Filter(
        String q,
        String status,
        String priority,
        String category,
        String team,
        String assignee,
        String tag,
        String via,
        String mood,
        String language,
        String value,
        String field,
        String person,
        String sort) {

    private static final int LONGEST = 300;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}|none");

    public Filter(
            @Nullable String q,
            @Nullable String status,
            @Nullable String priority,
            @Nullable String category,
            @Nullable String team,
            @Nullable String assignee,
            @Nullable String tag,
            @Nullable String via,
            @Nullable String mood,
            @Nullable String language,
            @Nullable String value,
            @Nullable String field,
            @Nullable String person,
            @Nullable String sort) {
        this.q = given("q", q);
        this.status = word("status", status);
        this.priority = word("priority", priority);
        this.category = word("category", category);
        this.team = word("team", team);
        this.assignee = word("assignee", assignee);
        this.tag = given("tag", tag);
        this.via = word("via", via);
        this.mood = word("mood", mood);
        this.language = word("language", language);
        this.value = word("value", value);
        this.field = given("field", field);
        this.person = word("person", person);
        this.sort = word("sort", sort);
    }

    public Criteria criteria(SignedIn me) {
        var all = new ArrayList<Criteria>();
        if (!status.isEmpty()) {
            all.add(Criteria.is(Field.STATUS, read("status", status, Status::of).word()));
        }
        if (!priority.isEmpty()) {
            all.add(Criteria.is(
                    Field.PRIORITY, read("priority", priority, Priority::of).word()));
        }
        if (!via.isEmpty()) {
            all.add(Criteria.is(Field.VIA, read("via", via, Via::of).word()));
        }
        if (!category.isEmpty()) {
            all.add(Criteria.is(Field.CATEGORY, id("category", category)));
        }
        if (!team.isEmpty()) {
            all.add(Criteria.is(Field.TEAM, id("team", team)));
        }
        if (!assignee.isEmpty()) {
            all.add(Criteria.is(Field.ASSIGNEE, assignee.equals("me") ? me.id().toString() : id("assignee", assignee)));
        }
        if (!person.isEmpty()) {
            all.add(Criteria.is(Field.PERSON, id("person", person)));
        }
        if (!tag.isEmpty()) {
            all.add(Criteria.is(Field.TAG, tag));
        }
        if (!mood.isEmpty()) {
            all.add(Criteria.is(Field.MOOD, known("mood", mood, Reading.MOODS::contains)));
        }
        if (!language.isEmpty()) {
            all.add(Criteria.is(Field.LANGUAGE, known("language", language, LANGUAGE.asMatchPredicate())));
        }
        if (!value.isEmpty()) {
            all.add(Criteria.is(
                    Field.VALUE, read("value", value, CustomerValue::of).word()));
        }
        if (!field.isEmpty()) {
            all.add(filled());
        }
        return new Criteria.All(all);
    }

    private Criteria filled() {
        var end = field.indexOf(':');
        if (end < 1) {
            throw new Invalid("field", "The address asks for a field without saying what is filled in.");
        }
        return new Filled(field.substring(0, end), Filled.Test.IS, Set.of(field.substring(end + 1)));
    }

    public Sort order() {
        return sort.isEmpty() ? Sort.RECENT : read("sort", sort, name -> Sort.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** Whether it leaves anything out; order and words leave nothing out of what they are asked about. */
    public boolean narrows() {
        return params().keySet().stream().anyMatch(key -> !key.equals("sort"));
    }

    /** How many things it asks for beside words and order. */
    public long asked() {
        return params().keySet().stream()
                .filter(key -> !key.equals("sort") && !key.equals("q"))
                .count();
    }

    /** Without {@code part}, as what follows the path: empty or beginning with a question mark. */
    public String without(String part) {
        var rest = params();
        rest.remove(part);
        return rest.isEmpty() ? "" : "?" + query(rest);
    }

    public String query() {
        return query(params());
    }

    /** The parts that were given. */
    public Map<String, String> params() {
        var params = new LinkedHashMap<String, String>();
        params.put("q", q);
        params.put("status", status);
        params.put("priority", priority);
        params.put("category", category);
        params.put("team", team);
        params.put("assignee", assignee);
        params.put("tag", tag);
        params.put("via", via);
        params.put("mood", mood);
        params.put("language", language);
        params.put("value", value);
        params.put("field", field);
        params.put("person", person);
        params.put("sort", sort);
        params.values().removeIf(String::isEmpty);
        return params;
    }

    private static String query(Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String given(String name, @Nullable String value) {
        if (value == null) {
            return "";
        }
        if (value.length() > LONGEST) {
            throw new Invalid(name, "That is longer than anything to find.");
        }
        return value.replace("\u0000", "").strip();
    }

    private static String word(String name, @Nullable String value) {
        return given(name, value).toLowerCase(Locale.ROOT);
    }

    private static String known(String name, String value, Predicate<String> known) {
        if (!known.test(value)) {
            throw new Invalid(name, "The address asks for a %s that does not exist.".formatted(name));
        }
        return value;
    }

    private static String id(String name, String value) {
        if (value.equals(Is.NONE)) {
            return value;
        }
        return read(name, value, UUID::fromString).toString();
    }

    private static <T> T read(String name, String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException _) {
            throw new Invalid(name, "The address asks for a %s that does not exist.".formatted(name));
        }
    }
}
