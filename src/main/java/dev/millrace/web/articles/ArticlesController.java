package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Library;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import dev.millrace.web.Chosen;
import dev.millrace.web.Rejected;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All articles as a list, and the beginning of a new one. */
@Controller
@RequestMapping("/articles")
class ArticlesController {

    private final Library library;
    private final Articles articles;
    private final Sections sections;
    private final Agents agents;
    private final Settings settings;

    ArticlesController(Library library, Articles articles, Sections sections, Agents agents, Settings settings) {
        this.library = library;
        this.articles = articles;
        this.sections = sections;
        this.agents = agents;
        this.settings = settings;
    }

    @GetMapping
    String page(@RequestParam MultiValueMap<String, String> asked, @RequestParam @Nullable String after, Model model) {
        var filter = rows(asked, after, model);
        model.addAttribute("counts", library.counts(filter.wanted()));
        model.addAttribute("tags", library.tags());
        model.addAttribute("sections", Shelf.of(sections.active()));
        model.addAttribute("languages", settings.get(HelpLanguages.KEY).languages());
        model.addAttribute("owners", agents.all().stream().filter(Agent::active).toList());
        return "articles/list";
    }

    /** The next rows, for a list that grows as it is scrolled. */
    @GetMapping("/rows")
    String more(@RequestParam MultiValueMap<String, String> asked, @RequestParam @Nullable String after, Model model) {
        rows(asked, after, model);
        return "articles/_rows";
    }

    private LibraryFilter rows(MultiValueMap<String, String> asked, @Nullable String after, Model model) {
        var filter = LibraryFilter.of(asked);
        model.addAttribute("filter", filter);
        model.addAttribute("slice", library.page(filter.wanted(), after));
        model.addAttribute("names", names());
        model.addAttribute("shelves", shelves());
        return filter;
    }

    private Map<PersonId, String> names() {
        return agents.all().stream().collect(Collectors.toMap(Agent::id, Agent::name));
    }

    private Map<SectionId, String> shelves() {
        return sections.all().stream().collect(Collectors.toMap(Section::id, Section::name));
    }

    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "") String title, Model model) {
        return blank(NewArticle.blank(title, settings.get(HelpLanguages.KEY).first()), model);
    }

    @PostMapping
    String add(
            @RequestParam MultiValueMap<String, String> typed, PersonId me, HttpServletResponse response, Model model) {
        var form = NewArticle.typed(typed);
        try {
            return "redirect:/articles/" + begun(form, me).number();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return blank(form, model);
        }
    }

    private Article begun(NewArticle form, PersonId me) {
        if (form.title().isBlank()) {
            throw new Invalid("title", "Give the article a title.");
        }
        var chosen = Chosen.of("section", form.section(), SectionId::of);
        if (chosen == null && form.newSection().isBlank()) {
            throw new Invalid("section", "Choose a section, or name a new one.");
        }
        var section = form.newSection().isBlank() && chosen != null
                ? chosen
                : sections.add(null, form.newSection(), "", me).id();
        var placing = new Placing(section, form.readAudience(), Set.of(), me, List.of(), NewArticle.REVIEW_DAYS);
        return articles.write(placing, form.language(), new Wording(form.title(), "", ""), me);
    }

    private String blank(NewArticle form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("sections", Shelf.of(sections.active()));
        model.addAttribute("languages", settings.get(HelpLanguages.KEY).languages());
        return "articles/new";
    }
}
