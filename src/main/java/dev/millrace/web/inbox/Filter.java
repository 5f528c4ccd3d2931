package dev.millrace.web.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Is.Field;
import dev.millrace.tickets.Inbox.Sort;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Via;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the address of a list narrows and orders it: each part is a parameter, empty when it was not given.
 *
 * @param q words to find
 * @param assignee an id, {@code none} or {@code me}
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
        String person,
        String sort) {

    private static final int LONGEST = 300;

    public Filter(
            @Nullable String q,
            @Nullable String status,
            @Nullable String priority,
            @Nullable String category,
            @Nullable String team,
            @Nullable String assignee,
            @Nullable String tag,
            @Nullable String via,
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
        return new Criteria.All(all);
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
