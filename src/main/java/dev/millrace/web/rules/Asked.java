package dev.millrace.web.rules;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.routing.Moment;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares;
import dev.millrace.tickets.Criteria.Compares.Measure;
import dev.millrace.tickets.Criteria.Compares.Than;
import dev.millrace.tickets.Criteria.Contains;
import dev.millrace.tickets.Criteria.Filled;
import dev.millrace.tickets.Criteria.Filled.Test;
import dev.millrace.tickets.Criteria.Frequent;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Older;
import dev.millrace.tickets.Criteria.Older.Since;
import dev.millrace.tickets.CustomField;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a condition asks about, in the order in which it is offered. */
public enum Asked {
    TEXT(Contains.Text.SUBJECT_OR_BODY),
    SUBJECT(Contains.Text.SUBJECT),
    BODY(Contains.Text.BODY),
    LANGUAGE(Is.Field.LANGUAGE),
    MOOD(Is.Field.MOOD),
    SENTIMENT(Measure.SENTIMENT),
    REQUESTER(Is.Field.REQUESTER),
    CUSTOMER(Is.Field.CUSTOMER),
    VALUE(Is.Field.VALUE),
    COMPANY(Is.Field.COMPANY),
    FREQUENT(Kind.FREQUENT, null),
    EARLIER(Measure.EARLIER_TICKETS),
    VIA(Is.Field.VIA),
    CHANNEL(Is.Field.CHANNEL),
    HOURS(Is.Field.HOURS),
    TAG(Is.Field.TAG),
    TEAM(Is.Field.TEAM),
    CATEGORY(Is.Field.CATEGORY),
    CERTAINTY(Measure.CERTAINTY),
    ASSIGNEE(Is.Field.ASSIGNEE),
    PRIORITY(Is.Field.PRIORITY),
    STATUS(Is.Field.STATUS),
    REPLIES(Measure.REPLIES),
    REOPENED(Measure.REOPENED),
    STATUS_FOR(Since.STATUS),
    WAITING_FOR(Since.WAITING),
    UNTOUCHED_FOR(Since.UPDATED),
    OPENED_FOR(Since.OPENED),
    REMINDED_FOR(Since.FOLLOWED_UP),
    /** One of the desk's own fields, by its kind. */
    CUSTOM_TEXT(Kind.TEXT, Test.CONTAINS),
    CUSTOM_CHOICE(Kind.CHOSEN, Test.IS),
    CUSTOM_NUMBER(Kind.NUMBER, Test.AT_LEAST),
    CUSTOM_DATE(Kind.DATE, Test.FROM),
    CUSTOM_FILLED(Kind.FILLED, Test.FILLED);

    /** How a condition is filled in. */
    public enum Kind {
        /** Phrases to look for. */
        TEXT,
        /** Values that are written, one a line. */
        WRITTEN,
        /** Values that are chosen. */
        CHOSEN,
        NUMBER,
        DATE,
        /** Nothing to fill in: there is something, or nothing. */
        FILLED,
        /** So many tickets within some days. */
        FREQUENT,
        /** A length of time. */
        AGE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final @Nullable Enum<?> of;

    Asked(Kind kind, @Nullable Enum<?> of) {
        this.kind = kind;
        this.of = of;
    }

    Asked(Contains.Text text) {
        this(Kind.TEXT, text);
    }

    Asked(Is.Field field) {
        this(field == Is.Field.REQUESTER || field == Is.Field.TAG ? Kind.WRITTEN : Kind.CHOSEN, field);
    }

    Asked(Measure measure) {
        this(Kind.NUMBER, measure);
    }

    Asked(Since since) {
        this(Kind.AGE, since);
    }

    /** By the field, measure or text that a condition is about. */
    static Asked of(Enum<?> asked) {
        return Arrays.stream(values())
                .filter(each -> each.of == asked)
                .findFirst()
                .orElseThrow();
    }

    static Asked of(CustomField.Kind kind) {
        return switch (kind) {
            case TEXT -> CUSTOM_TEXT;
            case CHOICE, YES_NO -> CUSTOM_CHOICE;
            case NUMBER -> CUSTOM_NUMBER;
            case DATE -> CUSTOM_DATE;
        };
    }

    /** Whether it is about one of the desk's own fields. */
    public boolean isCustom() {
        return of instanceof Test;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether its values are written, not chosen. */
    public boolean isWritten() {
        return kind == Kind.TEXT || kind == Kind.WRITTEN;
    }

    /** Whether a rule can ask it then: a ticket that opens has no past. */
    public boolean fits(Moment.Kind moment) {
        return moment != Moment.Kind.OPENS || !(kind == Kind.AGE || this == REPLIES || this == REOPENED);
    }

    Criteria asks(Row row) {
        return of instanceof Test test && row.custom() != null
                ? asks(row, row.custom().key(), test)
                : asksOfAll(row);
    }

    private Criteria asks(Row row, String key, Test test) {
        return switch (test) {
            case FILLED -> turned(row, new Filled(key, test, Set.of()));
            case CONTAINS -> turned(row, new Filled(key, test, given(row, row.lines())));
            case IS -> turned(row, new Filled(key, test, given(row, row.values())));
            case AT_LEAST, LESS -> new Filled(key, row.not() ? Test.LESS : Test.AT_LEAST, Set.of(row.words()));
            case FROM, BEFORE -> new Filled(key, row.not() ? Test.BEFORE : Test.FROM, Set.of(row.words()));
        };
    }

    private Criteria asksOfAll(Row row) {
        return switch (kind) {
            case TEXT -> turned(row, new Contains((Contains.Text) known(), given(row, row.lines())));
            case WRITTEN -> turned(row, new Is((Is.Field) known(), given(row, row.lines())));
            case CHOSEN -> turned(row, new Is((Is.Field) known(), given(row, row.values())));
            case NUMBER -> new Compares((Measure) known(), row.not() ? Than.LESS : Than.AT_LEAST, row.number());
            case FREQUENT -> turned(row, new Frequent((int) row.number(), row.days()));
            case DATE, FILLED -> throw new IllegalStateException("Asked of the desk's own fields only");
            case AGE -> turned(row, new Older((Since) known(), row.time().duration()));
        };
    }

    private static Criteria turned(Row row, Criteria criteria) {
        return row.not() ? new Criteria.Not(criteria) : criteria;
    }

    private static LinkedHashSet<String> given(Row row, List<String> values) {
        if (values.isEmpty()) {
            throw new Invalid(
                    "", row.asked().isWritten() ? "Write at least one word or value." : "Choose at least one.");
        }
        return new LinkedHashSet<>(values);
    }

    private Enum<?> known() {
        return Objects.requireNonNull(of);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
