package dev.millrace.web;

import dev.millrace.people.Customer;
import dev.millrace.people.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The desk's bare address, which people type and the start prints: each to where their day begins. */
@Controller
class Home {

    @GetMapping("/")
    String inboxOrTickets(@Nullable SignedIn me, @Nullable Customer customer) {
        if (customer != null) {
            return "redirect:/help/tickets";
        }
        return me == null ? "redirect:/sign-in" : "redirect:/inbox";
    }
}
