package dev.millrace.web.settings;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcement.Audience;
import dev.millrace.notices.Announcements;
import dev.millrace.notices.Newsletter;
import dev.millrace.people.PersonId;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Shell;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What customers are told, how far a newsletter has come, and ready-made words that tell them where help is. */
@Controller
@RequestMapping("/settings/announcements")
class AnnouncementsController {

    private final Announcements announcements;
    private final Newsletter newsletter;
    private final String base;
    private final Clock clock;

    AnnouncementsController(Announcements announcements, Newsletter newsletter, Desk desk, Clock clock) {
        this.announcements = announcements;
        this.newsletter = newsletter;
        this.base = desk.publicUrl().toString().replaceAll("/+$", "");
        this.clock = clock;
    }

    @GetMapping
    String list(@ModelAttribute("shell") Shell shell, Model model) {
        model.addAttribute("announcements", announcements.all());
        model.addAttribute("subscribers", newsletter.subscribers());
        model.addAttribute("snippets", Snippets.of(shell.brand().name(), base, shell.t()));
        model.addAttribute("now", clock.instant());
        return "settings/announcements";
    }

    @GetMapping("/new")
    String blank(@ModelAttribute("t") Texts t, Model model) {
        return form(AnnouncementForm.blank(t, clock.instant()), null, model);
    }

    @PostMapping
    String add(
            @ModelAttribute("form") AnnouncementForm form,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var added = announcements.add(form.text(t), me);
            Flash.good(t.of("announcements.saved")).after(redirect);
            return "redirect:/settings/announcements/" + added.id();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(form, null, model);
        }
    }

    @GetMapping("/{id}")
    String page(@PathVariable UUID id, @ModelAttribute("t") Texts t, Model model) {
        var announcement = announcements.get(id);
        return form(AnnouncementForm.of(announcement, t), announcement, model);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") AnnouncementForm form,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var announcement = announcements.get(id);
        try {
            announcements.change(id, form.text(t), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(form, announcement, model);
        }
        Flash.good(t.of("announcements.saved")).after(redirect);
        return "redirect:/settings/announcements/" + id;
    }

    @DeleteMapping("/{id}")
    String remove(@PathVariable UUID id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        announcements.remove(id, me);
        Flash.good(t.of("announcements.removed")).after(redirect);
        return "redirect:/settings/announcements";
    }

    @PostMapping("/{id}/newsletter")
    String send(@PathVariable UUID id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        newsletter.send(id, me);
        Flash.good(t.of("announcements.sending")).after(redirect);
        return "redirect:/settings/announcements/" + id;
    }

    private String form(AnnouncementForm form, @Nullable Announcement announcement, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("announcement", announcement);
        model.addAttribute("audiences", Audience.values());
        model.addAttribute("subscribers", newsletter.subscribers());
        model.addAttribute("progress", announcement == null ? null : newsletter.progress(announcement.id()));
        return "settings/announcement";
    }
}
