package dev.millrace.web.help;

import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpCentre.Listed;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Searches.Asked;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Visitor;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcements;
import dev.millrace.web.Headers;
import dev.millrace.web.Widget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The help centre inside a frame of the company's website. Another site surrounds these pages, so they show what anybody may
 * read, whoever has signed in elsewhere, and nothing on them acts for a session.
 */
@Controller
@RequestMapping(WidgetController.HOME)
class WidgetController {

    static final String HOME = "/help/widget";

    private static final int ASKED = 6;
    private static final int HITS = 8;
    private static final int SUGGESTED = 5;
    private static final int NEWS = 2;
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,18})(?:-.*)?");

    private final HelpCentre help;
    private final KnowledgeSearch search;
    private final Readings readings;
    private final Footfall footfall;
    private final Trails trails;
    private final Sheets sheets;
    private final Announcements announcements;
    private final Settings settings;

    WidgetController(
            HelpCentre help,
            KnowledgeSearch search,
            Readings readings,
            Footfall footfall,
            Trails trails,
            Sheets sheets,
            Announcements announcements,
            Settings settings) {
        this.help = help;
        this.search = search;
        this.readings = readings;
        this.footfall = footfall;
        this.trails = trails;
        this.sheets = sheets;
        this.announcements = announcements;
        this.settings = settings;
    }

    /** Before each page: whether there is a widget, in which language, and inside of whom it may be shown. */
    @ModelAttribute("tongue")
    Tongue frame(
            @RequestParam(defaultValue = "") String lang,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var widget = settings.get(Widget.KEY);
        if (!widget.on()) {
            throw new NotFound("There is nothing at this address.");
        }
        Headers.allowFrames(request, response, widget.sites());
        model.addAttribute("sites", widget.sites());
        return Tongue.of(lang, settings.get(HelpLanguages.KEY));
    }

    @GetMapping
    String home(@ModelAttribute("tongue") Tongue tongue, Model model) {
        var asked = readings.asked(sections(), tongue.asked(), Visitor.ANYBODY, ASKED);
        model.addAttribute("isAsked", !asked.isEmpty());
        model.addAttribute("articles", asked.isEmpty() ? some(tongue) : asked);
        model.addAttribute("news", news().stream().limit(NEWS).toList());
        return "widget/home";
    }

    @GetMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @ModelAttribute("tongue") Tongue tongue,
            HttpServletRequest request,
            Model model) {
        var question = HelpSearchController.shortened(q);
        var hits = search.find(question, tongue.asked(), Visitor.ANYBODY, HITS);
        var asked = Asked.of(tongue.asked(), question, hits.size());
        footfall.asked(request, Guest.ANYBODY, asked);
        model.addAttribute("q", question);
        model.addAttribute("hits", hits);
        model.addAttribute("trail", trails.of(asked, tongue, false).within(HOME));
        return "widget/search";
    }

    @GetMapping("/suggestions")
    String suggestions(
            @RequestParam(defaultValue = "") String q, @ModelAttribute("tongue") Tongue tongue, Model model) {
        var question = HelpSearchController.shortened(q);
        var hits = search.suggest(question, tongue.asked(), Visitor.ANYBODY, SUGGESTED);
        model.addAttribute("hits", hits);
        model.addAttribute(
                "trail",
                trails.of(Asked.of(tongue.asked(), question, hits.size()), tongue, true)
                        .within(HOME));
        return "help/_suggestions";
    }

    @GetMapping("/articles/{address}")
    String article(
            @PathVariable String address,
            @ModelAttribute("tongue") Tongue tongue,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var numbered = NUMBERED.matcher(address);
        try {
            if (!numbered.matches()) {
                throw new NotFound("There is no such article.");
            }
            var page = help.article(Long.parseLong(numbered.group(1)), tongue.asked(), Visitor.ANYBODY);
            footfall.read(request, Guest.ANYBODY, page.id(), page.number(), tongue);
            model.addAttribute("page", page);
            model.addAttribute("text", FramedText.of(sheets.of(page.version()).html(), HOME, tongue));
            return "widget/article";
        } catch (NotFound _) {
            // A page of its own: the desk's may not be shown in a frame.
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "widget/gone";
        }
    }

    @GetMapping("/news")
    String news(Model model) {
        model.addAttribute("news", news());
        return "widget/news";
    }

    private List<Announcement> news() {
        return announcements.news(false, null).items();
    }

    /** As long as nothing was asked. */
    private List<Listed> some(Tongue tongue) {
        return help.articles(sections(), tongue.asked(), Visitor.ANYBODY).stream()
                .limit(ASKED)
                .toList();
    }

    private Set<SectionId> sections() {
        var tree = help.sections();
        return tree.top().stream()
                .map(Section::id)
                .flatMap(id -> tree.within(id).stream())
                .collect(Collectors.toSet());
    }
}
