package dev.millrace.web;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One line about what just happened, shown once at the top of the next page. */
public record Flash(Kind kind, String text) implements Serializable {

    public enum Kind {
        GOOD,
        WARNING,
        BAD
    }

    static final String NAME = "flash";

    public static Flash good(String text) {
        return new Flash(Kind.GOOD, text);
    }

    public static Flash warning(String text) {
        return new Flash(Kind.WARNING, text);
    }

    public static Flash bad(String text) {
        return new Flash(Kind.BAD, text);
    }

    /** Carries the line over the redirect that follows a form. */
    public void after(RedirectAttributes redirect) {
        redirect.addFlashAttribute(NAME, this);
    }

    static @Nullable Flash in(@Nullable Map<String, ?> carried) {
        return carried != null && carried.get(NAME) instanceof Flash flash ? flash : null;
    }
}
