package dev.millrace.web.inbox;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The views with their counts as they are now, for a page that stays open. */
@Controller
class ViewsController {

    @GetMapping("/views")
    String views(@RequestParam String at, Model model) {
        model.addAttribute("at", at);
        return "layout/views";
    }
}
