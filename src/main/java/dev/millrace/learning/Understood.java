package dev.millrace.learning;

import dev.millrace.language.Feeling;
import dev.millrace.language.Guess;
import dev.millrace.language.Read;
import dev.millrace.language.Sign;
import dev.millrace.tickets.Reading;
import dev.millrace.tickets.TicketId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the desk understands of a ticket before anybody has read it.
 *
 * @param language ISO 639-1, null when the text is too short to tell
 * @param signs what in it sounds urgent or far-reaching
 * @param opinions about the fields that something is known about
 * @param guesses what each opinion rests on
 */
public record Understood(
        TicketId ticket,
        Read read,
        @Nullable String language,
        Feeling feeling,
        List<Sign> signs,
        Map<Learned, Opinion> opinions,
        Map<Learned, Guess> guesses) {

    /** The part of it that stands beside every ticket. */
    public Reading reading() {
        var category = opinions.get(Learned.CATEGORY);
        return reading(feeling, category == null ? null : category.certainty());
    }

    /** A feeling as it stands beside a ticket. */
    static Reading reading(Feeling feeling, @Nullable Double certainty) {
        return new Reading(
                (int) Math.round(feeling.score() * 100), feeling.mood().word(), certainty);
    }
}
