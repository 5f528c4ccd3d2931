package dev.millrace.web.inbox;

import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Macro;
import dev.millrace.replies.Macros;
import dev.millrace.replies.Wording;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.ChangeWords;
import dev.millrace.web.Flash;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A macro on several tickets: what it would do to each, and doing it to each for itself. */
@Controller
@RequestMapping("/inbox/macros")
class BulkMacroController {

    private static final int MOST = 100;

    private final Tickets tickets;
    private final Macros macros;
    private final RequestChoices choices;

    BulkMacroController(Tickets tickets, Macros macros, RequestChoices choices) {
        this.tickets = tickets;
        this.macros = macros;
        this.choices = choices;
    }

    /** From the chosen rows of a list to the page that says what would happen to them. */
    @PostMapping
    ResponseEntity<Void> choose(
            @RequestParam(defaultValue = "") List<Long> number,
            @RequestParam(defaultValue = "") String macro,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            @ModelAttribute("t") Texts t) {
        if (number.isEmpty() || number.size() > MOST || !macro.matches("[0-9a-f-]{36}")) {
            throw new Invalid("number", t.of("inbox.bulk.choose", MOST));
        }
        var to = "/inbox/macros/" + macro
                + number.stream().map(one -> "number=" + one).collect(Collectors.joining("&", "?", ""));
        return htmx
                ? ResponseEntity.noContent().header("HX-Redirect", to).build()
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, to)
                        .build();
    }

    @GetMapping("/{id}")
    String preview(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<Long> number,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model) {
        return page(macros.find(id, me), number, t, me, model);
    }

    private String page(Macro macro, List<Long> numbers, Texts t, SignedIn me, Model model) {
        var lines = new ArrayList<MacroLine>();
        var asked = new LinkedHashSet<String>();
        for (var number : numbers.stream().distinct().limit(MOST).toList()) {
            var ticket = tickets.find(number, Reach.of(me));
            var line = line(macro, ticket, me);
            asked.addAll(Wording.asked(line.answer()));
            lines.add(line);
        }
        model.addAttribute("macro", macro);
        model.addAttribute("lines", lines);
        model.addAttribute("asked", List.copyOf(asked));
        model.addAttribute("changes", new ChangeWords(t, choices.all()));
        return "inbox/macro";
    }

    private MacroLine line(Macro macro, Ticket ticket, SignedIn me) {
        try {
            macros.changed(macro, ticket);
            return new MacroLine(ticket, macros.answer(macro, ticket, me), null);
        } catch (Refusal refusal) {
            return new MacroLine(ticket, "", refusal.getMessage());
        }
    }

    /** {@code said}: what is filled in for each of {@code asked}, for all tickets alike. */
    @PostMapping("/{id}")
    String run(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<Long> number,
            @RequestParam(required = false) @Nullable List<String> asked,
            @RequestParam(required = false) @Nullable List<String> said,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        me.must(Permission.WRITE_TICKETS);
        var macro = macros.find(id, me);
        if (number.isEmpty() || number.size() > MOST) {
            throw new Invalid("number", t.of("inbox.bulk.choose", MOST));
        }
        if (said != null && said.stream().anyMatch(String::isBlank)) {
            response.setStatus(422);
            model.addAttribute("problem", t.of("macros.fill"));
            return page(macro, number, t, me, model);
        }
        var done = 0;
        var refused = new ArrayList<String>();
        for (var one : number.stream().distinct().toList()) {
            try {
                var ticket = tickets.find(one, Reach.of(me));
                var answer = filled(macros.answer(macro, ticket, me), asked, said);
                macros.run(macro, ticket, answer, me);
                done++;
            } catch (Refusal refusal) {
                refused.add("#" + one + ": " + refusal.getMessage());
            }
        }
        var text = t.of("macros.ran.many", macro.name(), done)
                + refused.stream().limit(3).map(why -> " " + why).collect(Collectors.joining());
        (refused.isEmpty() ? Flash.good(text) : Flash.warning(text)).after(redirect);
        return "redirect:/inbox";
    }

    private static String filled(String answer, @Nullable List<String> asked, @Nullable List<String> said) {
        var text = answer;
        for (var i = 0; asked != null && said != null && i < Math.min(asked.size(), said.size()); i++) {
            text = text.replace(
                    Wording.ASKED + asked.get(i) + Wording.ASKED_END,
                    said.get(i).strip());
        }
        return text;
    }
}
