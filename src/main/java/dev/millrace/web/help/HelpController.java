package dev.millrace.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.Throttle;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpCentre.Page;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Readers;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.SectionTree;
import dev.millrace.knowledge.Votes;
import dev.millrace.web.KeptPages;
import dev.millrace.web.OwnForms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The pages of the help centre. What their reader may not read is not there. */
@Controller
@RequestMapping("/help")
class HelpController {

    private static final int ASKED = 6;
    private static final int RELATED = 5;
    private static final int VOTES_AN_HOUR = 60;
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,18})(?:-.*)?");

    private final HelpCentre help;
    private final Readings readings;
    private final Readers readers;
    private final Votes votes;
    private final Footfall footfall;
    private final Sheets sheets;
    private final Settings settings;
    private final Throttle throttle;
    private final OwnForms forms;
    private final Desk desk;

    HelpController(
            HelpCentre help,
            Readings readings,
            Readers readers,
            Votes votes,
            Footfall footfall,
            Sheets sheets,
            Settings settings,
            Throttle throttle,
            OwnForms forms,
            Desk desk) {
        this.help = help;
        this.readings = readings;
        this.readers = readers;
        this.votes = votes;
        this.footfall = footfall;
        this.sheets = sheets;
        this.settings = settings;
        this.throttle = throttle;
        this.forms = forms;
        this.desk = desk;
    }

    @GetMapping
    String home(
            @RequestParam(defaultValue = "") String lang,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var tongue = tongue(lang);
        var guest = Guest.now();
        var tree = help.sections();
        var cards = cards(tree.top(), tree, help.counts(guest.visitor()));
        model.addAttribute("cards", cards);
        model.addAttribute("asked", readings.asked(within(cards, tree), tongue.asked(), guest.visitor(), ASKED));
        frame(model, tongue, tree, "/help");
        guest.keep(response);
        KeptPages.offer(request, _ -> {});
        return "help/home";
    }

    @GetMapping("/sections/{address}")
    Object section(
            @PathVariable String address,
            @RequestParam(defaultValue = "") String lang,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var tongue = tongue(lang);
        var guest = Guest.now();
        var tree = help.sections();
        var section = tree.at(address).orElseThrow(HelpController::noSection);
        var counts = help.counts(guest.visitor());
        var within = tree.within(section.id());
        if (within.stream().noneMatch(counts::containsKey)) {
            throw noSection();
        }
        var path = tree.path(section.id());
        if (!path.endsWith("/" + address)) {
            return moved(tongue.in(path));
        }
        model.addAttribute("section", section);
        model.addAttribute("trail", trail(tree.trail(section.id()), tongue, tree));
        model.addAttribute("cards", cards(tree.in(section.id()), tree, counts));
        model.addAttribute("articles", help.articles(Set.of(section.id()), tongue.asked(), guest.visitor()));
        model.addAttribute("asked", readings.asked(within, tongue.asked(), guest.visitor(), ASKED));
        frame(model, tongue, tree, path);
        guest.keep(response);
        KeptPages.offer(request, _ -> {});
        return "help/section";
    }

    @GetMapping("/articles/{address}")
    Object article(
            @PathVariable String address,
            @RequestParam(defaultValue = "") String lang,
            @RequestParam(defaultValue = "") String voted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var tongue = tongue(lang);
        var guest = Guest.now();
        var page = help.article(number(address, request.getRequestURI(), guest), tongue.asked(), guest.visitor());
        if (!page.path().equals("/help/articles/" + address)) {
            return moved(tongue.in(page.path()));
        }
        footfall.read(request, guest, page.id(), page.number(), tongue);
        var tree = help.sections();
        var trail = trail(tree.trail(page.section()), tongue, tree);
        var canonical = canonical(page, tongue);
        model.addAttribute("page", page);
        model.addAttribute("text", sheets.of(page.version()));
        model.addAttribute("trail", trail);
        model.addAttribute("related", help.related(page, tongue.asked(), guest.visitor(), RELATED));
        model.addAttribute("voted", voted.equals("yes") || voted.equals("no") ? voted : null);
        model.addAttribute("data", StructuredData.of(page, canonical, trail, desk.publicUrl()));
        model.addAttribute("alternates", alternates(page, tongue));
        frame(model, tongue, tree, page.path());
        model.addAttribute("canonical", canonical);
        guest.askAgain(response);
        var id = page.id();
        var number = page.number();
        KeptPages.offer(request, other -> footfall.read(other, Guest.ANYBODY, id, number, tongue));
        return "help/article";
    }

    /** Forms of strangers change nothing in a session, so none is begun for them; where the browser says it was another site's, it is refused. */
    @PostMapping("/articles/{number}/votes")
    ResponseEntity<Void> vote(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String lang,
            @RequestParam String helpful,
            @RequestParam(defaultValue = "") String comment,
            HttpServletRequest request) {
        var tongue = tongue(lang);
        var guest = Guest.now();
        var page = help.article(number, tongue.asked(), guest.visitor());
        if (!forms.sent(request)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        if (!throttle.allow("help-votes", request.getRemoteAddr(), VOTES_AN_HOUR, Duration.ofHours(1))) {
            throw new TooMany("That were many votes. Come back in an hour.");
        }
        var yes = helpful.equals("yes");
        votes.vote(page.version(), guest.reader(readers, request), yes, comment);
        var thanks = tongue.in(page.path());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        HttpHeaders.LOCATION,
                        thanks + (thanks.contains("?") ? "&" : "?") + "voted=" + (yes ? "yes" : "no") + "#helpful")
                .build();
    }

    private long number(String address, String path, Guest guest) {
        var numbered = NUMBERED.matcher(address);
        if (numbered.matches()) {
            return Long.parseLong(numbered.group(1));
        }
        return help.moved(path)
                .or(() -> help.numbered(address, guest.visitor()))
                .orElseThrow(() -> new NotFound("There is no such article."));
    }

    private void frame(Model model, Tongue tongue, SectionTree tree, String path) {
        model.addAttribute("tongue", tongue);
        model.addAttribute("tree", tree);
        model.addAttribute("path", path);
        model.addAttribute("canonical", desk.publicUrl() + tongue.in(path));
        var alternates = new LinkedHashMap<String, String>();
        if (tongue.all().size() > 1) {
            tongue.all().forEach(language -> alternates.put(language, desk.publicUrl() + tongue.in(path, language)));
        }
        if (!model.containsAttribute("alternates")) {
            model.addAttribute("alternates", alternates);
        }
    }

    /** What a page in a language that an article is not in shows has its address in the article's own. */
    private String canonical(Page page, Tongue tongue) {
        return desk.publicUrl() + tongue.in(page.path(), page.version().language());
    }

    /** An article's words in its address differ by language; its number leads to each. */
    private Map<String, String> alternates(Page page, Tongue tongue) {
        var alternates = new LinkedHashMap<String, String>();
        for (var language : tongue.all()) {
            if (page.languages().contains(language) && page.languages().size() > 1) {
                var path = language.equals(page.version().language())
                        ? page.path()
                        : help.article(page.number(), language, Guest.now().visitor())
                                .path();
                alternates.put(language, desk.publicUrl() + tongue.in(path, language));
            }
        }
        return alternates;
    }

    private static List<HelpCard> cards(List<Section> sections, SectionTree tree, Map<SectionId, Integer> counts) {
        return sections.stream()
                .map(section -> new HelpCard(
                        section,
                        tree.path(section.id()),
                        tree.within(section.id()).stream()
                                .mapToInt(id -> counts.getOrDefault(id, 0))
                                .sum(),
                        tree.in(section.id()).stream()
                                .filter(inner -> counts.containsKey(inner.id()))
                                .toList()))
                .filter(card -> card.articles() > 0)
                .toList();
    }

    private static Set<SectionId> within(List<HelpCard> cards, SectionTree tree) {
        return cards.stream()
                .map(card -> tree.within(card.section().id()))
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> trail(List<Section> sections, Tongue tongue, SectionTree tree) {
        var trail = new LinkedHashMap<String, String>();
        trail.put(tongue.in("/help"), "");
        sections.forEach(section -> trail.put(
                tongue.in(tree.path(section.id())), section.in(tongue.asked()).name()));
        return trail;
    }

    private Tongue tongue(String lang) {
        return Tongue.of(lang, settings.get(HelpLanguages.KEY));
    }

    /** For good, but not kept: a title may become again what it was before. */
    private static ResponseEntity<Void> moved(String path) {
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .header(HttpHeaders.LOCATION, encoded(path))
                .cacheControl(CacheControl.noCache())
                .build();
    }

    static String encoded(String path) {
        return UriUtils.encodePath(path.contains("?") ? path.substring(0, path.indexOf('?')) : path, UTF_8)
                + (path.contains("?") ? path.substring(path.indexOf('?')) : "");
    }

    private static NotFound noSection() {
        return new NotFound("There is no such section.");
    }
}
