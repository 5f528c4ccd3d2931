package dev.millrace.web;

import dev.millrace.kernel.Refusal.Invalid;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** A form that comes back to the one who filled it in: 422, and what is wrong beside the field as {@code errors}. */
public final class Rejected {

    private Rejected() {}

    public static void form(Invalid invalid, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("errors", Map.of(invalid.field(), String.valueOf(invalid.getMessage())));
    }
}
