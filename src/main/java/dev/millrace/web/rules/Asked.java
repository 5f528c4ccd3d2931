package dev.millrace.web.rules;

import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Is;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a condition asks about, in the order in which it is offered. */
public enum Asked {
    TEXT(Contains.Text.SUBJECT_OR_BODY),
    SUBJECT(Contains.Text.SUBJECT),
    BODY(Contains.Text.BODY),
    REQUESTER(Is.Field.REQUESTER),
    VIA(Is.Field.VIA),
    CHANNEL(Is.Field.CHANNEL),
    TAG(Is.Field.TAG),
    TEAM(Is.Field.TEAM),
    CATEGORY(Is.Field.CATEGORY),
    ASSIGNEE(Is.Field.ASSIGNEE),
    PRIORITY(Is.Field.PRIORITY),
    STATUS(Is.Field.STATUS);

    private final Contains.@Nullable Text text;
    private final Is.@Nullable Field field;

    Asked(Contains.Text text) {
        this.text = text;
        this.field = null;
    }

    Asked(Is.Field field) {
        this.text = null;
        this.field = field;
    }

    static Asked of(Contains.Text text) {
        return Arrays.stream(values())
                .filter(asked -> asked.text == text)
                .findFirst()
                .orElseThrow();
    }

    static Asked of(Is.Field field) {
        return Arrays.stream(values())
                .filter(asked -> asked.field == field)
                .findFirst()
                .orElseThrow();
    }

    /** A text is searched for phrases; everything else is one of some values. */
    public boolean isText() {
        return text != null;
    }

    /** Whether its values are written, not chosen. */
    public boolean isWritten() {
        return isText() || this == REQUESTER || this == TAG;
    }

    Criteria asks(Collection<String> values) {
        var set = new LinkedHashSet<>(values);
        if (text != null) {
            return new Contains(text, set);
        }
        return new Is(Objects.requireNonNull(field), set);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
