package dev.millrace.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The desk's bare address, which people type and the start prints. */
@Controller
class Home {

    @GetMapping("/")
    String inbox() {
        return "redirect:/inbox";
    }
}
