package dev.millrace.web.people;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Companies;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One person: what they are called, where they write from, whom they write for. */
@Controller
@RequestMapping("/people/{id}")
class PersonController {

    private final People people;
    private final Companies companies;

    PersonController(People people, Companies companies) {
        this.people = people;
        this.companies = companies;
    }

    @GetMapping
    String page(@PathVariable PersonId id, Model model) {
        var person = people.find(id);
        return form(person, person.name(), "", model);
    }

    @PutMapping
    String rename(
            @PathVariable PersonId id,
            @RequestParam(defaultValue = "") String name,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            people.rename(id, name, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return form(people.find(id), name, "", model);
        }
        Flash.good(t.of("people.saved")).after(redirect);
        return "redirect:/people/" + id;
    }

    @PostMapping("/addresses")
    String addAddress(
            @PathVariable PersonId id,
            @RequestParam(defaultValue = "") String email,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            people.addAddress(id, email, me);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            var person = people.find(id);
            return form(person, person.name(), email, model);
        } catch (Conflict conflict) {
            Flash.bad(String.valueOf(conflict.getMessage())).after(redirect);
            return "redirect:/people/" + id;
        }
        Flash.good(t.of("people.addressAdded", email)).after(redirect);
        return "redirect:/people/" + id;
    }

    @DeleteMapping("/addresses")
    String removeAddress(
            @PathVariable PersonId id,
            @RequestParam String email,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        people.removeAddress(id, email, me);
        Flash.good(t.of("people.addressRemoved", email)).after(redirect);
        return "redirect:/people/" + id;
    }

    /** Where they are answered from now on. */
    @PutMapping("/answered-at")
    String answerAt(
            @PathVariable PersonId id,
            @RequestParam String email,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        people.answerAt(id, email, me);
        Flash.good(t.of("people.answeredAt", email)).after(redirect);
        return "redirect:/people/" + id;
    }

    /** Whom they write for, and how much the house wants to keep them. */
    @PutMapping("/standing")
    String stand(
            @PathVariable PersonId id,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String value,
            SignedIn me,
            @ModelAttribute("t") Texts t,
            RedirectAttributes redirect) {
        companies.assign(id, company.isEmpty() ? null : Standing.company(company));
        people.value(id, value.isEmpty() ? null : Standing.value(value), me.id().value());
        Flash.good(t.of("people.saved")).after(redirect);
        return "redirect:/people/" + id;
    }

    @PutMapping("/blocked")
    String block(@PathVariable PersonId id, SignedIn me) {
        people.block(id, me);
        return "redirect:/people/" + id;
    }

    @DeleteMapping("/blocked")
    String unblock(@PathVariable PersonId id, SignedIn me) {
        people.unblock(id, me);
        return "redirect:/people/" + id;
    }

    private String form(Person person, String name, String newEmail, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("name", name);
        model.addAttribute("newEmail", newEmail);
        model.addAttribute("addresses", people.addresses(person.id()));
        model.addAttribute(
                "company",
                Optional.ofNullable(person.company()).flatMap(companies::find).orElse(null));
        model.addAttribute("companies", companies.all());
        return "people/person";
    }
}
