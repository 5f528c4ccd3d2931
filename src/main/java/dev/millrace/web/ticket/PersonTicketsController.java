package dev.millrace.web.ticket;

import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Conversation;
import dev.millrace.tickets.Reach;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The tickets of one person, for their page. */
@Controller
class PersonTicketsController {

    private final People people;
    private final Conversation conversation;

    PersonTicketsController(People people, Conversation conversation) {
        this.people = people;
        this.conversation = conversation;
    }

    @GetMapping("/people/{id}/tickets")
    String tickets(@PathVariable UUID id, SignedIn me, Model model) {
        var person = people.find(new PersonId(id));
        model.addAttribute("others", conversation.others(person.id(), Reach.of(me), null));
        model.addAttribute("person", id.toString());
        return "ticket/_others";
    }
}
