package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.Imports;
import dev.millrace.people.PersonId;
import dev.millrace.web.Rejected;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Articles that come along from elsewhere: looked at first, then taken. */
@Controller
@RequestMapping("/articles/import")
class ImportController {

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("recent", imports.recent());
        return "articles/import";
    }

    @PostMapping
    String look(
            @RequestParam(required = false) @Nullable MultipartFile file,
            PersonId me,
            HttpServletResponse response,
            Model model) {
        try {
            if (file == null || file.isEmpty()) {
                throw new Invalid("file", "Choose a file first.");
            }
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "file");
            return "redirect:/articles/import/"
                    + imports.look(name, file.getBytes(), me).id();
        } catch (IOException _) {
            Rejected.form(new Invalid("file", "This file could not be read."), model, response);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
        }
        return page(model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        model.addAttribute("one", imports.find(id));
        return "articles/imported";
    }

    /** How far it is, for a page that stays open. */
    @GetMapping("/{id}/progress")
    String progress(@PathVariable UUID id, Model model) {
        model.addAttribute("one", imports.find(id));
        return "articles/_imported";
    }

    @PutMapping("/{id}")
    String start(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean publish) {
        imports.start(id, publish);
        return "redirect:/articles/import/" + id;
    }
}
