package dev.millrace.tickets;

import dev.millrace.tickets.Criteria.All;
import dev.millrace.tickets.Criteria.Any;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Frequent;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Not;
import dev.millrace.tickets.Criteria.Older;
import dev.millrace.tickets.Criteria.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * {@link Criteria} as a condition on {@code tickets.ticket t}. Values are parameters, never text of the statement; only
 * our own words for a status stand in it, because PostgreSQL must read them to use an index over some statuses.
 */
public final class CriteriaSql {

    private static final Set<String> STATUSES =
            Arrays.stream(Status.values()).map(Status::word).collect(Collectors.toUnmodifiableSet());

    private static final String READING = "(select r.%s from tickets.reading r where r.ticket_id = t.id)";
    private static final String EARLIER = """
            from tickets.ticket h
             where h.requester_id = t.requester_id
               and (h.opened_at, h.number) < (t.opened_at, t.number)""";

    private final Map<String, Object> params = new LinkedHashMap<>();
    private final String prefix;
    private final Instant now;
    private final String condition;

    private CriteriaSql(Criteria criteria, Instant now, String prefix) {
        this.prefix = prefix;
        this.now = now;
        this.condition = compile(criteria);
    }

    public static CriteriaSql of(Criteria criteria, Instant now) {
        return new CriteriaSql(criteria, now, "c");
    }

    /** For a statement with several conditions: the names of this one's parameters begin with {@code prefix}. */
    static CriteriaSql of(Criteria criteria, Instant now, String prefix) {
        return new CriteriaSql(criteria, now, prefix);
    }

    public String condition() {
        return condition;
    }

    public Map<String, Object> params() {
        return params;
    }

    private String compile(Criteria criteria) {
        return switch (criteria) {
            case All(var of) -> of.isEmpty() ? "true" : joined(of, " and ");
            case Any(var of) -> of.isEmpty() ? "false" : joined(of, " or ");
            case Not(var of) -> "not coalesce(" + compile(of) + ", false)";
            case Contains(var text, var phrases) ->
                contains(text, phrases.stream().toList());
            case Is is -> is(is);
            case Words(var text) -> words(param(text));
            case Older(var since, var than) ->
                instant(since) + " < " + param(now.minus(than).atOffset(ZoneOffset.UTC));
            case Compares(var measure, var than, var number) ->
                number(measure)
                        + switch (than) {
                            case AT_LEAST -> " >= ";
                            case LESS -> " < ";
                        }
                        + param(number);
            case Filled filled -> filled(filled);
            case Frequent(var tickets, var days) ->
                "(select count(*) from (select %s and h.opened_at >= t.opened_at - %s * interval '1 hour' limit %d) h) >= %s"
                        .formatted(EARLIER, param(24 * days), Facts.History.MOST, param(tickets - 1));
        };
    }

    private String joined(List<Criteria> of, String word) {
        return of.stream().map(this::compile).collect(Collectors.joining(word, "(", ")"));
    }

    private String contains(Contains.Text text, List<String> phrases) {
        var subject = "lower(t.subject)";
        var body = "lower((select m.body from tickets.message m where m.id = t.first_message_id))";
        return phrases.stream()
                .map(this::param)
                .map(phrase -> switch (text) {
                    case SUBJECT -> "position(%s in %s) > 0".formatted(phrase, subject);
                    case BODY -> "position(%s in %s) > 0".formatted(phrase, body);
                    case SUBJECT_OR_BODY ->
                        "position(%s in %s) > 0 or position(%s in %s) > 0".formatted(phrase, subject, phrase, body);
                })
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** Two bitmap scans by the word indexes; a union of ids keeps the planner from walking the time index instead. */
    private static String words(String text) {
        return """
                t.id in (select w.id from tickets.ticket w where w.words @@ websearch_to_tsquery('simple', %1$s)
                          union
                         select m.ticket_id from tickets.message m where m.words @@ websearch_to_tsquery('simple', %1$s))
                """.formatted(text);
    }

    private String is(Is is) {
        return switch (is.field()) {
            case STATUS -> status(is);
            case PRIORITY -> oneOf("t.priority", is, false);
            case CATEGORY -> oneOf("t.category_id", is, true);
            case TEAM -> oneOf("t.team_id", is, true);
            case ASSIGNEE -> oneOf("t.assignee_id", is, true);
            case CHANNEL -> oneOf("t.channel_id", is, true);
            case VIA -> oneOf("t.via", is, false);
            case LANGUAGE -> oneOf("t.language", is, false);
            case TAG -> tagged(is);
            case REQUESTER -> sentBy(is);
            case PERSON -> oneOf("t.requester_id", is, true);
            case MOOD -> oneOf(READING.formatted("mood"), is, false);
            case VALUE -> oneOf(customer("coalesce(r.value, c.value, 'standard')"), is, false);
            case COMPANY -> oneOf(customer("r.company_id"), is, true);
            case CUSTOMER ->
                oneOf("case when exists (select %s) then 'known' else 'new' end".formatted(EARLIER), is, false);
            case HOURS -> oneOf("case when t.in_hours then 'within' else 'outside' end", is, false);
        };
    }

    /** A field keeps its kind, so where a number is asked for, all its values are numbers. */
    private String filled(Filled filled) {
        var value = "(t.fields ->> %s)".formatted(param(filled.field()));
        return switch (filled.test()) {
            case FILLED -> value + " is not null";
            case IS -> "coalesce(%s, 'none') in (%s)".formatted(value, params(filled.values(), ", ", "%s"));
            case CONTAINS -> "(" + params(filled.values(), " or ", "position(%s in lower(" + value + ")) > 0") + ")";
            case AT_LEAST -> "cast(%s as numeric) >= %s".formatted(value, param(filled.number()));
            case LESS -> "cast(%s as numeric) < %s".formatted(value, param(filled.number()));
            case FROM -> "cast(%s as date) >= %s".formatted(value, param(filled.date()));
            case BEFORE -> "cast(%s as date) < %s".formatted(value, param(filled.date()));
        };
    }

    private String params(Collection<String> values, String between, String each) {
        return values.stream().map(value -> each.formatted(param(value))).collect(Collectors.joining(between));
    }

    private static String customer(String expression) {
        return """
                (select %s
                   from people.person r
                   left join people.company c on c.id = r.company_id
                  where r.id = t.requester_id)""".formatted(expression);
    }

    /** Since when, as a column of the ticket or what can be found from it. */
    public static String instant(Older.Since since) {
        return switch (since) {
            case OPENED -> "t.opened_at";
            case UPDATED -> "t.updated_at";
            case WAITING -> "t.waiting_since";
            case STATUS -> "t.status_since";
            case FOLLOWED_UP -> """
                    (select max(e.at)
                       from tickets.event e
                      where e.ticket_id = t.id
                        and e.kind = 'followed_up'
                        and e.at >= t.status_since)""";
        };
    }

    /** As an expression over the ticket {@code t}. */
    public static String number(Compares.Measure measure) {
        return switch (measure) {
            case SENTIMENT -> READING.formatted("sentiment");
            case CERTAINTY -> READING.formatted("certainty * 100");
            case EARLIER_TICKETS ->
                "(select count(*) from (select %s limit %d) h)".formatted(EARLIER, Facts.History.MOST);
            case REOPENED -> """
                    (select count(*)
                       from tickets.event e
                      where e.ticket_id = t.id
                        and e.kind = 'status_changed'
                        and e.detail ->> 'from' in ('solved', 'closed')
                        and e.detail ->> 'to' not in ('solved', 'closed'))""";
            case REPLIES -> """
                    (select count(*)
                       from tickets.message m
                      where m.ticket_id = t.id
                        and m.direction = 'out'
                        and not m.automatic)""";
        };
    }

    private String status(Is is) {
        return is.values().stream()
                .map(value -> STATUSES.contains(value) ? "'" + value + "'" : param(value))
                .collect(Collectors.joining(", ", "t.status in (", ")"));
    }

    private String oneOf(String column, Is is, boolean id) {
        var values =
                is.values().stream().filter(value -> !value.equals(Is.NONE)).toList();
        var some = values.isEmpty()
                ? "false"
                : column + " in ("
                        + values.stream()
                                .map(value -> param(id ? UUID.fromString(value) : value))
                                .collect(Collectors.joining(", "))
                        + ")";
        return is.values().contains(Is.NONE) ? "(" + some + " or " + column + " is null)" : some;
    }

    private String tagged(Is is) {
        var some = "t.tags && array[%s]::text[]"
                .formatted(is.values().stream().map(this::param).collect(Collectors.joining(", ")));
        return is.values().contains(Is.NONE) ? "(" + some + " or t.tags = '{}')" : some;
    }

    private String sentBy(Is is) {
        var email = "(select r.email from people.person r where r.id = t.requester_id)";
        return is.values().stream()
                .map(value -> {
                    if (value.equals(Is.NONE)) {
                        return email + " is null";
                    }
                    return value.startsWith("@")
                            ? "right(%s, %s) = %s"
                                    .formatted(email, param(value.codePointCount(0, value.length())), param(value))
                            : email + " = " + param(value);
                })
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private String param(Object value) {
        var name = prefix + params.size();
        params.put(name, value);
        return ":" + name;
    }
}
