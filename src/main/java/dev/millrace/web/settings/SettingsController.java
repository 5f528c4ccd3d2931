package dev.millrace.web.settings;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page all settings are found from. */
@Controller
class SettingsController {

    @GetMapping("/settings")
    String page() {
        return "settings/index";
    }
}
