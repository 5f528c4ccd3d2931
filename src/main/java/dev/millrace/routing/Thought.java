package dev.millrace.routing;

import dev.millrace.language.Mood;
import dev.millrace.language.Sign;
import dev.millrace.learning.Learned;
import dev.millrace.learning.Opinion;
import dev.millrace.learning.Understood;
import dev.millrace.tickets.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sorting asks of that which was understood: today, or of what was kept of a past ticket. */
record Thought(Map<Learned, Opinion> opinions, List<Sign> signs, Mood mood) {

    /** Of a ticket that could not be read. */
    static final Thought NONE = new Thought(Map.of(), List.of(), Mood.NEUTRAL);

    /** The mood that was read in a ticket; of one that nobody has read, none in particular. */
    static Mood mood(Reading reading) {
        return reading.mood() == null ? Mood.NEUTRAL : Mood.of(reading.mood());
    }

    static Thought of(Understood understood) {
        return new Thought(
                understood.opinions(), understood.signs(), understood.feeling().mood());
    }

    /** The opinion about a field, if it is sure enough to act on. */
    Optional<Opinion> sure(Learned field) {
        return Optional.ofNullable(opinions.get(field)).filter(Opinion::sure);
    }

    boolean has(Learned field) {
        return opinions.containsKey(field);
    }
}
