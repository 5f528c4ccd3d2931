package dev.millrace.web.articles;

import dev.millrace.knowledge.ContentAudit;
import dev.millrace.knowledge.ContentAudit.Concern;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Sections;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import dev.millrace.web.Chosen;
import dev.millrace.web.Csv;
import dev.millrace.web.Texts;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Which of the published articles somebody should look at, and why. */
@Controller
class ContentAuditController {

    private final ContentAudit audit;
    private final Sections sections;
    private final Agents agents;

    ContentAuditController(ContentAudit audit, Sections sections, Agents agents) {
        this.audit = audit;
        this.sections = sections;
        this.agents = agents;
    }

    @GetMapping("/articles/audit")
    String page(@RequestParam(defaultValue = "") String concern, @RequestParam @Nullable String after, Model model) {
        rows(concern, after, model);
        return "articles/audit";
    }

    @GetMapping("/articles/audit/rows")
    String more(@RequestParam(defaultValue = "") String concern, @RequestParam @Nullable String after, Model model) {
        rows(concern, after, model);
        return "articles/_audit";
    }

    private void rows(String concern, @Nullable String after, Model model) {
        var wanted = concern.isEmpty() ? null : Chosen.of("concern", concern, Concern.class);
        model.addAttribute("concern", concern);
        model.addAttribute("slice", audit.page(wanted, after));
        model.addAttribute("shelves", shelves());
        model.addAttribute("names", names());
    }

    @GetMapping("/articles/audit.csv")
    ResponseEntity<byte[]> table(@ModelAttribute("t") Texts t) {
        var shelves = shelves();
        var names = names();
        var csv = Csv.of("number", "language", "title", "section", "owner", "published", "concerns", "findings");
        for (var row : audit.all()) {
            csv.row(
                    row.number(),
                    row.language(),
                    row.title(),
                    shelves.getOrDefault(row.section(), ""),
                    names.getOrDefault(row.owner(), ""),
                    row.publishedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
                    row.concerns().stream().sorted().map(Concern::word).collect(Collectors.joining(" ")),
                    row.findings().stream()
                            .map(finding -> t.of("checks." + finding.kind().word(), finding.about(), finding.instead()))
                            .collect(Collectors.joining(" ")));
        }
        return csv.named("articles.csv");
    }

    private Map<SectionId, String> shelves() {
        return sections.all().stream().collect(Collectors.toMap(Section::id, Section::name));
    }

    private Map<PersonId, String> names() {
        return agents.all().stream().collect(Collectors.toMap(Agent::id, Agent::name));
    }
}
