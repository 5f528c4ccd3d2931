package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Comparison;
import dev.millrace.knowledge.Draft;
import dev.millrace.knowledge.Version;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an article said before, and what has changed from one time to another. */
@Controller
@RequestMapping("/articles/{number}/versions")
class VersionsController {

    private final Articles articles;
    private final ArticlePages pages;
    private final Agents agents;

    VersionsController(Articles articles, ArticlePages pages, Agents agents) {
        this.articles = articles;
        this.pages = pages;
        this.agents = agents;
    }

    /** @param to the number of a version, or 0 for the draft; the last two that there are, when nothing is asked for */
    @GetMapping
    String page(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam @Nullable Integer from,
            @RequestParam @Nullable Integer to,
            Model model) {
        var article = articles.find(number);
        var in = pages.language(article, language);
        var versions = articles.versions(article.id(), in);
        var draft = articles.draft(article.id(), in).orElse(null);
        model.addAttribute("article", article);
        model.addAttribute("language", in);
        model.addAttribute("versions", versions);
        model.addAttribute("draft", draft);
        model.addAttribute("names", agents.all().stream().collect(Collectors.toMap(Agent::id, Agent::name)));
        var last = to != null
                ? to
                : draft != null || versions.isEmpty() ? 0 : versions.getFirst().version();
        var first = from != null ? from : last == 0 ? newest(versions) : last - 1;
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        if (first > 0 && (last > 0 || draft != null)) {
            model.addAttribute(
                    "comparison", Comparison.of(text(article, in, first, draft), text(article, in, last, draft)));
        }
        return "articles/versions";
    }

    @PostMapping("/{version}")
    String revert(
            @PathVariable long number,
            @PathVariable int version,
            @RequestParam(defaultValue = "") String language,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        var article = articles.find(number);
        var in = pages.language(article, language);
        articles.revert(article.id(), in, version, me);
        Flash.good(t.of("articles.reverted", version)).after(redirect);
        return "redirect:/articles/" + number + "/versions?language=" + in;
    }

    private static int newest(List<Version> versions) {
        return versions.isEmpty() ? 0 : versions.getFirst().version();
    }

    private String text(Article article, String language, int version, @Nullable Draft draft) {
        return ArticlePages.text(wording(article, language, version, draft));
    }

    private Wording wording(Article article, String language, int version, @Nullable Draft draft) {
        if (version > 0) {
            return articles.version(article.id(), language, version).wording();
        }
        if (draft == null) {
            throw new NotFound("There is no draft of this article.");
        }
        return draft.wording();
    }
}
