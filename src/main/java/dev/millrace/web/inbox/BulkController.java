package dev.millrace.web.inbox;

import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Macros;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Flash;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import dev.millrace.web.ticket.Wishes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The same change to several tickets, and its taking back. */
@Controller
@RequestMapping("/inbox/changes")
class BulkController {

    private static final int MOST = 200;

    /** What became of a change to several tickets. */
    record Outcome(List<Long> changed, List<String> refused, List<Undo> undo) {

        Outcome() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final Tickets tickets;
    private final Macros macros;
    private final Wishes wishes;
    private final RequestChoices choices;

    BulkController(Tickets tickets, Macros macros, Wishes wishes, RequestChoices choices) {
        this.macros = macros;
        this.tickets = tickets;
        this.wishes = wishes;
        this.choices = choices;
    }

    /** What can be changed. */
    @GetMapping
    String changes(SignedIn me, Model model) {
        model.addAttribute(
                "macros",
                macros.of(me).stream().filter(macro -> !macro.archived()).toList());
        model.addAttribute("choices", choices.all());
        return "inbox/_changes";
    }

    /** {@code change} is a field and the word it is to have, like {@code status solved}. */
    @PostMapping
    String change(
            @RequestParam(defaultValue = "") List<Long> number,
            @RequestParam(defaultValue = "") String change,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "/inbox") String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        me.must(Permission.WRITE_TICKETS);
        if (number.isEmpty() || number.size() > MOST) {
            throw new Invalid("number", t.of("inbox.bulk.choose", MOST));
        }
        var asked = change.split(" ", 2);
        var wish = change.isEmpty()
                ? wishes.read("tag", tag, me)
                : wishes.read(asked[0], asked.length == 1 ? "" : asked[1], me);
        var outcome = new Outcome();
        number.forEach(one -> change(one, List.of(wish), me, outcome));
        return told(outcome, "inbox.bulk.done", htmx, back, t, model, response, redirect);
    }

    @PostMapping("/undo")
    String undo(
            @RequestParam(defaultValue = "") List<String> undo,
            @RequestParam(defaultValue = "/inbox") String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        me.must(Permission.WRITE_TICKETS);
        if (undo.isEmpty() || undo.size() > MOST * 2) {
            throw new Invalid("undo", t.of("inbox.bulk.choose", MOST));
        }
        var outcome = new Outcome();
        undo.stream()
                .map(Undo::parse)
                .collect(Collectors.groupingBy(
                        Undo::number,
                        Collectors.mapping(step -> wishes.read(step.field(), step.to(), me), Collectors.toList())))
                .forEach((one, steps) -> change(one, steps, me, outcome));
        outcome.undo().clear();
        return told(outcome, "inbox.bulk.undone", htmx, back, t, model, response, redirect);
    }

    /** Each ticket for itself: that one cannot be changed does not keep the others from it. */
    private void change(long number, List<Change> changes, SignedIn me, Outcome outcome) {
        try {
            Ticket before = tickets.find(number, Reach.of(me));
            var after = tickets.change(before.id(), changes, Actor.of(me.id()));
            outcome.changed().add(number);
            outcome.undo().addAll(Undo.of(before, after));
        } catch (Invalid invalid) {
            throw invalid;
        } catch (Refusal refusal) {
            outcome.refused().add(String.valueOf(refusal.getMessage()));
        }
    }

    /** The rows are fetched again by the page itself, as they are when somebody else changes them. */
    private String told(
            Outcome outcome,
            String key,
            boolean htmx,
            String back,
            Texts t,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var text = t.of(key, outcome.changed().size())
                + outcome.refused().stream()
                        .limit(3)
                        .map(reason -> " " + reason)
                        .collect(Collectors.joining());
        if (htmx) {
            response.setHeader("HX-Trigger", "{\"rows:changed\":{\"numbers\":%s}}".formatted(outcome.changed()));
            model.addAttribute("text", text);
            model.addAttribute("undo", outcome.undo());
            return "inbox/_changed";
        }
        (outcome.refused().isEmpty() ? Flash.good(text) : Flash.warning(text)).after(redirect);
        return "redirect:" + (back.startsWith("/inbox") ? back : "/inbox");
    }
}
