package dev.millrace.web.community;

import dev.millrace.community.Community;
import dev.millrace.community.Member;
import dev.millrace.community.Moderation;
import dev.millrace.community.PostId;
import dev.millrace.community.Topics;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Markdown;
import dev.millrace.knowledge.SectionId;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where those who work here keep order in the forum. */
@Controller
@RequestMapping("/community")
class ModerationController {

    private static final int PAGE = 50;

    private final Moderation moderation;
    private final Topics topics;
    private final Settings settings;

    ModerationController(Moderation moderation, Topics topics, Settings settings) {
        this.moderation = moderation;
        this.topics = topics;
        this.settings = settings;
    }

    @GetMapping
    String waiting(Model model) {
        var waiting = moderation.waiting(PAGE + 1);
        model.addAttribute(
                "lines",
                waiting.stream()
                        .limit(PAGE)
                        .map(each -> new WaitingLine(
                                each, Markdown.render(each.post().body()).html()))
                        .toList());
        model.addAttribute("more", waiting.size() > PAGE);
        model.addAttribute("community", settings.get(Community.KEY));
        return "community/waiting";
    }

    @PutMapping("/posts/{id}/shown")
    String approve(@PathVariable UUID id, SignedIn me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        moderation.approve(new PostId(id), me);
        Flash.good(t.of("community.approved")).after(redirect);
        return "redirect:/community";
    }

    @DeleteMapping("/posts/{id}/shown")
    String hide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        moderation.hide(new PostId(id), reason, me);
        Flash.good(t.of("community.isHidden")).after(redirect);
        return "redirect:/community";
    }

    @PutMapping("/topics/{number}/closed")
    String close(@PathVariable long number, SignedIn me) {
        moderation.close(number, true, me);
        return back(number, me);
    }

    @DeleteMapping("/topics/{number}/closed")
    String reopen(@PathVariable long number, SignedIn me) {
        moderation.close(number, false, me);
        return back(number, me);
    }

    @PutMapping("/topics/{number}/pinned")
    String pin(@PathVariable long number, SignedIn me) {
        moderation.pin(number, true, me);
        return back(number, me);
    }

    @DeleteMapping("/topics/{number}/pinned")
    String unpin(@PathVariable long number, SignedIn me) {
        moderation.pin(number, false, me);
        return back(number, me);
    }

    @PutMapping("/topics/{number}/section")
    String move(@PathVariable long number, @RequestParam UUID section, SignedIn me) {
        moderation.move(number, new SectionId(section), me);
        return back(number, me);
    }

    @PostMapping("/topics/{number}/ticket")
    String toTicket(@PathVariable long number, SignedIn me) {
        return "redirect:/tickets/" + moderation.toTicket(number, me).number();
    }

    @PostMapping("/topics/{number}/article")
    String toArticle(@PathVariable long number, SignedIn me) {
        var language = settings.get(HelpLanguages.KEY).first();
        return "redirect:/articles/"
                + moderation.toArticle(number, language, me).number();
    }

    @PutMapping("/settings")
    String settings(
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "false") boolean everythingIsHeld,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        settings.put(
                Community.KEY, new Community(open, everythingIsHeld), me.id().value());
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/community";
    }

    private String back(long number, SignedIn me) {
        return "redirect:" + topics.find(number, new Member(me.id(), true)).path();
    }
}
