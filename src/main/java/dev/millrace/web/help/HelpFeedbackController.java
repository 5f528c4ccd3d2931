package dev.millrace.web.help;

import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Throttle;
import dev.millrace.knowledge.Feedback;
import dev.millrace.knowledge.Feedback.Draft;
import dev.millrace.knowledge.Readers;
import dev.millrace.web.OwnForms;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form by which visitors say how easily they found what they looked for; needs no script, and asks nobody who they are. */
@Controller
@RequestMapping("/help/feedback")
class HelpFeedbackController {

    private static final int AN_HOUR = 10;

    private final Feedback feedback;
    private final Readers readers;
    private final Throttle throttle;
    private final OwnForms forms;

    HelpFeedbackController(Feedback feedback, Readers readers, Throttle throttle, OwnForms forms) {
        this.feedback = feedback;
        this.readers = readers;
        this.throttle = throttle;
        this.forms = forms;
    }

    /** @param from where they are; what they looked for there is theirs to leave in or take out */
    @GetMapping
    String page(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String sought,
            HttpServletResponse response,
            Model model) {
        var words = sought.substring(0, Math.min(Feedback.LONGEST_SOUGHT, sought.length()));
        return show(new Draft("", words, "", from), Ids.next(), Map.of(), null, response, model);
    }

    @PostMapping
    String say(
            @RequestParam(defaultValue = "") String ease,
            @RequestParam(defaultValue = "") String sought,
            @RequestParam(defaultValue = "") String better,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(name = "website", defaultValue = "") String trap,
            @ModelAttribute("t") Texts t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!forms.sent(request)) {
            throw new Forbidden("This form was sent from another site. Open ours and send it from there.");
        }
        var draft = new Draft(ease, sought, better, from);
        var form = id(once);
        var errors = errors(draft, t);
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(draft, form, errors, null, response, model);
        }
        if (!throttle.allow("help-feedback", place(request), AN_HOUR, Duration.ofHours(1))) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return show(draft, form, Map.of(), t.of("feedback.many"), response, model);
        }
        // who fills in what people do not see is thanked, too, and learns nothing from it
        if (trap.isBlank()) {
            feedback.say(form, draft);
        }
        return "redirect:/help/feedback/thanks";
    }

    @GetMapping("/thanks")
    String thanks() {
        return "help/thanks";
    }

    private static String show(
            Draft draft,
            UUID once,
            Map<String, String> errors,
            @Nullable String problem,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("draft", draft);
        model.addAttribute("once", once);
        model.addAttribute("errors", errors);
        model.addAttribute("problem", problem);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        return "help/feedback";
    }

    private static Map<String, String> errors(Draft draft, Texts t) {
        var errors = new LinkedHashMap<String, String>();
        draft.faults().forEach((field, fault) -> errors.put(field, t.of("feedback." + field + "." + fault)));
        return errors;
    }

    /** The network address as today's readers are known by it, so that it stands nowhere. */
    private String place(HttpServletRequest request) {
        return HexFormat.of().formatHex(readers.of(request.getRemoteAddr(), "").hash());
    }

    private static UUID id(String once) {
        try {
            return UUID.fromString(once);
        } catch (IllegalArgumentException _) {
            return Ids.next();
        }
    }
}
