package dev.millrace.web.sorting;

import dev.millrace.kernel.Settings;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Model;
import dev.millrace.learning.Models;
import dev.millrace.learning.Trust;
import dev.millrace.people.PersonId;
import dev.millrace.routing.Moment;
import dev.millrace.routing.Replay.Plan;
import dev.millrace.routing.Replays;
import dev.millrace.routing.Rule;
import dev.millrace.routing.Rules;
import dev.millrace.web.RequestChoices;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Trying a change of sorting on past tickets before it goes live: choosing what is to be different, and what it would do. */
@Controller
@RequestMapping("/settings/sorting/replays")
class ReplayController {

    private final Replays replays;
    private final Rules rules;
    private final Models models;
    private final Settings settings;
    private final RequestChoices choices;

    ReplayController(Replays replays, Rules rules, Models models, Settings settings, RequestChoices choices) {
        this.replays = replays;
        this.rules = rules;
        this.models = models;
        this.settings = settings;
        this.choices = choices;
    }

    @GetMapping
    String form(org.springframework.ui.Model model) {
        model.addAttribute("rules", opening());
        model.addAttribute("trust", settings.get(Trust.KEY));
        model.addAttribute("versions", versions());
        model.addAttribute("latest", replays.latest());
        return "sorting/replays";
    }

    /** Those that sort new tickets; a replay does not let time pass. */
    private List<Rule> opening() {
        return rules.all().stream()
                .filter(rule -> rule.text().moment() instanceof Moment.Opens)
                .toList();
    }

    /** What could be asked instead of what serves today. */
    private Map<Learned, List<Model>> versions() {
        var versions = new EnumMap<Learned, List<Model>>(Learned.class);
        Arrays.stream(Learned.values())
                .filter(field -> !models.versions(field).isEmpty())
                .forEach(field -> versions.put(field, models.versions(field)));
        return versions;
    }

    @PostMapping
    String ask(
            @RequestParam(defaultValue = "8") int weeks,
            @RequestParam(defaultValue = "false") boolean acts,
            @RequestParam double allowed,
            @RequestParam(defaultValue = "") List<UUID> rule,
            @RequestParam Map<String, String> fields,
            PersonId me) {
        var versions = new EnumMap<Learned, Integer>(Learned.class);
        for (var field : Learned.values()) {
            var chosen = fields.getOrDefault("version-" + field.word(), "");
            if (!chosen.isEmpty()) {
                versions.put(field, models.usable(field, chosen).version());
            }
        }
        var id = replays.ask(new Plan(weeks, new Trust(acts, allowed / 100), rule, versions), me);
        return "redirect:/settings/sorting/replays/" + id;
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, org.springframework.ui.Model model) {
        return show(id, "sorting/replay", model);
    }

    /** How far it is, or what came of it. */
    @GetMapping("/{id}/state")
    String state(@PathVariable UUID id, org.springframework.ui.Model model) {
        return show(id, "sorting/_replay", model);
    }

    private String show(UUID id, String view, org.springframework.ui.Model model) {
        model.addAttribute("page", new ReplayPage(replays.find(id), opening(), choices.all()));
        return view;
    }
}
