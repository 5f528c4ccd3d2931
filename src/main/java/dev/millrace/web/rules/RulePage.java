package dev.millrace.web.rules;

import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.routing.DryRun;
import dev.millrace.routing.Matches;
import dev.millrace.routing.Rule;
import dev.millrace.routing.RuleVersion;
import dev.millrace.routing.Rules;
import dev.millrace.routing.Warnings;
import dev.millrace.web.Texts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a rule's page shows around its editor: how it did, what it could not do, what it said before. */
@Component
class RulePage {

    private final Rules rules;
    private final Matches matches;
    private final Warnings warnings;
    private final DryRun dryRun;
    private final People people;
    private final RuleValues.Source values;

    RulePage(Rules rules, Matches matches, Warnings warnings, DryRun dryRun, People people, RuleValues.Source values) {
        this.rules = rules;
        this.matches = matches;
        this.warnings = warnings;
        this.dryRun = dryRun;
        this.people = people;
        this.values = values;
    }

    void fill(Rule rule, Texts t, Model model) {
        var words = new RuleWords(t, values.in(t));
        model.addAttribute("rule", rule);
        model.addAttribute("words", words);
        model.addAttribute("warnings", warnings.of(rules.all()).getOrDefault(rule.id(), List.of()));
        model.addAttribute("matched", matches.recently().getOrDefault(rule.id(), Matches.Record.NONE));
        model.addAttribute(
                "failures", matches.failures(rule.id(), rule.current().number()));
        model.addAttribute("versions", versions(rule, words));
    }

    Trial trial(Rule rule, Texts t) {
        var result = dryRun.of(rule.text(), rule.id(), DryRun.EIGHT_WEEKS);
        var ready = rule.enabled() || rule.archived() ? null : rule.id();
        return new Trial(result, new RuleWords(t, values.in(t)), rule.text(), ready);
    }

    private List<VersionLine> versions(Rule rule, RuleWords words) {
        var all = rules.versions(rule.id());
        var authors = people.all(all.stream()
                .map(RuleVersion::createdBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return IntStream.range(0, all.size())
                .mapToObj(n -> {
                    var version = all.get(n);
                    var before = n + 1 < all.size() ? all.get(n + 1).text() : null;
                    var author = version.createdBy() == null ? null : authors.get(version.createdBy());
                    return new VersionLine(version, name(author), words.differences(before, version.text()));
                })
                .toList();
    }

    private static @Nullable String name(@Nullable Person author) {
        return author == null ? null : author.name();
    }
}
