package dev.millrace.web;

import dev.millrace.tickets.Change;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.CustomField;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says in a few words what a change does: "Status: Solved". */
public record ChangeWords(Texts t, Given choices) {

    public String of(Change change) {
        return switch (change) {
            case Change.SetStatus(var to) -> line("status", t.word("status", to));
            case Change.SetPriority(var to) -> line("priority", t.word("priority", to));
            case Change.SetCategory(var to) -> line("category", choices.category(to));
            case Change.SetTeam(var to) -> line("team", name(to == null ? null : to.value(), choices::team));
            case Change.SetAssignee(var to) -> line("assignee", name(to == null ? null : to.value(), choices::agent));
            case Change.AddTags(var tags) -> t.of("macros.does.tag", String.join(", ", tags));
            case Change.RemoveTags(var tags) -> t.of("macros.does.untag", String.join(", ", tags));
            case Change.SetSubject(var to) -> line("subject", to);
            case Change.SetLanguage(var to) -> line("language", to == null ? null : t.languageOf(to));
            case Change.SetField(var key, var to) -> {
                var field = CustomField.of(key, choices.fields());
                yield t.of("macros.does", field.name(), to == null ? t.of("ticket.none") : FieldWords.of(field, to, t));
            }
        };
    }

    private String line(String field, @Nullable String to) {
        return t.of(
                "macros.does", t.of("ticket." + field), Optional.ofNullable(to).orElse(t.of("ticket.none")));
    }

    private static @Nullable String name(@Nullable UUID id, Function<UUID, @Nullable String> names) {
        return id == null ? null : names.apply(id);
    }
}
