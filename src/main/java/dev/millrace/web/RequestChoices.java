package dev.millrace.web;

import dev.millrace.tickets.Choices;
import dev.millrace.tickets.Choices.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

/** {@link Choices}, read once for a page and the frame around it. */
@Component
@RequestScope
public class RequestChoices {

    private final Choices choices;
    private @Nullable Given read;

    RequestChoices(Choices choices) {
        this.choices = choices;
    }

    public Given all() {
        if (read == null) {
            read = choices.all();
        }
        return read;
    }
}
