package dev.millrace.web.portal;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.knowledge.Markdown;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcements;
import dev.millrace.notices.Newsletter;
import dev.millrace.people.Customer;
import dev.millrace.web.Shell;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.util.HtmlUtils;

/** What is new: as a page, as a feed (Atom, RFC 4287), and by mail for those who want it. */
@Controller
@RequestMapping("/help/news")
class NewsController {

    private final Announcements announcements;
    private final Newsletter newsletter;
    private final String base;

    NewsController(Announcements announcements, Newsletter newsletter, Desk desk) {
        this.announcements = announcements;
        this.newsletter = newsletter;
        this.base = desk.publicUrl().toString().replaceAll("/+$", "");
    }

    @GetMapping
    String page(@RequestParam(required = false) @Nullable String after, @Nullable Customer me, Model model) {
        model.addAttribute("news", announcements.news(me != null, after));
        model.addAttribute("reached", me != null && newsletter.reaches(me.id()));
        model.addAttribute("base", base);
        return "portal/news";
    }

    /** Only what is for everyone: a feed reader signs nobody in. */
    @GetMapping("/feed.atom")
    ResponseEntity<String> feed(@ModelAttribute("shell") Shell shell) {
        var news = announcements.news(false, null).items();
        var updated = news.isEmpty() ? Instant.EPOCH : news.getFirst().from();
        var feed = new StringBuilder("""
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom">
                <id>%s/help/news</id><title>%s</title><updated>%s</updated>
                <link rel="alternate" href="%s/help/news"/><link rel="self" href="%s/help/news/feed.atom"/>
                <author><name>%s</name></author>
                """.formatted(
                        base,
                        escaped(shell.brand().name()),
                        updated,
                        base,
                        base,
                        escaped(shell.brand().name())));
        news.forEach(one -> feed.append(entry(one)));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/atom+xml;charset=utf-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(feed.append("</feed>\n").toString());
    }

    @PostMapping("/subscription")
    String ask(
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            newsletter.ask(email, request.getRemoteAddr());
        } catch (TooMany _) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return told("tooMany", model);
        }
        return told("asked", model);
    }

    /** What the letter leads to; looking changes nothing. */
    @GetMapping("/confirm/{id}/{signature}")
    String confirm(@PathVariable UUID id, @PathVariable String signature, HttpServletResponse response, Model model) {
        var awaited = newsletter.awaited(id, signature);
        if (awaited.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return told("gone", model);
        }
        model.addAttribute("action", "/help/news/confirm/" + id + "/" + signature);
        return told("confirm", model);
    }

    @PostMapping("/confirm/{id}/{signature}")
    String confirmed(@PathVariable UUID id, @PathVariable String signature, HttpServletResponse response, Model model) {
        if (!newsletter.confirm(id, signature)) {
            response.setStatus(HttpStatus.GONE.value());
            return told("gone", model);
        }
        return told("confirmed", model);
    }

    @GetMapping("/end/{id}/{signature}")
    String end(@PathVariable UUID id, @PathVariable String signature, HttpServletResponse response, Model model) {
        if (!newsletter.isOurs(id, signature)) {
            response.setStatus(HttpStatus.GONE.value());
            return told("gone", model);
        }
        model.addAttribute("action", "/help/news/end/" + id + "/" + signature);
        return told("end", model);
    }

    /** By our button, or by the mail program's with one click (RFC 8058). */
    @PostMapping("/end/{id}/{signature}")
    String ended(@PathVariable UUID id, @PathVariable String signature, HttpServletResponse response, Model model) {
        if (!newsletter.end(id, signature)) {
            response.setStatus(HttpStatus.GONE.value());
            return told("gone", model);
        }
        return told("ended", model);
    }

    private String entry(Announcement one) {
        return """
                <entry><id>urn:uuid:%s</id><title>%s</title><updated>%s</updated><link href="%s/help/news#news-%s"/>
                <content type="html">%s</content></entry>
                """.formatted(
                        one.id(),
                        escaped(one.title()),
                        one.from(),
                        base,
                        one.id(),
                        escaped(Markdown.render(one.body()).html()));
    }

    private static String told(String what, Model model) {
        model.addAttribute("what", what);
        return "portal/newsletter";
    }

    /** No XML holds control characters, escaped or not. */
    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", ""), "UTF-8");
    }
}
