package dev.millrace.replies;

import dev.millrace.tickets.TicketId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is written once and used often.
 *
 * @param reviewDue when its owner is asked whether it is still right
 * @param serving the versions in use, the one used most first; none until the first was approved
 */
public record Template(
        TemplateId id,
        TemplatePlace place,
        @Nullable LocalDate reviewDue,
        boolean archived,
        List<Served> serving,
        @Nullable TemplateDraft draft) {

    /** @param share how many of a hundred tickets get this version */
    public record Served(TemplateVersion version, int share) {}

    public Template {
        serving = serving.stream()
                .sorted(Comparator.comparing(Served::share)
                        .thenComparing(served -> served.version().version())
                        .reversed())
                .toList();
    }

    public String name() {
        return text().name();
    }

    /** What it says now; before the first approval, what it shall say. */
    public TemplateText text() {
        return current()
                .map(TemplateVersion::text)
                .or(() -> Optional.ofNullable(draft).map(TemplateDraft::text))
                .orElseThrow(() -> new IllegalStateException("A template that says nothing: " + id));
    }

    public Optional<TemplateVersion> current() {
        return serving.stream().findFirst().map(Served::version);
    }

    /** Whether it can be used in answers. */
    public boolean usable() {
        return !archived && !serving.isEmpty();
    }

    /** Whether two versions are compared. */
    public boolean onTrial() {
        return serving.size() > 1;
    }

    /** The version that a ticket gets, always the same one, so that versions can be compared by their tickets. */
    public TemplateVersion versionFor(TicketId ticket) {
        var place = Math.floorMod(31 * ticket.value().hashCode() + id.value().hashCode(), 100);
        for (var served : serving) {
            if (place < served.share()) {
                return served.version();
            }
            place -= served.share();
        }
        return serving.getFirst().version();
    }

    public boolean reviewIsDue(LocalDate today) {
        return reviewDue != null && !reviewDue.isAfter(today) && !archived;
    }
}
