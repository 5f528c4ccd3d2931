package dev.millrace.web.ticket;

import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Draft;
import dev.millrace.replies.Drafts;
import dev.millrace.replies.Inserted;
import dev.millrace.replies.Insertions;
import dev.millrace.replies.SuggestedReplies;
import dev.millrace.replies.SuggestedReplies.Suggested;
import dev.millrace.replies.Suggestions;
import dev.millrace.replies.Template;
import dev.millrace.replies.TemplateId;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Templates for the answer that is being written: found by words or meaning, the most likely ones, and put into it. */
@Controller
@RequestMapping("/tickets/{number}/templates")
class TemplatesController {

    private static final int MOST = 8;
    private static final int LIKELY = 3;

    private final Tickets tickets;
    private final Suggestions suggestions;
    private final Insertions insertions;
    private final SuggestedReplies suggested;
    private final Drafts drafts;
    private final LikelyArticles articles;

    TemplatesController(
            Tickets tickets,
            Suggestions suggestions,
            Insertions insertions,
            SuggestedReplies suggested,
            Drafts drafts,
            LikelyArticles articles) {
        this.articles = articles;
        this.tickets = tickets;
        this.suggestions = suggestions;
        this.insertions = insertions;
        this.suggested = suggested;
        this.drafts = drafts;
    }

    /** A page to choose from without scripts; {@code part=options} is the list that the composer shows while one types. */
    @GetMapping
    String search(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String part,
            SignedIn me,
            Model model) {
        var ticket = tickets.find(number, Reach.of(me));
        var found = q.isBlank() ? likelyFirst(ticket, me) : suggestions.search(q, me);
        var shown = part.equals("options") ? found.stream().limit(MOST).toList() : found;
        model.addAttribute("ticket", ticket);
        model.addAttribute("q", q);
        model.addAttribute("found", shown);
        model.addAttribute("previews", insertions.previews(shown, ticket, me));
        return part.equals("options") ? "ticket/_templates" : "ticket/templates";
    }

    private List<Template> likelyFirst(Ticket ticket, SignedIn me) {
        var likely = suggestions.of(ticket, me, LIKELY).stream()
                .map(Suggestions.Likely::template)
                .toList();
        var all = new ArrayList<>(likely);
        suggestions.search("", me).stream()
                .filter(template -> !likely.contains(template))
                .forEach(all::add);
        return all;
    }

    /** The three that fit best, and the articles that may answer it. */
    @GetMapping("/likely")
    String likely(@PathVariable long number, SignedIn me, Model model) {
        var ticket = tickets.find(number, Reach.of(me));
        model.addAttribute("likely", suggestions.of(ticket, me, LIKELY));
        model.addAttribute("links", articles.of(ticket));
        return "ticket/_likely";
    }

    /** The beginning of an answer for the composer; 204 when nothing that is written fits. */
    @PostMapping(path = "/draft", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Suggested> draft(@PathVariable long number, SignedIn me) {
        return suggested
                .of(writable(number, me), me)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** The same without scripts. */
    @PostMapping("/draft")
    String draftIntoDraft(
            @PathVariable long number, SignedIn me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        var ticket = writable(number, me);
        var found = suggested.of(ticket, me);
        found.ifPresentOrElse(
                each -> keep(ticket, each.text(), me),
                () -> Flash.warning(t.of("script.template.none")).after(redirect));
        return "redirect:/tickets/{number}#composer";
    }

    /** Fills one in and hands it to the composer. */
    @PostMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Inserted> insert(@PathVariable long number, @PathVariable UUID id, SignedIn me) {
        return ResponseEntity.ok(inserted(writable(number, me), id, me));
    }

    /** The same without scripts: it stands in the draft when the ticket opens again. */
    @PostMapping("/{id}")
    String insertIntoDraft(@PathVariable long number, @PathVariable UUID id, SignedIn me) {
        var ticket = writable(number, me);
        keep(ticket, inserted(ticket, id, me).text(), me);
        return "redirect:/tickets/{number}#composer";
    }

    /** Below what stands in the draft already. */
    private void keep(Ticket ticket, String text, SignedIn me) {
        var draft = drafts.of(ticket.id(), me.id()).orElse(Draft.NONE);
        var body = draft.body().isBlank() ? text : draft.body().strip() + "\n\n" + text;
        drafts.keep(ticket.id(), me.id(), new Draft(draft.note(), body, draft.to(), draft.cc()));
    }

    private Inserted inserted(Ticket ticket, UUID id, SignedIn me) {
        return insertions.insert(new TemplateId(id), ticket, me);
    }

    private Ticket writable(long number, SignedIn me) {
        var ticket = tickets.find(number, Reach.of(me));
        me.must(Permission.WRITE_TICKETS);
        return ticket;
    }
}
