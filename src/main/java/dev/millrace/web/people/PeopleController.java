package dev.millrace.web.people;

import dev.millrace.people.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of everyone the desk knows. */
@Controller
@RequestMapping("/people")
class PeopleController {

    private final Directory directory;

    PeopleController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping
    String page(@RequestParam(defaultValue = "") String q, @RequestParam @Nullable String after, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("slice", directory.page(q, after));
        return "people/list";
    }

    /** The next rows, for a list that grows as it is scrolled. */
    @GetMapping("/rows")
    String rows(@RequestParam(defaultValue = "") String q, @RequestParam @Nullable String after, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("slice", directory.page(q, after));
        return "people/_rows";
    }
}
