package dev.millrace.web.intake;

import dev.millrace.intake.ContactForm;
import dev.millrace.intake.ContactForm.Draft;
import dev.millrace.intake.ContactForm.Upload;
import dev.millrace.intake.ContactForm.Visit;
import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.AfterReading;
import dev.millrace.knowledge.Deflections;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Readers;
import dev.millrace.people.Customer;
import dev.millrace.web.Headers;
import dev.millrace.web.PostedFields;
import dev.millrace.web.Texts;
import dev.millrace.web.Widget;
import dev.millrace.web.help.Guest;
import dev.millrace.web.help.Tongue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The form by which anybody asks for help; needs no script. Inside the widget it is the same form, except that whoever has signed
 * in elsewhere is not known there.
 */
@Controller
@RequestMapping({ContactController.OUTSIDE, ContactController.IN_WIDGET})
class ContactController {

    static final String OUTSIDE = "/contact";
    static final String IN_WIDGET = "/help/widget/contact";

    private final ContactForm form;
    private final Readers readers;
    private final AfterReading afterReading;
    private final Deflections deflections;
    private final Settings settings;

    ContactController(
            ContactForm form, Readers readers, AfterReading afterReading, Deflections deflections, Settings settings) {
        this.deflections = deflections;
        this.form = form;
        this.readers = readers;
        this.afterReading = afterReading;
        this.settings = settings;
    }

    /** Where the form stands; what a site's frame shows must be allowed to it. */
    @ModelAttribute("place")
    String place(
            @RequestParam(defaultValue = "") String lang,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!request.getRequestURI().startsWith(IN_WIDGET)) {
            return OUTSIDE;
        }
        var widget = settings.get(Widget.KEY);
        if (!widget.on()) {
            throw new NotFound("There is nothing at this address.");
        }
        Headers.allowFrames(request, response, widget.sites());
        model.addAttribute("sites", widget.sites());
        model.addAttribute("tongue", Tongue.of(lang, settings.get(HelpLanguages.KEY)));
        return IN_WIDGET;
    }

    @GetMapping
    String page(@Nullable Customer me, @ModelAttribute("place") String place, Model model) {
        if (!form.isOpen()) {
            throw new NotFound("This form is closed.");
        }
        return show(blank(place.equals(OUTSIDE) ? me : null), Map.of(), null, form.stamp(), model);
    }

    @PostMapping
    String submit(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String stamp,
            @RequestParam(name = "website", defaultValue = "") String trap,
            @RequestParam Map<String, String> posted,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            @ModelAttribute("t") Texts t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var draft = new Draft(name, email, subject, text, PostedFields.of(posted), uploads(files));
        var errors = errors(draft, t);
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(draft, errors, null, form.stampAfter(stamp), model);
        }
        try {
            form.submit(draft, new Visit(stamp, trap, request.getRemoteAddr()));
            afterReading.wrote((isOutside(model) ? Guest.now() : Guest.ANYBODY).reader(readers, request));
            deflections.wroteFrom(
                    request.getRemoteAddr(),
                    Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""),
                    subject + "\n" + text);
            return "redirect:" + thanksAt(model);
        } catch (TooMany tooMany) {
            return refused(HttpStatus.TOO_MANY_REQUESTS, tooMany, draft, stamp, response, model);
        } catch (Conflict stale) {
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, stale, draft, stamp, response, model);
        }
    }

    @GetMapping("/thanks")
    String thanks(Model model) {
        return isOutside(model) ? "intake/thanks" : "widget/thanks";
    }

    private static String thanksAt(Model model) {
        var thanks = model.getAttribute("place") + "/thanks";
        return model.getAttribute("tongue") instanceof Tongue tongue ? tongue.in(thanks) : thanks;
    }

    private static boolean isOutside(Model model) {
        return OUTSIDE.equals(model.getAttribute("place"));
    }

    private String refused(
            HttpStatus status, Refusal refusal, Draft draft, String stamp, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        return show(draft, Map.of(), refusal.getMessage(), form.stampAfter(stamp), model);
    }

    private String show(Draft draft, Map<String, String> errors, @Nullable String problem, String stamp, Model model) {
        model.addAttribute("draft", draft);
        model.addAttribute("fields", form.fields());
        model.addAttribute("errors", errors);
        model.addAttribute("problem", problem);
        model.addAttribute("stamp", stamp);
        return isOutside(model) ? "intake/contact" : "widget/contact";
    }

    private Map<String, String> errors(Draft draft, Texts t) {
        var errors = new LinkedHashMap<String, String>();
        draft.faults().forEach((field, fault) -> errors.put(field, t.of("intake.contact." + field + "." + fault)));
        errors.putAll(form.wrongFields(draft));
        return errors;
    }

    /** Who has signed in need not say who they are. */
    private static Draft blank(@Nullable Customer me) {
        return me == null || me.email() == null
                ? Draft.EMPTY
                : new Draft(me.name(), me.email(), "", "", Map.of(), List.of());
    }

    private static List<Upload> uploads(@Nullable List<MultipartFile> files) throws IOException {
        var uploads = new ArrayList<Upload>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            if (!file.isEmpty()) {
                uploads.add(new Upload(
                        Objects.requireNonNullElse(file.getOriginalFilename(), "file"),
                        Objects.requireNonNullElse(file.getContentType(), "application/octet-stream"),
                        file.getBytes()));
            }
        }
        return uploads;
    }
}
