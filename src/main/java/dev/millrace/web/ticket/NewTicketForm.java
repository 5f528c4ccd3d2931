package dev.millrace.web.ticket;

import org.jspecify.annotations.Nullable;

/**
 * What is asked about a ticket that one of us begins.
 *
 * @param begin {@code asked} writes down what the customer said, {@code write} sends them the text
 */
public record NewTicketForm(
        String email, String name, String subject, String body, String begin, String priority, String team) {

    public NewTicketForm(
            @Nullable String email,
            @Nullable String name,
            @Nullable String subject,
            @Nullable String body,
            @Nullable String begin,
            @Nullable String priority,
            @Nullable String team) {
        this.email = given(email, "");
        this.name = given(name, "");
        this.subject = given(subject, "");
        this.body = given(body, "");
        this.begin = given(begin, "asked");
        this.priority = given(priority, "moderate");
        this.team = given(team, "none");
    }

    public boolean writes() {
        return begin.equals("write");
    }

    private static String given(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
