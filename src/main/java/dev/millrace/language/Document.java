package dev.millrace.language;

/** Something that can be found: a ticket, or an article. */
public record Document(String id, String title, String body) {

    public String full() {
        return title + "\n" + body;
    }
}
