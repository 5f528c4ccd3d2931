package dev.millrace.web.inbox;

import dev.millrace.intake.Channel.Kind;
import dev.millrace.intake.Channels;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.Slice;
import dev.millrace.learning.DeskLanguages;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Inbox;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.TicketSearch;
import dev.millrace.tickets.TicketSearch.Hit;
import dev.millrace.web.RequestChoices;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists of tickets: a page for each view, its next rows, and single rows for a page that stays open. */
@Controller
@RequestMapping("/inbox")
class InboxController {

    private final Inbox inbox;
    private final TicketSearch search;
    private final RequestChoices choices;
    private final Channels channels;
    private final Settings settings;

    InboxController(Inbox inbox, TicketSearch search, RequestChoices choices, Channels channels, Settings settings) {
        this.inbox = inbox;
        this.search = search;
        this.choices = choices;
        this.channels = channels;
        this.settings = settings;
    }

    @GetMapping
    String open(@RequestParam @Nullable String after, Filter filter, SignedIn me, Model model) {
        return page("open", after, filter, me, model);
    }

    @GetMapping("/{view}")
    String page(
            @PathVariable String view, @RequestParam @Nullable String after, Filter filter, SignedIn me, Model model) {
        model.addAttribute("list", listing(TicketView.of(view, me), filter, me, after));
        model.addAttribute("choices", choices.all());
        model.addAttribute("unconnected", channels.all().stream().allMatch(channel -> channel.kind() == Kind.FORM));
        return "inbox/page";
    }

    @GetMapping("/rows")
    String rows(
            @RequestParam String view, @RequestParam @Nullable String after, Filter filter, SignedIn me, Model model) {
        model.addAttribute("list", listing(TicketView.of(view, me), filter, me, after));
        return "inbox/_rows";
    }

    /** The rows of some tickets as they are now; those that left the view are missing. */
    @GetMapping("/rows/{numbers}")
    String rows(@PathVariable List<Long> numbers, @RequestParam String view, Filter filter, SignedIn me, Model model) {
        var found = inbox.rows(numbers, TicketView.of(view, me).criteria().and(filter.criteria(me)), Reach.of(me));
        var hits = found.stream().map(row -> new Hit(row, List.of())).toList();
        model.addAttribute("list", new Listing(TicketView.of(view, me), filter, new Slice<>(hits, null)));
        return "inbox/_rows";
    }

    /** The form that narrows a list, as it stands. */
    @GetMapping("/filter")
    String filter(@RequestParam String view, Filter filter, SignedIn me, Model model) {
        model.addAttribute("list", new Listing(TicketView.of(view, me), filter, new Slice<>(List.of(), null)));
        model.addAttribute("choices", choices.all());
        model.addAttribute("languages", settings.get(DeskLanguages.KEY).languages());
        return "inbox/_filterform";
    }

    private Listing listing(TicketView view, Filter filter, SignedIn me, @Nullable String after) {
        var criteria = view.criteria().and(filter.criteria(me));
        if (!filter.q().isEmpty()) {
            return new Listing(view, filter, search.page(filter.q(), criteria, Reach.of(me), after, Inbox.PAGE));
        }
        var rows = inbox.page(criteria, Reach.of(me), filter.order(), after, Inbox.PAGE);
        return new Listing(view, filter, rows.map(row -> new Hit(row, List.of())));
    }
}
