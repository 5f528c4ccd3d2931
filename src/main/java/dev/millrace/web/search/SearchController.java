package dev.millrace.web.search;

import dev.millrace.kernel.Slice;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Visitor;
import dev.millrace.people.Directory;
import dev.millrace.people.Permission;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Inbox;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.TicketSearch;
import dev.millrace.tickets.TicketSearch.Hit;
import dev.millrace.web.Texts;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One field for everything: a number opens its ticket, words find tickets, people and articles. */
@Controller
@RequestMapping("/search")
class SearchController {

    private static final Pattern NUMBER = Pattern.compile("#?(\\d{1,15})");
    private static final int PEOPLE = 5;
    private static final int ARTICLES = 4;
    private static final int LONGEST = 300;

    private final TicketSearch tickets;
    private final Inbox inbox;
    private final Directory directory;
    private final KnowledgeSearch articles;

    SearchController(TicketSearch tickets, Inbox inbox, Directory directory, KnowledgeSearch articles) {
        this.tickets = tickets;
        this.inbox = inbox;
        this.directory = directory;
        this.articles = articles;
    }

    @GetMapping
    String page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam @Nullable String after,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            Model model) {
        var words = shortened(q);
        var numbered = numbered(words, me);
        if (words.startsWith("#") && !numbered.isEmpty()) {
            return "redirect:/tickets/" + numbered.getFirst().row().number();
        }
        model.addAttribute("q", words);
        model.addAttribute("numbered", numbered);
        model.addAttribute("people", people(words, me));
        model.addAttribute("articles", articles.find(words, t.language(), Visitor.STAFF, ARTICLES));
        model.addAttribute("slice", found(words, after, me));
        return "search/page";
    }

    @GetMapping("/rows")
    String rows(@RequestParam String q, @RequestParam @Nullable String after, SignedIn me, Model model) {
        model.addAttribute("q", shortened(q));
        model.addAttribute("slice", found(shortened(q), after, me));
        return "search/_rows";
    }

    private Slice<Hit> found(String words, @Nullable String after, SignedIn me) {
        return words.isEmpty()
                ? new Slice<>(List.of(), null)
                : tickets.page(words, Criteria.everything(), Reach.of(me), after, Inbox.PAGE);
    }

    private List<Hit> numbered(String words, SignedIn me) {
        var number = NUMBER.matcher(words);
        return number.matches()
                ? inbox.rows(List.of(Long.parseLong(number.group(1))), Criteria.everything(), Reach.of(me)).stream()
                        .map(row -> new Hit(row, List.of()))
                        .toList()
                : List.of();
    }

    private List<Directory.Row> people(String words, SignedIn me) {
        return words.isEmpty() || !me.may(Permission.READ_PEOPLE)
                ? List.of()
                : directory.page(words, null, PEOPLE).items();
    }

    private static String shortened(String q) {
        var words = q.replace("\u0000", "").strip();
        return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    }
}
