package dev.millrace.web.help;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Searches;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Answers questions with the passages that say it: on a page, and below the field while somebody types. */
@Controller
@RequestMapping("/help")
class HelpSearchController {

    private static final int MOST = 10;
    private static final int SUGGESTED = 6;
    static final int LONGEST = 200;

    private final KnowledgeSearch search;
    private final Footfall footfall;
    private final Trails trails;
    private final Settings settings;
    private final Desk desk;

    HelpSearchController(KnowledgeSearch search, Footfall footfall, Trails trails, Settings settings, Desk desk) {
        this.search = search;
        this.footfall = footfall;
        this.trails = trails;
        this.settings = settings;
        this.desk = desk;
    }

    @GetMapping("/search")
    String page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String lang,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var guest = Guest.now();
        var tongue = Tongue.of(lang, settings.get(HelpLanguages.KEY));
        var question = shortened(q);
        var hits = search.find(question, tongue.asked(), guest.visitor(), MOST);
        var asked = Searches.Asked.of(tongue.asked(), question, hits.size());
        footfall.asked(request, guest, asked);
        model.addAttribute("q", question);
        model.addAttribute("tongue", tongue);
        model.addAttribute("hits", hits);
        model.addAttribute("trail", trails.of(asked, tongue, false));
        model.addAttribute(
                "canonical",
                desk.publicUrl() + tongue.in("/help/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8)));
        guest.askAgain(response);
        return "help/search";
    }

    @GetMapping("/suggestions")
    String suggestions(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String lang,
            HttpServletResponse response,
            Model model) {
        var guest = Guest.now();
        var tongue = Tongue.of(lang, settings.get(HelpLanguages.KEY));
        model.addAttribute("tongue", tongue);
        var question = shortened(q);
        var hits = search.suggest(question, tongue.asked(), guest.visitor(), SUGGESTED);
        model.addAttribute("hits", hits);
        model.addAttribute("trail", trails.of(Searches.Asked.of(tongue.asked(), question, hits.size()), tongue, true));
        guest.askAgain(response);
        return "help/_suggestions";
    }

    static String shortened(String q) {
        var words = q.replace("\u0000", "").strip();
        return words.substring(0, Math.min(LONGEST, words.length()));
    }
}
