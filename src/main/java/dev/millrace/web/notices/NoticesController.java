package dev.millrace.web.notices;

import dev.millrace.notices.Notices;
import dev.millrace.people.SignedIn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody was told, newest first. Opening a notice reads it and leads to what it is about. */
@Controller
@RequestMapping("/notices")
class NoticesController {

    private final Notices notices;

    NoticesController(Notices notices) {
        this.notices = notices;
    }

    @GetMapping
    String page(SignedIn me, @RequestParam @Nullable String after, Model model) {
        model.addAttribute("slice", notices.page(me.id(), after));
        return "notices/page";
    }

    @GetMapping("/rows")
    String rows(SignedIn me, @RequestParam @Nullable String after, Model model) {
        model.addAttribute("slice", notices.page(me.id(), after));
        return "notices/_rows";
    }

    @PostMapping("/{id}/reading")
    String read(SignedIn me, @PathVariable UUID id) {
        return "redirect:" + notices.read(id, me.id()).link();
    }

    @PostMapping("/reading")
    String readAll(SignedIn me) {
        notices.readAll(me.id());
        return "redirect:/notices";
    }
}
