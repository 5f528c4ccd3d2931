package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import dev.millrace.people.Team;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.people.Timetable;
import dev.millrace.web.Choices;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When the desk works, and when a team does instead. */
@Controller
@RequestMapping("/settings/hours")
class HoursController {

    private final Timetable timetable;
    private final Teams teams;
    private final Clock clock;

    HoursController(Timetable timetable, Teams teams, Clock clock) {
        this.timetable = timetable;
        this.teams = teams;
        this.clock = clock;
    }

    @GetMapping
    String ofTheDesk(Model model) {
        return form(null, HoursForm.of(timetable.desk()), model);
    }

    @PutMapping
    String change(
            @RequestParam MultiValueMap<String, String> typed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = HoursForm.typed(typed);
        try {
            timetable.change(form.hours(), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(null, form, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/hours";
    }

    @GetMapping("/teams/{id}")
    String ofATeam(@PathVariable TeamId id, Model model) {
        return form(teams.find(id), HoursForm.of(timetable.of(id)), model);
    }

    @PutMapping("/teams/{id}")
    String change(
            @PathVariable TeamId id,
            @RequestParam MultiValueMap<String, String> typed,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var team = teams.find(id);
        var form = HoursForm.typed(typed);
        try {
            timetable.change(id, form.hours(), me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(team, form, model);
        }
        Flash.good(t.of("hours.team.saved", team.name())).after(redirect);
        return "redirect:/settings/hours";
    }

    @DeleteMapping("/teams/{id}")
    String follow(@PathVariable TeamId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        timetable.follow(id, me);
        Flash.good(t.of("hours.team.follows", teams.find(id).name())).after(redirect);
        return "redirect:/settings/hours";
    }

    private String form(@Nullable Team team, HoursForm form, Model model) {
        model.addAttribute("team", team);
        model.addAttribute("own", team != null && timetable.own(team.id()).isPresent());
        model.addAttribute("form", form);
        model.addAttribute("zones", Choices.timeZones());
        model.addAttribute("teams", teams.all());
        model.addAttribute(
                "withOwn",
                teams.all().stream()
                        .map(Team::id)
                        .filter(each -> timetable.own(each).isPresent())
                        .toList());
        model.addAttribute("now", HoursNow.of(timetable.of(team == null ? null : team.id()), clock.instant()));
        return "settings/hours";
    }
}
