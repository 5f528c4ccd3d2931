package dev.millrace.web.intake;

import dev.millrace.intake.Channels;
import dev.millrace.intake.Delivery.State;
import dev.millrace.intake.DeliveryId;
import dev.millrace.intake.Journal;
import dev.millrace.mail.MailParser;
import dev.millrace.web.Flash;
import dev.millrace.web.Texts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everything that arrived, what became of it and why; what was set aside can be downloaded and tried again. */
@Controller
@RequestMapping("/settings/journal")
class JournalController {

    private static final int PAGE = 50;

    private final Journal journal;
    private final Channels channels;

    JournalController(Journal journal, Channels channels) {
        this.journal = journal;
        this.channels = channels;
    }

    @GetMapping
    String page(
            @RequestParam(defaultValue = "quarantined") String state,
            @RequestParam @Nullable String after,
            Model model) {
        list(state, after, model);
        model.addAttribute("counts", journal.counts());
        return "intake/journal";
    }

    @GetMapping("/rows")
    String rows(
            @RequestParam(defaultValue = "quarantined") String state,
            @RequestParam @Nullable String after,
            Model model) {
        list(state, after, model);
        return "intake/_journal";
    }

    @GetMapping("/{id}")
    String one(@PathVariable DeliveryId id, Model model) {
        var delivery = journal.find(id);
        model.addAttribute("delivery", delivery);
        model.addAttribute("channel", channels.nameOf(delivery.channel()));
        model.addAttribute("mail", MailParser.parse(journal.raw(id)));
        return "intake/delivery";
    }

    /** As it arrived; always a download, never shown. */
    @GetMapping("/{id}/message")
    ResponseEntity<byte[]> message(@PathVariable DeliveryId id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + ".eml")
                                .build()
                                .toString())
                .body(journal.raw(id));
    }

    @PostMapping("/{id}/retries")
    String retry(@PathVariable DeliveryId id, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        journal.retry(id);
        Flash.good(t.of("intake.retrying")).after(redirect);
        return "redirect:/settings/journal/" + id;
    }

    /** Into a ticket, although the desk thought better of it. */
    @PostMapping("/{id}/acceptance")
    String accept(@PathVariable DeliveryId id, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        journal.accept(id);
        Flash.good(t.of("intake.accepting")).after(redirect);
        return "redirect:/settings/journal/" + id;
    }

    @PostMapping("/retries")
    String retryAll(@ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        Flash.good(t.of("intake.retryingAll", journal.retryQuarantined())).after(redirect);
        return "redirect:/settings/journal";
    }

    private void list(String state, @Nullable String after, Model model) {
        var wanted = Arrays.stream(State.values())
                .filter(one -> one.word().equals(state))
                .findFirst()
                .orElse(null);
        model.addAttribute("state", wanted == null ? "all" : wanted.word());
        model.addAttribute("slice", journal.page(wanted, after, PAGE));
    }
}
