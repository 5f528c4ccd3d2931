package dev.millrace.replies;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.language.Detected;
import dev.millrace.people.House;
import dev.millrace.people.SignedIn;
import dev.millrace.replies.Courtesy.Names;
import dev.millrace.tickets.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Says the answer that is being written in another tone, by phrases the desk knows, in English and German. Every change is told,
 * so that whoever writes can see each one.
 */
@Component
public class Tones {

    private static final int LIMIT = 200_000;

    /**
     * What could be better in an answer.
     *
     * @param language it was read in; advice is given for English
     */
    public record Checked(String language, List<Advice> advice) {

        public Checked {
            advice = List.copyOf(advice);
        }

        public boolean understood() {
            return language.equals("en");
        }
    }

    private final Filling filling;
    private final Settings settings;

    Tones(Filling filling, Settings settings) {
        this.filling = filling;
        this.settings = settings;
    }

    /** A text in the language it is written in, greeting whom the ticket is from and signed by the agent. */
    public Rewritten rewrite(String written, Tone tone, Ticket ticket, SignedIn agent) {
        var text = read(written);
        var language = language(text, ticket);
        if (text.isBlank() || !Phrasebook.LANGUAGES.contains(language)) {
            return new Rewritten(tone, language, text, text, List.of());
        }
        return rewritten(text, tone, language, names(filling.of(ticket, agent)));
    }

    /** What is missing or clumsy in a text, as {@link Advice} sees it. */
    public Checked check(String written, Ticket ticket, SignedIn agent) {
        var text = read(written);
        var language = language(text, ticket);
        return new Checked(
                language,
                language.equals("en")
                        ? Advice.ofDraft(text, names(filling.of(ticket, agent)).customerFirst())
                        : List.of());
    }

    static Rewritten rewritten(String text, Tone tone, String language, Names names) {
        var revision = new Rewriter(Phrasebook.in(language)).rewrite(text, tone, names);
        return revision.now().isBlank()
                ? new Rewritten(tone, language, text, text, List.of())
                : new Rewritten(tone, language, text, revision.now(), revision.changes());
    }

    /** Of what somebody wrote themselves; unsure, the ticket’s, or the house’s. */
    private String language(String text, Ticket ticket) {
        var closed = Untouchable.of(text);
        var own = new StringBuilder(text);
        closed.stream().filter(at -> own.charAt(at) != '\n').forEach(at -> own.setCharAt(at, ' '));
        return Mining.LANGUAGES
                .of(own.toString())
                .map(Detected::language)
                .orElseGet(() -> ticket.language() != null
                        ? ticket.language()
                        : settings.get(House.KEY).locale().getLanguage());
    }

    private static Names names(Map<String, String> values) {
        return new Names(
                value(values, Blank.CUSTOMER_FIRST_NAME),
                value(values, Blank.CUSTOMER_NAME),
                value(values, Blank.AGENT_FIRST_NAME),
                value(values, Blank.AGENT_NAME));
    }

    private static String value(Map<String, String> values, Blank blank) {
        return Objects.requireNonNullElse(values.get(blank.word()), "");
    }

    private static String read(String written) {
        if (written.length() > LIMIT) {
            throw new Invalid("body", "A draft of more than %,d characters is not read.".formatted(LIMIT));
        }
        return written.replace("\r\n", "\n");
    }
}
