package dev.millrace.replies;

import dev.millrace.people.PersonId;
import java.time.LocalDate;

/** What those who look after templates should hear of. */
public sealed interface TemplateEvent {

    TemplateId template();

    String name();

    /** Somebody waits for approval. */
    record ApprovalAsked(TemplateId template, String name, PersonId by, int edition) implements TemplateEvent {}

    record SentBack(TemplateId template, String name, PersonId writer, String note, int edition)
            implements TemplateEvent {}

    /** Its owner should look whether it is still right. */
    record ReviewDue(TemplateId template, String name, PersonId owner, LocalDate due) implements TemplateEvent {}
}
