package dev.millrace.demo;

import dev.millrace.kernel.Settings;
import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import dev.millrace.replies.Insertions;
import dev.millrace.replies.Macros;
import dev.millrace.replies.Shelf;
import dev.millrace.replies.TemplateApproval;
import dev.millrace.replies.TemplateId;
import dev.millrace.replies.TemplatePlace;
import dev.millrace.replies.TemplateText;
import dev.millrace.replies.Templates;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.Ticket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The templates of Fenwick Bikes: the answers its people give most, used by them from the first week on. */
@Component
class Bookshelf {

    /** One story in so many has its answer on the shelf; the others are typed each time. */
    private static final int EVERY = 3;

    private static final Map<String, String> BLANKS = Map.of(
            "{first}", "{{customer.first_name|there}}",
            "{order}", "{{ask: order number}}",
            "{bike}", "{{ask: bike}}",
            "{part}", "{{ask: part}}",
            "{day}", "{{ask: day}}",
            "{size}", "{{ask: size}}",
            "{amount}", "{{ask: amount}}");

    /** Where what a customer called it is no name for an answer. */
    private static final Map<String, String> NAMES = Map.of(
            "Can I pick up {order} in the shop?", "Collect in the shop",
            "Refund for returned {part}", "Refund that came late",
            "Charged twice!!", "Charged twice: one is a reservation",
            "Password Reset does not arrive", "Account is under another address",
            "{bike}: brake squeals", "Brake squeals",
            "Battery of the {bike} shows 5 bars, then dies", "Battery has lost count",
            "Your size table is wrong", "A mistake in the catalogue",
            "Newsletter twice a day", "Newsletter comes twice");

    private final Templates templates;
    private final Insertions insertions;
    private final Macros macros;
    private final Agents agents;
    private final Settings settings;
    private final Map<String, TemplateId> byAnswer = new HashMap<>();

    Bookshelf(Templates templates, Insertions insertions, Macros macros, Agents agents, Settings settings) {
        this.templates = templates;
        this.insertions = insertions;
        this.macros = macros;
        this.agents = agents;
        this.settings = settings;
    }

    void fill(PersonId grace) {
        var owner = agents.signedIn(grace).orElseThrow();
        settings.put(TemplateApproval.KEY, new TemplateApproval(false), grace.value());
        var stories = Story.all();
        for (var nth = 0; nth < stories.size(); nth += EVERY) {
            var story = stories.get(nth);
            story.steps().stream()
                    .filter(step -> step.by() == Story.Step.By.AGENT)
                    .findFirst()
                    .ifPresent(step -> {
                        var name = NAMES.getOrDefault(
                                story.subject(),
                                story.subject()
                                        .replaceAll("\\{\\w+}", "")
                                        .replaceAll("\\s+(\\W|$)", "$1")
                                        .strip());
                        var body = step.text() + "\n\n{{agent.first_name}}";
                        for (var blank : BLANKS.entrySet()) {
                            body = body.replace(blank.getKey(), blank.getValue());
                        }
                        var template = templates.write(
                                TemplateText.of(name, body.startsWith("Guten Tag") ? "de" : "en", body),
                                new TemplatePlace(
                                        new Shelf.OfDesk(),
                                        story.category() == null ? "" : story.category(),
                                        grace,
                                        365),
                                owner);
                        templates.approve(template.id(), "", 100, owner);
                        byAnswer.put(step.text(), template.id());
                    });
        }
        settings.put(TemplateApproval.KEY, new TemplateApproval(true), grace.value());
        macros.add(
                "Nothing more from them: solve",
                null,
                List.of(new Change.SetStatus(Status.SOLVED), new Change.AddTags(Set.of("no-answer"))),
                new Shelf.OfDesk(),
                owner);
        templates.usable(owner).stream()
                .filter(template -> template.name().equals("It works again"))
                .findFirst()
                .ifPresent(template -> macros.add(
                        "It works again: tell them and solve",
                        template.id(),
                        List.of(new Change.SetStatus(Status.SOLVED)),
                        new Shelf.OfDesk(),
                        owner));
    }

    /** The agent takes the answer from the shelf if it is there. */
    void take(String answer, Ticket ticket, PersonId agent) {
        var template = byAnswer.get(answer);
        if (template != null) {
            insertions.insert(template, ticket, agents.signedIn(agent).orElseThrow());
        }
    }
}
