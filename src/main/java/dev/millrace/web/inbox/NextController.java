package dev.millrace.web.inbox;

import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Criteria.Is.Field;
import dev.millrace.tickets.Inbox;
import dev.millrace.tickets.Inbox.Sort;
import dev.millrace.tickets.Reach;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ticket to work on next: of those assigned to the reader, or to nobody in their teams, the most urgent one. */
@Controller
class NextController {

    private final Inbox inbox;

    NextController(Inbox inbox) {
        this.inbox = inbox;
    }

    /** @param not the ticket the reader comes from, which they want to leave */
    @GetMapping("/inbox/next")
    String next(
            @RequestParam(defaultValue = "0") long not,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        return inbox.page(mine(me), Reach.of(me), Sort.URGENT, null, 2).items().stream()
                .filter(row -> row.number() != not)
                .findFirst()
                .map(row -> "redirect:/tickets/" + row.number())
                .orElseGet(() -> {
                    Flash.good(t.of("inbox.next.none")).after(redirect);
                    return "redirect:/inbox/mine";
                });
    }

    private static Criteria mine(SignedIn me) {
        var nobodys = new ArrayList<Criteria>();
        nobodys.add(Criteria.is(Field.ASSIGNEE, Is.NONE));
        if (!me.teams().isEmpty()) {
            var teams = new LinkedHashSet<String>();
            me.teams().forEach(team -> teams.add(team.value().toString()));
            teams.add(Is.NONE);
            nobodys.add(new Is(Field.TEAM, teams));
        }
        return new Criteria.Any(List.of(Criteria.is(Field.ASSIGNEE, me.id().toString()), new Criteria.All(nobodys)));
    }
}
