package dev.millrace.web.intake;

import dev.millrace.intake.ContactForm;
import dev.millrace.intake.ContactForm.Draft;
import dev.millrace.intake.ContactForm.Upload;
import dev.millrace.intake.ContactForm.Visit;
import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.knowledge.AfterReading;
import dev.millrace.knowledge.Deflections;
import dev.millrace.knowledge.Readers;
import dev.millrace.people.Customer;
import dev.millrace.web.PostedFields;
import dev.millrace.web.Texts;
import dev.millrace.web.help.Guest;
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

/** The form by which anybody asks for help; needs no script. */
@Controller
@RequestMapping("/contact")
class ContactController {

    private final ContactForm form;
    private final Readers readers;
    private final AfterReading afterReading;
    private final Deflections deflections;

    ContactController(ContactForm form, Readers readers, AfterReading afterReading, Deflections deflections) {
        this.deflections = deflections;
        this.form = form;
        this.readers = readers;
        this.afterReading = afterReading;
    }

    @GetMapping
    String page(@Nullable Customer me, Model model) {
        if (!form.isOpen()) {
            throw new NotFound("This form is closed.");
        }
        return show(blank(me), Map.of(), null, form.stamp(), model);
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
            afterReading.wrote(Guest.now().reader(readers, request));
            deflections.wroteFrom(
                    request.getRemoteAddr(),
                    Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""),
                    subject + "\n" + text);
            return "redirect:/contact/thanks";
        } catch (TooMany tooMany) {
            return refused(HttpStatus.TOO_MANY_REQUESTS, tooMany, draft, stamp, response, model);
        } catch (Conflict stale) {
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, stale, draft, stamp, response, model);
        }
    }

    @GetMapping("/thanks")
    String thanks() {
        return "intake/thanks";
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
        return "intake/contact";
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
