package dev.millrace.web.ticket;

import dev.millrace.people.SignedIn;
import dev.millrace.replies.Draft;
import dev.millrace.replies.Drafts;
import dev.millrace.replies.Insertions;
import dev.millrace.web.Headers;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One ticket: the page an agent works on, and the parts of it that are fetched again when something happens. */
@Controller
@RequestMapping("/tickets/{number}")
class TicketController {

    private final TicketPages pages;
    private final Drafts drafts;
    private final Insertions insertions;
    private final RemoteImages remoteImages;

    TicketController(TicketPages pages, Drafts drafts, Insertions insertions, RemoteImages remoteImages) {
        this.pages = pages;
        this.drafts = drafts;
        this.insertions = insertions;
        this.remoteImages = remoteImages;
    }

    @GetMapping
    String page(
            @PathVariable long number,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String images,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String from,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model,
            HttpServletResponse response) {
        if (!images.isEmpty()) {
            Headers.allowRemoteImages(response);
        }
        var page = pages.page(number, all, images, me, t);
        model.addAttribute("page", page);
        var draft = drafts.of(page.ticket().id(), me.id());
        model.addAttribute("draft", draft.orElse(Draft.NONE));
        model.addAttribute(
                "pending", draft.isPresent() ? insertions.pending(page.ticket().id(), me.id()) : List.of());
        model.addAttribute("remoteImages", remoteImages);
        model.addAttribute("back", list(from));
        return "ticket/page";
    }

    /** What was said and what happened, for a page that stays open. */
    @GetMapping("/conversation")
    String conversation(
            @PathVariable long number,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String images,
            @ModelAttribute("t") Texts t,
            SignedIn me,
            Model model) {
        model.addAttribute("page", pages.page(number, all, images, me, t));
        model.addAttribute("remoteImages", remoteImages);
        return "ticket/_conversation";
    }

    /** Where the ticket stands. */
    @GetMapping("/properties")
    String properties(@PathVariable long number, SignedIn me, Model model) {
        model.addAttribute("page", pages.side(number, me));
        return "ticket/_properties";
    }

    /** The list the reader came from. */
    private static String list(@Nullable String from) {
        if (from == null) {
            return "/inbox";
        }
        try {
            var uri = URI.create(from);
            var path = uri.getPath() == null ? "" : uri.getPath();
            var known = path.equals("/inbox") || path.startsWith("/inbox/") || path.equals("/search");
            return known ? path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) : "/inbox";
        } catch (IllegalArgumentException _) {
            return "/inbox";
        }
    }
}
