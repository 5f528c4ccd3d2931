package dev.millrace.web.settings;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Slice;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who changed which setting, newest first. */
@Controller
@RequestMapping("/settings/audit")
class AuditController {

    private final Audit audit;
    private final People people;

    AuditController(Audit audit, People people) {
        this.audit = audit;
        this.people = people;
    }

    @GetMapping
    String page(@RequestParam @Nullable String after, Model model) {
        model.addAttribute("slice", lines(after));
        return "settings/audit";
    }

    /** The next lines, for a list that grows as it is scrolled. */
    @GetMapping("/rows")
    String rows(@RequestParam @Nullable String after, Model model) {
        model.addAttribute("slice", lines(after));
        return "settings/_audit";
    }

    private Slice<AuditLine> lines(@Nullable String after) {
        var page = audit.page(after);
        var authors = people.all(authors(page.items()));
        return page.map(entry -> {
            var author = entry.by() == null ? null : authors.get(new PersonId(entry.by()));
            return new AuditLine(entry, author == null ? null : author.name());
        });
    }

    private static List<PersonId> authors(List<Audit.Entry> entries) {
        return entries.stream()
                .flatMap(entry -> Stream.ofNullable(entry.by()))
                .distinct()
                .map(PersonId::new)
                .toList();
    }
}
