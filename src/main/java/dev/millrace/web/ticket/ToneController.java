package dev.millrace.web.ticket;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Tone;
import dev.millrace.replies.Tones;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the answer that is being written could be said instead, and what could be better in it. Nothing is kept by asking. */
@Controller
@RequestMapping("/tickets/{number}/draft")
class ToneController {

    private final Tickets tickets;
    private final Tones tones;

    ToneController(Tickets tickets, Tones tones) {
        this.tickets = tickets;
        this.tones = tones;
    }

    @PostMapping("/tone")
    String rewritten(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String tone,
            @RequestParam(defaultValue = "") String body,
            SignedIn me,
            Model model) {
        var ticket = tickets.find(number, Reach.of(me));
        model.addAttribute("rewritten", tones.rewrite(body, tone(tone), ticket, me));
        return "ticket/_tone";
    }

    @PostMapping("/advice")
    String advice(@PathVariable long number, @RequestParam(defaultValue = "") String body, SignedIn me, Model model) {
        var ticket = tickets.find(number, Reach.of(me));
        model.addAttribute("blank", body.isBlank());
        model.addAttribute("checked", tones.check(body, ticket, me));
        return "ticket/_advice";
    }

    private static Tone tone(String word) {
        return Arrays.stream(Tone.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("tone", "“%s” is not a tone.".formatted(word)));
    }
}
