package dev.millrace.web.templates;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.people.TeamId;
import dev.millrace.replies.Proposal;
import dev.millrace.replies.Shelf;
import dev.millrace.replies.Template;
import dev.millrace.replies.TemplateDraft;
import dev.millrace.replies.TemplatePlace;
import dev.millrace.replies.TemplateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A template as it is typed.
 *
 * @param bodies by language
 * @param shelf {@code desk}, {@code mine}, or a team's id
 * @param owner an agent's id, empty for nobody
 * @param reviewDays as typed; empty for never
 */
public record TemplateForm(
        String name,
        String useWhen,
        String notWhen,
        SortedMap<String, String> bodies,
        List<TemplateText.File> files,
        String shelf,
        String folder,
        String owner,
        String reviewDays) {

    private static final String BODY = "body-";

    static TemplateForm blank(String language, SignedIn me) {
        var bodies = new TreeMap<String, String>();
        bodies.put(language, "Hello {{customer.first_name|there}},\n\n\n\nBest wishes\n{{agent.first_name|Your team}}");
        return new TemplateForm(
                "", "", "", bodies, List.of(), "desk", "", me.id().toString(), "365");
    }

    /** What agents typed again and again; whoever makes it a template looks after it. */
    static TemplateForm of(Proposal proposal, SignedIn me) {
        var bodies = new TreeMap<String, String>();
        bodies.put(proposal.language(), proposal.body());
        return new TemplateForm(
                proposal.name(), "", "", bodies, List.of(), "desk", "", me.id().toString(), "365");
    }

    static TemplateForm of(Template template, @Nullable TemplateDraft draft) {
        var text = draft == null ? template.text() : draft.text();
        var place = template.place();
        return new TemplateForm(
                text.name(),
                text.useWhen(),
                text.notWhen(),
                text.bodies(),
                text.files(),
                shelf(place.shelf()),
                place.folder(),
                place.owner() == null ? "" : place.owner().toString(),
                place.reviewDays() == null ? "" : place.reviewDays().toString());
    }

    /** @param had the files it had before, of which those stay that are named */
    static TemplateForm typed(MultiValueMap<String, String> typed, List<TemplateText.File> had) {
        var bodies = new TreeMap<String, String>();
        typed.keySet().stream()
                .filter(name -> name.matches("body-[a-z]{2,3}"))
                .forEach(name -> bodies.put(name.substring(BODY.length()), first(typed, name)));
        var added = first(typed, "addLanguage");
        if (added.matches("[a-z]{2,3}")) {
            bodies.putIfAbsent(added, "");
        }
        var kept = typed.getOrDefault("file", List.of());
        return new TemplateForm(
                first(typed, "name"),
                first(typed, "useWhen"),
                first(typed, "notWhen"),
                bodies,
                had.stream().filter(file -> kept.contains(file.id().toString())).toList(),
                first(typed, "shelf"),
                first(typed, "folder"),
                first(typed, "owner"),
                first(typed, "reviewDays"));
    }

    TemplateForm with(List<TemplateText.File> more) {
        var all = Stream.concat(files.stream(), more.stream()).toList();
        return new TemplateForm(name, useWhen, notWhen, bodies, all, shelf, folder, owner, reviewDays);
    }

    TemplateText text() {
        return new TemplateText(name, useWhen, notWhen, bodies, files);
    }

    TemplatePlace place(SignedIn me) {
        return new TemplatePlace(
                switch (shelf) {
                    case "", "desk" -> new Shelf.OfDesk();
                    case "mine" -> new Shelf.OfPerson(me.id());
                    default -> new Shelf.OfTeam(new TeamId(id("shelf", shelf)));
                },
                folder,
                owner.isEmpty() ? null : new PersonId(id("owner", owner)),
                days());
    }

    /** What could be written in one language more. */
    public List<String> languages(List<String> offered) {
        var all = new ArrayList<>(offered);
        all.removeAll(bodies.keySet());
        return all;
    }

    static String shelf(Shelf shelf) {
        return switch (shelf) {
            case Shelf.OfDesk _ -> "desk";
            case Shelf.OfTeam(var team) -> team.toString();
            case Shelf.OfPerson _ -> "mine";
        };
    }

    private @Nullable Integer days() {
        var text = reviewDays.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,4}")) {
            throw new Invalid("reviewDays", "Give a number of days, or none.");
        }
        return Integer.valueOf(text);
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new Invalid(field, "Choose one of the list.");
        }
    }

    private static String first(MultiValueMap<String, String> typed, String name) {
        return Objects.requireNonNullElse(typed.getFirst(name), "");
    }
}
