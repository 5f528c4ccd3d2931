package dev.millrace.web.styleguide;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows the design to those who build with it. */
@Controller
@RequestMapping("/styleguide")
class Styleguide {

    private final Clock clock;

    Styleguide(Clock clock) {
        this.clock = clock;
    }

    @GetMapping
    String components(Model model) {
        model.addAttribute("samples", new Samples(clock.instant()));
        return "styleguide/components";
    }

    @GetMapping("/inbox")
    String inbox(Model model) {
        model.addAttribute("samples", new Samples(clock.instant()));
        return "styleguide/inbox";
    }

    @GetMapping("/ticket")
    String ticket(Model model) {
        model.addAttribute("samples", new Samples(clock.instant()));
        return "styleguide/ticket";
    }

    @GetMapping("/form")
    String form() {
        return "styleguide/form";
    }
}
