package dev.millrace.web;

import dev.millrace.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Tells a person what was refused and why: a line above the page they are on, or a page of its own. */
@ControllerAdvice("dev.millrace.web")
@Order(Ordered.HIGHEST_PRECEDENCE)
class Refusals {

    private final Shells shells;

    Refusals(Shells shells) {
        this.shells = shells;
    }

    @ExceptionHandler
    String refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response, Model model) {
        var status = status(refusal);
        response.setStatus(status.value());
        model.addAttribute("shell", shells.shell(request));
        model.addAttribute("t", shells.texts(request));
        model.addAttribute("status", status.value());
        model.addAttribute("message", refusal.getMessage());
        if (request.getHeader("HX-Request") == null) {
            return "layout/error";
        }
        response.setHeader("HX-Retarget", "#flash");
        response.setHeader("HX-Reswap", "innerHTML");
        model.addAttribute("flash", Flash.bad(String.valueOf(refusal.getMessage())));
        return "ui/flash";
    }

    static HttpStatus status(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotFound _ -> HttpStatus.NOT_FOUND;
            case Refusal.Conflict _ -> HttpStatus.CONFLICT;
            case Refusal.Forbidden _ -> HttpStatus.FORBIDDEN;
            case Refusal.Invalid _ -> HttpStatus.UNPROCESSABLE_CONTENT;
            case Refusal.TooMany _ -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }
}
