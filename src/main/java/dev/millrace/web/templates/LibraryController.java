package dev.millrace.web.templates;

import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.people.House;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Advice;
import dev.millrace.replies.Insertions;
import dev.millrace.replies.Proposals;
import dev.millrace.replies.Suggestions;
import dev.millrace.replies.Template;
import dev.millrace.replies.TemplateApproval;
import dev.millrace.replies.Templates;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.RequestChoices;
import dev.millrace.web.Texts;
import dev.millrace.web.ticket.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The whole library: what there is, by folder; a new template; what holds for all of them. */
@Controller
@RequestMapping("/templates")
class LibraryController {

    private final Templates templates;
    private final Suggestions suggestions;
    private final Proposals proposals;
    private final Insertions insertions;
    private final Tickets tickets;
    private final Settings settings;
    private final RequestChoices choices;
    private final Uploads uploads;
    private final Clock clock;

    LibraryController(
            Templates templates,
            Suggestions suggestions,
            Proposals proposals,
            Insertions insertions,
            Tickets tickets,
            Settings settings,
            RequestChoices choices,
            Uploads uploads,
            Clock clock) {
        this.templates = templates;
        this.suggestions = suggestions;
        this.proposals = proposals;
        this.insertions = insertions;
        this.tickets = tickets;
        this.settings = settings;
        this.choices = choices;
        this.uploads = uploads;
        this.clock = clock;
    }

    /** {@code show}: those in use, those that somebody still works on, or the archived ones. */
    @GetMapping
    String library(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "used") String show,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model) {
        var all = templates.of(me);
        var shown = switch (show) {
            case "drafts" ->
                all.stream()
                        .filter(each -> !each.archived() && each.draft() != null)
                        .toList();
            case "archived" -> all.stream().filter(Template::archived).toList();
            default -> q.isBlank() ? templates.usable(me) : suggestions.search(q, me);
        };
        var folders = new TreeMap<String, List<Template>>(String.CASE_INSENSITIVE_ORDER);
        if (q.isBlank()) {
            shown.stream()
                    .sorted(Comparator.comparing(Template::name, String.CASE_INSENSITIVE_ORDER))
                    .forEach(each -> folders.merge(each.place().folder(), List.of(each), LibraryController::both));
        } else {
            folders.put("", shown);
        }
        model.addAttribute("folders", folders);
        model.addAttribute("q", q);
        model.addAttribute("show", show);
        model.addAttribute(
                "drafts",
                all.stream()
                        .filter(each -> !each.archived() && each.draft() != null)
                        .count());
        model.addAttribute("proposed", proposals.open().size());
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("approval", settings.get(TemplateApproval.KEY).needed());
        model.addAttribute("words", new TemplateWords(t, choices.all(), me));
        return "templates/library";
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** @param proposal what it begins with, if somebody makes a template of one */
    @GetMapping("/new")
    String blank(@RequestParam @Nullable UUID proposal, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        if (proposal != null) {
            return form(TemplateForm.of(proposals.find(proposal), me), proposal, t, me, model);
        }
        var language = settings.get(House.KEY).locale().getLanguage();
        return form(TemplateForm.blank(language, me), null, t, me, model);
    }

    @PostMapping
    String add(
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam @Nullable List<MultipartFile> files,
            @RequestParam @Nullable UUID proposal,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = TemplateForm.typed(typed, List.of());
        if (typed.containsKey("do") && "language".equals(typed.getFirst("do"))) {
            return form(form, proposal, t, me, model);
        }
        try {
            var whole = form.with(TemplateFiles.of(uploads.store(files)));
            var template = templates.write(whole.text(), whole.place(me), me);
            if (proposal != null) {
                proposals.begun(proposal, template.id());
            }
            Flash.good(t.of("templates.kept")).after(redirect);
            return "redirect:/templates/%s/edit".formatted(template.id());
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(form, proposal, t, me, model);
        }
    }

    /** How what is typed would read in a ticket, and what could be better in it. */
    @RequestMapping(
            path = "/check",
            method = {RequestMethod.POST, RequestMethod.PUT})
    String check(
            @RequestParam MultiValueMap<String, String> typed, @ModelAttribute("t") Texts t, SignedIn me, Model model) {
        var form = TemplateForm.typed(typed, List.of());
        model.addAttribute("advice", Advice.of(form.bodies().getOrDefault("en", "")));
        model.addAttribute("english", form.bodies().containsKey("en"));
        var number = String.valueOf(typed.getFirst("ticket")).strip();
        model.addAttribute("ticket", number.equals("null") ? "" : number);
        try {
            if (number.matches("\\d{1,15}")) {
                var ticket = tickets.find(Long.parseLong(number), Reach.of(me));
                model.addAttribute("preview", insertions.preview(form.text(), ticket, me));
            } else {
                insertions.check(form.text());
            }
        } catch (Refusal refusal) {
            model.addAttribute("wrong", refusal.getMessage());
        }
        return "templates/_check";
    }

    @PutMapping("/approval")
    String approval(
            @RequestParam(defaultValue = "false") boolean needed,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            RedirectAttributes redirect) {
        me.must(Permission.CHANGE_SETTINGS);
        settings.put(TemplateApproval.KEY, new TemplateApproval(needed), me.id().value());
        Flash.good(t.of(needed ? "templates.approval.on" : "templates.approval.off"))
                .after(redirect);
        return "redirect:/templates";
    }

    @PutMapping("/folders")
    String renameFolder(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            RedirectAttributes redirect) {
        templates.renameFolder(from, to, me);
        Flash.good(t.of("templates.folder.renamed", to.strip())).after(redirect);
        return "redirect:/templates";
    }

    private String form(TemplateForm form, @Nullable UUID proposal, Texts t, SignedIn me, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("proposal", proposal == null ? "" : proposal.toString());
        model.addAttribute("words", new TemplateWords(t, choices.all(), me));
        model.addAttribute("folders", Folders.of(templates.of(me)));
        model.addAttribute("fields", choices.all().fields());
        return "templates/new";
    }
}
