package dev.millrace.web.profile;

import dev.millrace.people.PersonId;
import dev.millrace.people.Presence;
import dev.millrace.people.Presences;
import dev.millrace.web.Back;
import dev.millrace.web.Chosen;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody says whether they take new tickets; from the menu under their name, on any page. */
@Controller
@RequestMapping("/profile/presence")
class PresenceController {

    private final Presences presences;

    PresenceController(Presences presences) {
        this.presences = presences;
    }

    @PutMapping
    String choose(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "false") boolean givesBack,
            @RequestHeader(name = HttpHeaders.REFERER, defaultValue = "/profile") String from,
            PersonId me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        var chosen = Chosen.of("state", state, Presence.class);
        presences.choose(me, chosen, givesBack);
        Flash.good(t.of("presence.chosen." + chosen.word())).after(redirect);
        return "redirect:" + Back.to(from);
    }
}
