package dev.millrace.web.intake;

import dev.millrace.intake.Channel;
import dev.millrace.intake.Channel.Kind;
import dev.millrace.intake.ChannelHealth;
import dev.millrace.intake.ChannelId;
import dev.millrace.intake.Channels;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.mail.Checkup;
import dev.millrace.mail.Mailboxes;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import dev.millrace.people.Teams;
import dev.millrace.replies.Voice;
import dev.millrace.replies.Voices;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The doors through which requests come in, how each is doing, and the mailboxes behind them. */
@Controller
@RequestMapping("/settings/channels")
class ChannelsController {

    private final Channels channels;
    private final ChannelHealth health;
    private final Mailboxes mailboxes;
    private final Teams teams;
    private final Voices voices;

    ChannelsController(Channels channels, ChannelHealth health, Mailboxes mailboxes, Teams teams, Voices voices) {
        this.channels = channels;
        this.health = health;
        this.mailboxes = mailboxes;
        this.teams = teams;
        this.voices = voices;
    }

    @GetMapping
    String page(@ModelAttribute("t") Texts t, Model model) {
        model.addAttribute("rows", health.all(midnight(t)));
        return "intake/channels";
    }

    @GetMapping("/rows")
    String rows(@ModelAttribute("t") Texts t, Model model) {
        model.addAttribute("rows", health.all(midnight(t)));
        return "intake/_channels";
    }

    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "google") String provider, Model model) {
        return mailbox(null, Provider.of(provider).blank(), List.of(), model);
    }

    @PostMapping
    String connect(
            MailboxForm form,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var channel = channels.connect(form.settings(), form.teamId(), me);
            Flash.good(t.of("intake.connected", channel.name())).after(redirect);
            return "redirect:/settings/channels";
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        } catch (Conflict taken) {
            rejectAddress(taken, model, response);
        }
        return mailbox(null, form, List.of(), model);
    }

    /** Tries out what is typed in, without saving it. */
    @RequestMapping(
            path = "/checkup",
            method = {RequestMethod.POST, RequestMethod.PUT})
    String test(
            MailboxForm form,
            @RequestParam @Nullable ChannelId channel,
            @RequestParam(defaultValue = "false") boolean wizard,
            HttpServletResponse response,
            Model model) {
        List<Checkup.Step> steps = List.of();
        try {
            var settings = form.settings();
            steps = channel == null ? mailboxes.test(settings) : mailboxes.test(channel.mailbox(), settings, true);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        }
        mailbox(channel == null ? null : channels.find(channel), form, steps, model);
        return wizard ? "intake/setup" : "intake/mailbox";
    }

    @GetMapping("/{id}")
    String one(@PathVariable ChannelId id, Model model) {
        var channel = channels.find(id);
        if (channel.kind() != Kind.EMAIL) {
            return other(channel, channel.name(), channel.team(), model);
        }
        return mailbox(channel, MailboxForm.of(mailboxes.get(id.mailbox()), channel), List.of(), model);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable ChannelId id,
            MailboxForm form,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var channel = channels.find(id);
        try {
            if (channel.kind() == Kind.EMAIL) {
                channels.change(id, form.settings(), form.teamId(), me);
            } else {
                channels.rename(id, form.name(), form.teamId(), me);
            }
            Flash.good(t.of("settings.saved")).after(redirect);
            return "redirect:/settings/channels";
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        } catch (Conflict taken) {
            rejectAddress(taken, model, response);
        }
        return channel.kind() == Kind.EMAIL
                ? mailbox(channel, form, List.of(), model)
                : other(channel, form.name(), form.teamId(), model);
    }

    @GetMapping("/new-api")
    String blankApi(Model model) {
        return other(null, "", null, model);
    }

    @PostMapping("/api")
    String addApi(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String team,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var teamId = MailboxForm.team(team);
        try {
            Flash.good(t.of(
                            "intake.connected",
                            channels.addApi(name, address, teamId, me).name()))
                    .after(redirect);
            return "redirect:/settings/channels";
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        } catch (Conflict taken) {
            rejectAddress(taken, model, response);
        }
        model.addAttribute("address", address);
        return other(null, name, teamId, model);
    }

    /** How the desk writes on this channel. */
    @PutMapping("/{id}/voice")
    String speak(
            @PathVariable ChannelId id,
            @RequestParam(defaultValue = "") String signature,
            @RequestParam(defaultValue = "false") boolean acknowledges,
            @RequestParam(defaultValue = "false") boolean answers,
            @RequestParam(defaultValue = "false") boolean signedReturn,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var channel = channels.find(id);
        var voice = new Voice(signature.replace("\r\n", "\n").strip(), acknowledges, answers, signedReturn);
        try {
            voices.put(id.value(), channel.name(), voice, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            model.addAttribute("voice", voice);
            return one(id, model);
        }
        Flash.good(t.of("settings.saved")).after(redirect);
        return "redirect:/settings/channels/{id}";
    }

    @PutMapping("/{id}/opening")
    String open(@PathVariable ChannelId id, PersonId me) {
        channels.open(id, true, me);
        return "redirect:/settings/channels";
    }

    @DeleteMapping("/{id}/opening")
    String close(@PathVariable ChannelId id, PersonId me) {
        channels.open(id, false, me);
        return "redirect:/settings/channels";
    }

    @DeleteMapping("/{id}")
    String remove(@PathVariable ChannelId id, PersonId me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        channels.remove(id, me);
        Flash.good(t.of("intake.removed")).after(redirect);
        return "redirect:/settings/channels";
    }

    private String mailbox(@Nullable Channel channel, MailboxForm form, List<Checkup.Step> steps, Model model) {
        model.addAttribute("channel", channel);
        if (channel != null && !model.containsAttribute("voice")) {
            model.addAttribute("voice", voices.of(channel.id().value()));
        }
        model.addAttribute("form", form);
        model.addAttribute("steps", steps);
        model.addAttribute("teams", teams.all());
        return "intake/mailbox";
    }

    private String other(@Nullable Channel channel, String name, @Nullable TeamId team, Model model) {
        model.addAttribute("channel", channel);
        model.addAttribute("name", name);
        model.addAttribute("team", team == null ? "" : team.toString());
        model.addAttribute("teams", teams.all());
        return "intake/channel";
    }

    private static void rejectAddress(Conflict taken, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("errors", Map.of("address", String.valueOf(taken.getMessage())));
    }

    private static Instant midnight(Texts t) {
        return t.clock()
                .instant()
                .atZone(t.zone())
                .toLocalDate()
                .atStartOfDay(t.zone())
                .toInstant();
    }
}
