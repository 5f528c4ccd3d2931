package dev.millrace.web.people;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Companies;
import dev.millrace.people.CompanyId;
import dev.millrace.people.PersonId;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The organisations customers write for, and how much the house wants to keep each. */
@Controller
@RequestMapping("/people/companies")
class CompaniesController {

    private final Companies companies;

    CompaniesController(Companies companies) {
        this.companies = companies;
    }

    @GetMapping
    String list(Model model) {
        return list("", "", model);
    }

    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String domain,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var company = companies.add(name, domain, me);
            Flash.good(t.of("people.companies.added", company.name())).after(redirect);
            return "redirect:/people/companies/" + company.id();
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return list(name, domain, model);
        }
    }

    @GetMapping("/{id}")
    String page(@PathVariable CompanyId id, Model model) {
        return page(id, companies.get(id).name(), model);
    }

    @PutMapping("/{id}")
    String change(
            @PathVariable CompanyId id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "false") boolean sharesTickets,
            PersonId me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            companies.change(id, name, Standing.value(value), sharesTickets, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(id, name, model);
        }
        Flash.good(t.of("people.saved")).after(redirect);
        return "redirect:/people/companies/" + id;
    }

    private String list(String name, String domain, Model model) {
        model.addAttribute("companies", companies.all());
        model.addAttribute("name", name);
        model.addAttribute("domain", domain);
        return "people/companies";
    }

    private String page(CompanyId id, String name, Model model) {
        model.addAttribute("company", companies.get(id));
        model.addAttribute("name", name);
        model.addAttribute("people", companies.people(id));
        return "people/company";
    }
}
