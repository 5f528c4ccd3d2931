package dev.millrace.learning;

import dev.millrace.language.Embedder;
import dev.millrace.language.Feeling;
import dev.millrace.language.Guess;
import dev.millrace.language.Read;
import dev.millrace.language.Sign;
import dev.millrace.language.UrgencyText;
import dev.millrace.learning.Knowledge.Known;
import dev.millrace.tickets.Beginning;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.TicketId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Reads tickets: what language, what mood, what is urgent, and what each is about as far as the desk has learned it. It
 * writes nothing and takes its time, so it is asked outside of any transaction.
 */
@Component
public class Reader {

    /** Characters of a message that are read. What a ticket is about is said at its beginning. */
    public static final int LONGEST = 2_000;

    /** How a message sounds. */
    public record Heard(Feeling feeling, List<Sign> signs) {

        /** What is known of the ticket, with the mood of now. */
        public Reading over(Reading before) {
            return Understood.reading(feeling, before.certainty());
        }
    }

    private final Embedder embedder;
    private final DeskLanguages.Known languages;
    private final Moods moods;
    private final Knowledge knowledge;

    Reader(Embedder embedder, DeskLanguages.Known languages, Moods moods, Knowledge knowledge) {
        this.embedder = embedder;
        this.languages = languages;
        this.moods = moods;
        this.knowledge = knowledge;
    }

    /** What the models are shown: as they were trained, so are they asked. */
    public static String text(String subject, String body) {
        var beginning = body.length() <= LONGEST ? body : body.substring(0, LONGEST);
        return subject.isBlank() ? beginning : subject + "\n" + beginning;
    }

    /** In the order of the texts. */
    public List<Understood> read(List<Beginning> tickets) {
        var known = knowledge.now();
        var reads = embedder.read(tickets.stream()
                .map(ticket -> mended(text(ticket.subject(), ticket.body()), known))
                .toList());
        var guesses = new EnumMap<Learned, List<Guess>>(Learned.class);
        known.forEach((field, each) -> guesses.put(field, each.classifier().guess(reads)));
        var understood = new ArrayList<Understood>();
        for (var i = 0; i < tickets.size(); i++) {
            understood.add(understood(tickets.get(i), reads.get(i), known, nth(guesses, i)));
        }
        return understood;
    }

    /** Without typing errors, as far as the words of this desk's own tickets tell. */
    private static String mended(String text, Map<Learned, Known> known) {
        var category = known.get(Learned.CATEGORY);
        return category == null ? text : category.classifier().mended(text);
    }

    private static Map<Learned, Guess> nth(Map<Learned, List<Guess>> guesses, int i) {
        var nth = new EnumMap<Learned, Guess>(Learned.class);
        guesses.forEach((field, all) -> nth.put(field, all.get(i)));
        return nth;
    }

    /** What somebody wrote later on in the conversation of some tickets: how they feel, and what is urgent in it. */
    public Map<TicketId, Heard> hear(Map<TicketId, String> messages) {
        var tickets = List.copyOf(messages.keySet());
        var reads = embedder.read(tickets.stream().map(messages::get).toList());
        var heard = new HashMap<TicketId, Heard>();
        for (var i = 0; i < reads.size(); i++) {
            var read = reads.get(i);
            heard.put(tickets.get(i), new Heard(moods.sentiment().of(read), UrgencyText.of(read.text())));
        }
        return heard;
    }

    private Understood understood(Beginning ticket, Read read, Map<Learned, Known> known, Map<Learned, Guess> guesses) {
        var text = text(ticket.subject(), ticket.body());
        var opinions = new EnumMap<Learned, Opinion>(Learned.class);
        guesses.forEach(
                (field, guess) -> opinions.put(field, opinion(Objects.requireNonNull(known.get(field)), guess)));
        return new Understood(
                ticket.ticket(),
                read,
                languages.of(text).orElse(null),
                moods.sentiment().of(read),
                UrgencyText.of(text),
                opinions,
                guesses);
    }

    private static Opinion opinion(Known known, Guess guess) {
        var best = guess.best();
        return Opinion.of(known.model().version(), best.label(), best.probability(), guess.known(), known.threshold());
    }
}
