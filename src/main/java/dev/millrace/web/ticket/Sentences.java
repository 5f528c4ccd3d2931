package dev.millrace.web.ticket;

import dev.millrace.people.TeamId;
import dev.millrace.routing.HandOvers;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.Recorded;
import dev.millrace.tickets.TicketEvent;
import dev.millrace.web.FieldWords;
import dev.millrace.web.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what somebody, a rule or the desk did to a ticket. */
record Sentences(Texts t, Given choices, Map<UUID, String> people) {

    /** What one actor did at once, as one sentence; nothing when all of it is seen elsewhere on the page. */
    Optional<String> of(List<Recorded> together) {
        var by = together.getFirst().by();
        var parts = together.stream()
                .map(recorded -> part(recorded.event(), by))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(t.of("ticket.did", who(by), String.join(t.of("ticket.did.and"), parts)));
    }

    private String who(Actor by) {
        return switch (by) {
            case Actor.Person(var id) -> name(people.getOrDefault(id.value(), orSomebody(choices.agent(id.value()))));
            case Actor.Rule rule -> t.of("ticket.by.rule", name(rule.name()));
            case Actor.Macro macro ->
                t.of(
                        "ticket.by.macro",
                        name(people.getOrDefault(
                                macro.by().value(),
                                orSomebody(choices.agent(macro.by().value())))),
                        name(macro.name()),
                        macro.version());
            case Actor.Token token -> t.of("ticket.by.token", name(token.name()));
            case Actor.Model _ -> t.of("ticket.by.model");
            case Actor.Desk desk when desk.equals(HandOvers.ACTOR) -> t.of("ticket.by.handOver");
            case Actor.Desk _ -> t.of("ticket.by.desk");
        };
    }

    private Optional<String> part(TicketEvent event, Actor by) {
        return Optional.ofNullable(
                switch (event) {
                    case TicketEvent.StatusChanged changed ->
                        t.of(
                                !writtenBy(by)
                                        ? "ticket.did.status"
                                        : changed.to().isSolved() ? "ticket.did.solve" : "ticket.did.reopen",
                                t.word("status", changed.to()));
                    case TicketEvent.PriorityChanged changed ->
                        t.of("ticket.did.priority", t.word("priority", changed.to()));
                    case TicketEvent.CategoryChanged(var from, var to) ->
                        given("category", choices.category(from), choices.category(to), to == null);
                    case TicketEvent.TeamChanged(var from, var to) ->
                        given("team", choices.team(id(from)), choices.team(id(to)), to == null);
                    case TicketEvent.AssigneeChanged(var from, var to) ->
                        by.equals(to == null ? null : new Actor.Person(to))
                                ? t.of("ticket.did.assignee.self")
                                : given(
                                        "assignee",
                                        from == null ? null : choices.agent(from.value()),
                                        to == null ? null : choices.agent(to.value()),
                                        to == null);
                    case TicketEvent.TagsChanged(var added, var removed) -> tags(added, removed);
                    case TicketEvent.SubjectChanged changed -> t.of("ticket.did.subject", name(changed.from()));
                    case TicketEvent.LanguageChanged(var from, var to) -> language(from, to);
                    case TicketEvent.FieldChanged(var key, var _from, var to) -> field(key, to);
                    case TicketEvent.Bounced bounced ->
                        t.of(
                                bounced.hard() ? "ticket.did.bounce" : "ticket.did.delay",
                                name(bounced.recipient()),
                                name(bounced.reason()));
                    case TicketEvent.Rated(var score, var comment) ->
                        comment.isEmpty()
                                ? t.of("ticket.did.rated." + score.word())
                                : t.of("ticket.did.rated." + score.word() + ".because", name(comment));
                    case TicketEvent.FollowUpStopped stopped ->
                        t.of("ticket.did.followup." + stopped.reason().word());
                    case TicketEvent.Opened _,
                            TicketEvent.Received _,
                            TicketEvent.Replied _,
                            TicketEvent.Acknowledged _,
                            TicketEvent.FollowedUp _,
                            TicketEvent.Noted _,
                            TicketEvent.ReplySent _,
                            TicketEvent.ReplyFailed _ -> null;
                });
    }

    /** A customer changes the status by writing again, or by saying that it is solved. */
    private boolean writtenBy(Actor by) {
        return by instanceof Actor.Person(var id) && choices.agent(id.value()) == null;
    }

    private String given(String part, @Nullable String from, @Nullable String to, boolean taken) {
        return taken
                ? t.of("ticket.did." + part + ".none", name(orSomebody(from)))
                : t.of("ticket.did." + part, name(orSomebody(to)));
    }

    /** That a text was read for the first time is seen beside the ticket. */
    private @Nullable String language(@Nullable String from, @Nullable String to) {
        if (from == null) {
            return null;
        }
        return to == null ? t.of("ticket.did.language.none") : t.of("ticket.did.language", t.languageOf(to));
    }

    private String field(String key, @Nullable String to) {
        var field = CustomField.of(key, choices.fields());
        return to == null
                ? t.of("ticket.did.field.none", name(field.name()))
                : t.of("ticket.did.field", name(field.name()), name(FieldWords.of(field, to, t)));
    }

    private String tags(List<String> added, List<String> removed) {
        if (removed.isEmpty()) {
            return t.of("ticket.did.tag", list(added));
        }
        return added.isEmpty()
                ? t.of("ticket.did.untag", list(removed))
                : t.of("ticket.did.retag", list(added), list(removed));
    }

    private static String list(List<String> tags) {
        return tags.stream().map(Sentences::name).collect(Collectors.joining(", "));
    }

    private String orSomebody(@Nullable String name) {
        return name == null ? t.of("ticket.somebody") : name;
    }

    private static @Nullable UUID id(@Nullable TeamId team) {
        return team == null ? null : team.value();
    }

    /** Isolated, so that a right-to-left name does not turn the sentence around. */
    private static String name(String name) {
        return "\u2068" + name + "\u2069";
    }
}
