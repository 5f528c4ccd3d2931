package dev.millrace.web.portal;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.notices.Newsletter;
import dev.millrace.people.Customer;
import dev.millrace.people.Customers;
import dev.millrace.people.People;
import dev.millrace.web.Flash;
import dev.millrace.web.Rejected;
import dev.millrace.web.Texts;
import dev.millrace.web.security.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a customer decides about their own account. */
@Controller("customersProfile")
@RequestMapping("/help/profile")
class ProfileController {

    private final Customers customers;
    private final People people;
    private final Newsletter newsletter;
    private final SignInSession session;

    ProfileController(Customers customers, People people, Newsletter newsletter, SignInSession session) {
        this.customers = customers;
        this.people = people;
        this.newsletter = newsletter;
        this.session = session;
    }

    @GetMapping
    String page(Customer me, HttpServletRequest request, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("reached", newsletter.reaches(me.id()));
        model.addAttribute("addresses", people.addresses(me.id()));
        model.addAttribute("asksCurrent", me.hasPassword() && !session.isFreshFromALetter(request));
        return "portal/profile";
    }

    @PutMapping("/newsletter")
    String wantNews(Customer me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        newsletter.begin(me);
        Flash.good(t.of("portal.newsletter.begun")).after(redirect);
        return "redirect:/help/profile";
    }

    @DeleteMapping("/newsletter")
    String noNews(Customer me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        newsletter.end(me);
        Flash.good(t.of("portal.newsletter.stopped")).after(redirect);
        return "redirect:/help/profile";
    }

    @PutMapping("/password")
    String choose(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            Customer me,
            @ModelAttribute("t") Texts t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            var id = request.getSession().getId();
            customers.choosePassword(me, current, password, session.isFreshFromALetter(request), id);
        } catch (Invalid invalid) {
            Rejected.form(invalid, model, response);
            return page(me, request, model);
        }
        Flash.good(t.of("portal.profile.passwordSet")).after(redirect);
        return "redirect:/help/profile";
    }

    @DeleteMapping("/password")
    String drop(Customer me, @ModelAttribute("t") Texts t, RedirectAttributes redirect) {
        customers.dropPassword(me);
        Flash.good(t.of("portal.profile.passwordDropped")).after(redirect);
        return "redirect:/help/profile";
    }
}
