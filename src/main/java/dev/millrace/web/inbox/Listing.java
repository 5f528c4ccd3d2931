package dev.millrace.web.inbox;

import dev.millrace.kernel.Slice;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Inbox.Sort;
import dev.millrace.tickets.TicketSearch.Hit;
import dev.millrace.web.FieldWords;
import dev.millrace.web.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A view as an address narrows it, and a piece of what it holds. */
public record Listing(TicketView view, Filter filter, Slice<Hit> slice) {

    /** Where the next piece is. */
    public String more() {
        return "/inbox/rows?" + scope() + "&after=" + slice.next();
    }

    /** The same for who has no scripts: a page of its own. */
    public String next() {
        var query = filter.query();
        return view.href() + "?" + (query.isEmpty() ? "" : query + "&") + "after=" + slice.next();
    }

    public String sorted(Sort sort) {
        var rest = filter.without("sort");
        return view.href()
                + (sort == Sort.RECENT
                        ? rest
                        : rest + (rest.isEmpty() ? "?" : "&") + "sort="
                                + sort.name().toLowerCase(Locale.ROOT));
    }

    /** What tells this list from others, as parameters of an address. */
    public String scope() {
        var query = filter.query();
        return "view=" + view.key() + (query.isEmpty() ? "" : "&" + query);
    }

    /** What the filter asks for, in words. */
    public Map<String, String> chips(Texts t, Given choices) {
        var chips = new LinkedHashMap<String, String>();
        filter.params().forEach((part, value) -> {
            var word = word(part, value, t, choices);
            if (word != null) {
                chips.put(part, word);
            }
        });
        return chips;
    }

    private static @Nullable String word(String part, String value, Texts t, Given choices) {
        if (value.equals(Is.NONE)) {
            return t.of(part.equals("assignee") ? "inbox.nobody" : "inbox.filter.none");
        }
        return switch (part) {
            case "status", "priority" -> t.of(part + "." + value);
            case "via" -> t.of("inbox.via." + value);
            case "category" -> choices.category(new CategoryId(UUID.fromString(value)));
            case "team" -> choices.team(UUID.fromString(value));
            case "assignee" -> value.equals("me") ? t.of("inbox.filter.me") : choices.agent(UUID.fromString(value));
            case "mood" -> t.of("rules.mood." + value);
            case "language" -> t.languageOf(value);
            case "value" -> t.of("people.value." + value);
            case "field" -> field(value, t, choices);
            case "person" -> t.of("inbox.filter.person.one");
            case "sort" -> null;
            default -> value;
        };
    }

    private static String field(String value, Texts t, Given choices) {
        var end = value.indexOf(':');
        return choices.fields().stream()
                .filter(field -> end > 0 && field.key().equals(value.substring(0, end)))
                .findFirst()
                .map(field -> field.name() + " = " + FieldWords.of(field, value.substring(end + 1), t))
                .orElse(value);
    }

    /** The address of the whole page. */
    public String href() {
        var query = filter.query();
        return view.href() + (query.isEmpty() ? "" : "?" + query);
    }
}
