package dev.millrace.web.community;

import dev.millrace.community.Community;
import dev.millrace.community.Member;
import dev.millrace.community.Post.State;
import dev.millrace.community.PostId;
import dev.millrace.community.TopicList;
import dev.millrace.community.TopicList.Asked;
import dev.millrace.community.Topics;
import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Sections;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Shell;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** Where customers ask each other; everybody reads, who has signed in writes. */
@Controller
@RequestMapping("/help/community")
class CommunityController {

    private static final int PAGE = 30;
    private static final int IN_SITEMAP = 10_000;

    private final Topics topics;
    private final TopicList list;
    private final TopicPage.Maker pages;
    private final Sections sections;
    private final Settings settings;
    private final Desk desk;

    CommunityController(
            Topics topics, TopicList list, TopicPage.Maker pages, Sections sections, Settings settings, Desk desk) {
        this.topics = topics;
        this.list = list;
        this.pages = pages;
        this.sections = sections;
        this.settings = settings;
        this.desk = desk;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable UUID section,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean unanswered,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        isOpen();
        var within = section == null ? null : sections.find(new SectionId(section));
        var asked = new Asked(within == null ? null : within.id(), q.strip(), unanswered, null);
        var first = after == null && q.isBlank() && !unanswered;
        model.addAttribute("pinned", first ? list.pinned(asked.section()) : List.of());
        model.addAttribute("page", list.page(asked, after, PAGE));
        model.addAttribute("asked", asked);
        model.addAttribute("sections", sections.active());
        model.addAttribute("counts", list.counts());
        model.addAttribute(
                "canonical", canonical("/help/community" + (within == null ? "" : "?section=" + within.id())));
        return "community/list";
    }

    /** For search engines: the latest topics that everybody can read. */
    @GetMapping("/sitemap.xml")
    ResponseEntity<String> sitemap() {
        isOpen();
        var xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                """);
        for (var topic : list.latest(IN_SITEMAP)) {
            xml.append("<url><loc>%s</loc><lastmod>%s</lastmod></url>%n"
                    .formatted(canonical(topic.path()), topic.lastPostAt()));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/xml;charset=utf-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(xml.append("</urlset>\n").toString());
    }

    @GetMapping("/new")
    String form(@RequestParam(defaultValue = "") String title, @ModelAttribute("shell") Shell shell, Model model) {
        isOpen();
        return Members.of(shell) == null ? Members.signIn("/help/community/new") : form("", title, "", model);
    }

    @PostMapping
    String ask(
            @RequestParam(defaultValue = "") String section,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String body,
            @ModelAttribute("shell") Shell shell,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var member = Members.of(shell);
        if (member == null) {
            return Members.signIn("/help/community/new");
        }
        try {
            var topic = topics.ask(section(section), title, body, member);
            said(topic.number(), member, shell.t(), redirect);
            return "redirect:" + topic.path();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        } catch (Refusal.TooMany tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("problem", tooMany.getMessage());
        }
        return form(section, title, body, model);
    }

    /** Whoever comes by an old title is sent to the one it has now. */
    @GetMapping("/{address:\\d+.*}")
    Object topic(@PathVariable String address, @ModelAttribute("shell") Shell shell, Model model) {
        isOpen();
        var page = pages.of(number(address), Members.of(shell));
        if (!page.topic().path().equals("/help/community/" + address)) {
            return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                    .header(
                            HttpHeaders.LOCATION,
                            URI.create(page.topic().path()).toASCIIString())
                    .build();
        }
        return show(page, "", model);
    }

    @PostMapping("/{number:\\d+}/answers")
    String answer(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String body,
            @ModelAttribute("shell") Shell shell,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var member = Members.of(shell);
        if (member == null) {
            return Members.signIn("/help/community/" + number);
        }
        try {
            var post = topics.answer(number, body, member);
            if (post.state() != State.SHOWN) {
                Flash.warning(shell.t().of("community.held")).after(redirect);
            }
            return "redirect:" + topics.find(number, member).path() + "#post-" + post.id();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        } catch (Refusal.TooMany tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("problem", tooMany.getMessage());
        }
        return show(pages.of(number, member), body, model);
    }

    @GetMapping("/posts/{id}")
    String editor(@PathVariable UUID id, @RequestParam long topic, @ModelAttribute("shell") Shell shell, Model model) {
        var member = Members.of(shell);
        if (member == null) {
            return Members.signIn("/help/community/" + topic);
        }
        return editor(pages.of(topic, member), new PostId(id), null, model);
    }

    @PutMapping("/posts/{id}")
    String edit(
            @PathVariable UUID id,
            @RequestParam long topic,
            @RequestParam(defaultValue = "") String body,
            @ModelAttribute("shell") Shell shell,
            HttpServletResponse response,
            Model model) {
        var member = Members.of(shell);
        if (member == null) {
            return Members.signIn("/help/community/" + topic);
        }
        try {
            var post = topics.edit(new PostId(id), body, member);
            return "redirect:" + topics.find(topic, member).path() + "#post-" + post.id();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return editor(pages.of(topic, member), new PostId(id), body, model);
        }
    }

    @PutMapping("/posts/{id}/vote")
    String vote(@PathVariable UUID id, @RequestParam long topic, @ModelAttribute("shell") Shell shell) {
        return doing(topic, shell, "#post-" + id, member -> topics.vote(new PostId(id), true, member));
    }

    @DeleteMapping("/posts/{id}/vote")
    String unvote(@PathVariable UUID id, @RequestParam long topic, @ModelAttribute("shell") Shell shell) {
        return doing(topic, shell, "#post-" + id, member -> topics.vote(new PostId(id), false, member));
    }

    @PostMapping("/posts/{id}/reports")
    String report(
            @PathVariable UUID id,
            @RequestParam long topic,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("shell") Shell shell,
            RedirectAttributes redirect) {
        return doing(topic, shell, "", member -> {
            topics.report(new PostId(id), reason, member);
            Flash.good(shell.t().of("community.reported")).after(redirect);
        });
    }

    @PutMapping("/{number:\\d+}/accepted")
    String accept(@PathVariable long number, @RequestParam UUID post, @ModelAttribute("shell") Shell shell) {
        return doing(number, shell, "", member -> topics.accept(number, new PostId(post), member));
    }

    @DeleteMapping("/{number:\\d+}/accepted")
    String unaccept(@PathVariable long number, @ModelAttribute("shell") Shell shell) {
        return doing(number, shell, "", member -> topics.accept(number, null, member));
    }

    @PutMapping("/{number:\\d+}/subscription")
    String subscribe(@PathVariable long number, @ModelAttribute("shell") Shell shell) {
        return doing(number, shell, "", member -> topics.subscribe(number, true, member));
    }

    @DeleteMapping("/{number:\\d+}/subscription")
    String unsubscribe(@PathVariable long number, @ModelAttribute("shell") Shell shell) {
        return doing(number, shell, "", member -> topics.subscribe(number, false, member));
    }

    /** From a mail: looked at first, so that a program that follows links ends nothing. */
    @GetMapping("/{number:\\d+}/subscription/{word}")
    String ending(@PathVariable long number, @PathVariable String word, Model model) {
        isOpen();
        model.addAttribute("action", "/help/community/" + number + "/subscription/" + word);
        return "community/ending";
    }

    /** Of a mail program too, which wants to be answered without a redirect (RFC 8058). */
    @PostMapping("/{number:\\d+}/subscription/{word}")
    String end(@PathVariable long number, @PathVariable String word, Model model) {
        topics.end(number, word);
        model.addAttribute("action", "");
        model.addAttribute("ended", true);
        return "community/ending";
    }

    private String doing(long number, Shell shell, String place, Consumer<Member> what) {
        var member = Members.of(shell);
        if (member == null) {
            return Members.signIn("/help/community/" + number);
        }
        what.accept(member);
        return "redirect:" + topics.find(number, member).path() + place;
    }

    private void said(long number, Member member, Texts t, RedirectAttributes redirect) {
        var topic = topics.find(number, member);
        if (topics.posts(topic, member).getFirst().state() == State.SHOWN) {
            Flash.good(t.of("community.asked")).after(redirect);
        } else {
            Flash.warning(t.of("community.held")).after(redirect);
        }
    }

    private String form(String section, String title, String body, Model model) {
        model.addAttribute("sections", sections.active());
        model.addAttribute("section", section);
        model.addAttribute("title", title);
        model.addAttribute("body", body);
        return "community/new";
    }

    private String show(TopicPage page, String body, Model model) {
        var canonical = canonical(page.topic().path());
        model.addAttribute("canonical", canonical);
        model.addAttribute("description", TopicData.description(page));
        model.addAttribute("data", TopicData.of(page, canonical));
        model.addAttribute("page", page);
        model.addAttribute("body", body);
        return "community/topic";
    }

    private String canonical(String path) {
        return URI.create(desk.publicUrl() + path).toASCIIString();
    }

    private static String editor(TopicPage page, PostId id, @Nullable String body, Model model) {
        var post = page.posts().stream()
                .map(TopicPage.Shown::post)
                .filter(each -> each.id().equals(id) && page.mayChange(each))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such post."));
        model.addAttribute("page", page);
        model.addAttribute("post", post);
        model.addAttribute("body", body == null ? post.body() : body);
        return "community/edit";
    }

    private void isOpen() {
        if (!settings.get(Community.KEY).open()) {
            throw new NotFound("There is no forum here.");
        }
    }

    /** As a form says it. */
    static SectionId section(String id) {
        try {
            return SectionId.of(id);
        } catch (IllegalArgumentException _) {
            throw new Invalid("section", "Choose what it is about.");
        }
    }

    private static long number(String address) {
        return Optional.of(address.replaceAll("\\D.*", ""))
                .filter(digits -> digits.length() <= 18)
                .map(Long::valueOf)
                .orElseThrow(() -> new NotFound("There is no such topic."));
    }
}
