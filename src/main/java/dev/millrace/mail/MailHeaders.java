package dev.millrace.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header fields of a message or a part, in their order, unfolded; names are found in any case. */
public final class MailHeaders {

    private static final Pattern TOKEN = Pattern.compile("[a-z-]+");

    /** A field: its name in lower case, its value as sent and with its encoded words decoded. */
    public record Field(String name, String raw, String value) {}

    private final List<Field> fields;

    MailHeaders(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    public static MailHeaders none() {
        return new MailHeaders(List.of());
    }

    public List<Field> fields() {
        return fields;
    }

    /** The first field of this name that is not empty. */
    public Optional<String> first(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return fields.stream()
                .filter(field -> field.name().equals(wanted) && !field.value().isBlank())
                .map(Field::value)
                .findFirst();
    }

    public List<String> all(String name) {
        return select(name).stream().map(Field::value).toList();
    }

    public boolean has(String name) {
        return !select(name).isEmpty();
    }

    /** What RFC 3834 calls the keyword: {@code auto-replied} of {@code auto-replied; owner-email=…}. */
    public String keyword(String name) {
        var matcher = TOKEN.matcher(first(name).orElse("").toLowerCase(Locale.ROOT));
        return matcher.find() ? matcher.group() : "";
    }

    /** Whether it came through a mailing list or a bulk sender. */
    public boolean bulk() {
        return has("list-id")
                || has("list-unsubscribe")
                || has("list-post")
                || List.of("bulk", "list", "junk").contains(keyword("precedence"));
    }

    List<String> allRaw(String name) {
        return select(name).stream().map(Field::raw).toList();
    }

    /** As sent, first non-empty field of this name, or empty. */
    String raw(String name) {
        for (var field : fields) {
            if (field.name().equals(name) && !field.raw().isBlank()) {
                return field.raw();
            }
        }
        return "";
    }

    private List<Field> select(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        var found = new ArrayList<Field>();
        for (var field : fields) {
            if (field.name().equals(wanted)) {
                found.add(field);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
