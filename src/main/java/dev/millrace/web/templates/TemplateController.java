package dev.millrace.web.templates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Advice;
import dev.millrace.replies.Template;
import dev.millrace.replies.TemplateId;
import dev.millrace.replies.TemplateText;
import dev.millrace.replies.TemplateVersion;
import dev.millrace.replies.Templates;
import dev.millrace.web.Difference;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import dev.millrace.web.templates.VersionLine.Part;
import dev.millrace.web.ticket.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One template: what it says and said, where it lies, what is being written, and its approval. */
@Controller
@RequestMapping("/templates/{id}")
class TemplateController {

    private static final String PAGE = "redirect:/templates/{id}";

    private final Templates templates;
    private final RequestChoices choices;
    private final Uploads uploads;
    private final FileStore files;
    private final Clock clock;

    TemplateController(Templates templates, RequestChoices choices, Uploads uploads, FileStore files, Clock clock) {
        this.templates = templates;
        this.choices = choices;
        this.uploads = uploads;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping
    String page(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        var template = templates.find(new TemplateId(id), me);
        return page(template, TemplateForm.of(template, null), t, me, model);
    }

    private String page(Template template, TemplateForm form, Texts t, SignedIn me, Model model) {
        model.addAttribute("template", template);
        model.addAttribute("form", form);
        model.addAttribute("versions", lines(template, templates.versions(template.id(), me)));
        model.addAttribute("words", new TemplateWords(t, choices.all(), me));
        model.addAttribute("folders", Folders.of(templates.of(me)));
        model.addAttribute("advice", Advice.of(template.text().body("en")));
        model.addAttribute("mayApprove", templates.mayApprove(template, me));
        model.addAttribute("looksAfter", Templates.looksAfter(template, me));
        model.addAttribute("due", template.reviewIsDue(LocalDate.now(clock)));
        return "templates/template";
    }

    /** Goes on with the draft, or begins one. */
    @PostMapping("/draft")
    String begin(@PathVariable UUID id, SignedIn me) {
        templates.begin(new TemplateId(id), me);
        return PAGE + "/edit";
    }

    @GetMapping("/edit")
    String edit(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        var template = templates.find(new TemplateId(id), me);
        if (template.draft() == null) {
            throw new NotFound(t.of("templates.noDraft"));
        }
        return edit(template, TemplateForm.of(template, template.draft()), t, me, model);
    }

    private String edit(Template template, TemplateForm form, Texts t, SignedIn me, Model model) {
        model.addAttribute("template", template);
        model.addAttribute("form", form);
        model.addAttribute("words", new TemplateWords(t, choices.all(), me));
        model.addAttribute("fields", choices.all().fields());
        model.addAttribute("advice", Advice.of(form.bodies().getOrDefault("en", "")));
        model.addAttribute("mayApprove", templates.mayApprove(template, me));
        return "templates/edit";
    }

    /** {@code do}: keep it, ask for approval, use it from now on, compare it, or write it in one language more. */
    @PutMapping("/draft")
    String keep(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(name = "do", defaultValue = "keep") String then,
            @RequestParam(defaultValue = "0") int edition,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "50") int share,
            @RequestParam @Nullable List<MultipartFile> files,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var template = templates.find(new TemplateId(id), me);
        var had = template.draft() == null
                ? List.<TemplateText.File>of()
                : template.draft().text().files();
        var form = TemplateForm.typed(typed, had);
        if (then.equals("language") && template.draft() != null) {
            return edit(template, form, t, me, model);
        }
        try {
            form = form.with(TemplateFiles.of(uploads.store(files)));
            templates.keep(template.id(), form.text(), edition, me);
            switch (then) {
                case "ask" -> {
                    templates.askApproval(template.id(), me);
                    Flash.good(t.of("templates.asked")).after(redirect);
                }
                case "use" -> {
                    templates.approve(template.id(), note, 100, me);
                    Flash.good(t.of("templates.used")).after(redirect);
                }
                case "try" -> {
                    templates.approve(template.id(), note, share, me);
                    Flash.good(t.of("templates.tried", share)).after(redirect);
                }
                default -> {
                    Flash.good(t.of("templates.kept")).after(redirect);
                    return PAGE + "/edit";
                }
            }
            return PAGE;
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return edit(templates.find(template.id(), me), form, t, me, model);
        } catch (Conflict conflict) {
            response.setStatus(409);
            model.addAttribute("problem", conflict.getMessage());
            return edit(templates.find(template.id(), me), form, t, me, model);
        }
    }

    @DeleteMapping("/draft")
    String discard(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        var template = templates.find(new TemplateId(id), me);
        templates.discard(template.id(), me);
        Flash.good(t.of("templates.discarded")).after(redirect);
        return template.serving().isEmpty() ? "redirect:/templates" : PAGE;
    }

    @PostMapping("/approval")
    String approve(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "100") int share,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            RedirectAttributes redirect) {
        templates.approve(new TemplateId(id), note, share, me);
        Flash.good(t.of("templates.used")).after(redirect);
        return PAGE;
    }

    @DeleteMapping("/approval")
    String sendBack(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String note,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            RedirectAttributes redirect) {
        try {
            templates.sendBack(new TemplateId(id), note, me);
            Flash.good(t.of("templates.sentBack")).after(redirect);
        } catch (Invalid invalid) {
            Flash.bad(String.valueOf(invalid.getMessage())).after(redirect);
        }
        return PAGE;
    }

    @PutMapping("/place")
    String place(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var template = templates.find(new TemplateId(id), me);
        var form = TemplateForm.typed(typed, List.of());
        try {
            templates.place(template.id(), form.place(me), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(template, form, t, me, model);
        }
        Flash.good(t.of("templates.placed")).after(redirect);
        return PAGE;
    }

    @PutMapping("/review")
    String reviewed(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        templates.reviewed(new TemplateId(id), me);
        Flash.good(t.of("templates.reviewed")).after(redirect);
        return PAGE;
    }

    @PutMapping("/archive")
    String archive(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        templates.archive(new TemplateId(id), true, me);
        Flash.good(t.of("templates.archived.now")).after(redirect);
        return PAGE;
    }

    @DeleteMapping("/archive")
    String restore(@PathVariable UUID id, @ModelAttribute("t") Texts t, SignedIn me, RedirectAttributes redirect) {
        templates.archive(new TemplateId(id), false, me);
        Flash.good(t.of("templates.restored")).after(redirect);
        return PAGE;
    }

    /** Uses an old version again, as a new one. */
    @PostMapping("/versions")
    String revert(
            @PathVariable UUID id,
            @RequestParam int of,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            RedirectAttributes redirect) {
        templates.revert(new TemplateId(id), of, me);
        Flash.good(t.of("templates.reverted", of)).after(redirect);
        return PAGE;
    }

    /** How many of a hundred tickets get a version. */
    @PutMapping("/share")
    String share(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam int share,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            RedirectAttributes redirect) {
        templates.share(new TemplateId(id), version, share, me);
        Flash.good(t.of("templates.shared", version, share)).after(redirect);
        return PAGE;
    }

    /** A file that goes with it, as bytes to save. */
    @GetMapping("/files/{file}")
    ResponseEntity<InputStreamResource> file(@PathVariable UUID id, @PathVariable UUID file, SignedIn me) {
        var template = templates.find(new TemplateId(id), me);
        var found = Stream.concat(
                        template.serving().stream().flatMap(served -> served.version().text().files().stream()),
                        template.draft() == null ? Stream.of() : template.draft().text().files().stream())
                .filter(each -> each.id().equals(file))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such file."));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(found.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(found.name(), UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(new InputStreamResource(files.open(found.sha256())));
    }

    private static List<VersionLine> lines(Template template, List<TemplateVersion> versions) {
        var lines = new ArrayList<VersionLine>();
        for (var i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            var share = template.serving().stream()
                    .filter(served -> served.version().version() == version.version())
                    .mapToInt(Template.Served::share)
                    .sum();
            var before = i + 1 < versions.size() ? versions.get(i + 1).text() : null;
            lines.add(
                    new VersionLine(version, share, before == null ? List.of() : differences(before, version.text())));
        }
        return lines;
    }

    private static List<Part> differences(TemplateText before, TemplateText after) {
        var parts = new ArrayList<Part>();
        differ("name", before.name(), after.name(), parts);
        differ("useWhen", before.useWhen(), after.useWhen(), parts);
        differ("notWhen", before.notWhen(), after.notWhen(), parts);
        var languages = new TreeSet<>(before.bodies().keySet());
        languages.addAll(after.bodies().keySet());
        languages.forEach(language -> differ("body-" + language, before.body(language), after.body(language), parts));
        differ("files", names(before), names(after), parts);
        return parts;
    }

    private static String names(TemplateText text) {
        return String.join(
                ", ", text.files().stream().map(TemplateText.File::name).toList());
    }

    private static void differ(String name, String before, String after, List<Part> parts) {
        if (!Objects.equals(before, after)) {
            parts.add(new Part(name, Difference.between(before, after)));
        }
    }
}
