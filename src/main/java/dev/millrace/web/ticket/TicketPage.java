package dev.millrace.web.ticket;

import dev.millrace.people.SignedIn;
import dev.millrace.routing.Explanation;
import dev.millrace.routing.Field;
import dev.millrace.routing.NextFollowUp.Planned;
import dev.millrace.routing.Why;
import dev.millrace.tickets.Actor.Model;
import dev.millrace.tickets.Actor.Rule;
import dev.millrace.tickets.Choices.Given;
import dev.millrace.tickets.Conversation.Head;
import dev.millrace.tickets.Conversation.Other;
import dev.millrace.tickets.Conversation.Party;
import dev.millrace.tickets.Message.Direction;
import dev.millrace.tickets.Ticket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a ticket shows.
 *
 * @param thoughts what the desk thought of it
 * @param followUp by which the customer will be reminded if they stay silent
 * @param why the desk gave it to whom it is assigned; null when a person did
 * @param everything whether the whole conversation was asked for
 * @param images the signature that shows one message's remote images, as it stands in the address
 */
public record TicketPage(
        Head head,
        List<Course.Step> course,
        List<Other> history,
        Given choices,
        Explanation explanation,
        @Nullable Planned followUp,
        @Nullable Why why,
        Thoughts thoughts,
        SignedIn me,
        boolean everything,
        String images) {

    public Ticket ticket() {
        return head.ticket();
    }

    public String href() {
        return "/tickets/" + ticket().number();
    }

    /** The conversation by itself, as this page shows it. */
    public String conversation() {
        return href() + "/conversation?all=" + everything + (images.isEmpty() ? "" : "&images=" + images);
    }

    /** The newest message on the page: what an answer to it has seen. */
    public String seen() {
        return course.reversed().stream()
                .filter(Course.Step.Spoken.class::isInstance)
                .map(step -> ((Course.Step.Spoken) step)
                        .said()
                        .message()
                        .id()
                        .value()
                        .toString())
                .findFirst()
                .orElse("");
    }

    /** The rule that set a property, if one did. */
    public @Nullable Rule rule(String field) {
        return reason(field).flatMap(Explanation.Reason::rule).orElse(null);
    }

    /** The rule that filled in one of the desk's own fields last, if one did. */
    public @Nullable Rule ruleOfField(String key) {
        return explanation.ofCustom(key).flatMap(Explanation.Reason::rule).orElse(null);
    }

    /** Whether a property stands as the desk set it by what it has learned. */
    public boolean recognised(String field) {
        return reason(field)
                .map(Explanation.Reason::by)
                .filter(Model.class::isInstance)
                .isPresent();
    }

    private Optional<Explanation.Reason> reason(String field) {
        return Arrays.stream(Field.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(field))
                .findFirst()
                .flatMap(explanation::of);
    }

    /** Where an answer goes unless the agent says otherwise. */
    public String to() {
        return head.requester().email() == null ? "" : head.requester().email();
    }

    /** Those in Cc when the customer last wrote, as far as they take part: never an address of ours. */
    public String cc() {
        var others = head.others().stream()
                .map(Party::email)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return course.reversed().stream()
                .filter(Course.Step.Spoken.class::isInstance)
                .map(step -> ((Course.Step.Spoken) step).said().message())
                .filter(message -> message.direction() == Direction.IN && !message.automatic())
                .findFirst()
                .map(message -> message.cc().stream().filter(others::contains).collect(Collectors.joining(", ")))
                .orElse("");
    }
}
