package dev.millrace.web.profile;

import dev.millrace.people.PersonId;
import dev.millrace.people.Sessions;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signs one out elsewhere: a lost phone, a colleague's desk. */
@Controller
@RequestMapping("/profile/sessions")
class SessionsController {

    private final Sessions sessions;
    private final MySessions mine;

    SessionsController(Sessions sessions, MySessions mine) {
        this.sessions = sessions;
        this.mine = mine;
    }

    @DeleteMapping
    String endOthers(
            PersonId me, @ModelAttribute("t") Texts t, HttpServletRequest request, RedirectAttributes redirect) {
        sessions.endOthers(me, request.getSession().getId());
        Flash.good(t.of("profile.signedOutElsewhere")).after(redirect);
        return "redirect:/profile";
    }

    @DeleteMapping("/{handle}")
    String end(@PathVariable String handle, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        mine.id(me, handle).ifPresent(id -> sessions.end(me, id));
        Flash.good(t.of("profile.sessionEnded")).after(redirect);
        return "redirect:/profile";
    }
}
