package dev.millrace.web.sorting;

import dev.millrace.language.Candidate;
import dev.millrace.learning.Reviews;
import dev.millrace.learning.Reviews.Waiting;
import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Choices.Given;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One ticket to be reviewed.
 *
 * @param waiting null when there is none, or none after those that were passed over
 * @param count how many there are in all
 * @param after where the reader is in the list; those before were passed over
 * @param next where the list goes on after this ticket; null at its end
 */
public record ReviewPage(
        @Nullable Waiting waiting,
        int count,
        @Nullable String after,
        @Nullable String next,
        Given choices) {

    /** The likeliest categories that can still be chosen. */
    public List<Candidate> candidates() {
        return waiting == null
                ? List.of()
                : waiting.thought().candidates().stream()
                        .filter(candidate -> offered().contains(candidate.label()))
                        .toList();
    }

    /** All the others. */
    public List<Choice> others() {
        var shown = candidates().stream().map(Candidate::label).collect(Collectors.toSet());
        return choices.offeredCategories().stream()
                .filter(choice -> !shown.contains(choice.id().toString()))
                .toList();
    }

    public String name(Candidate candidate) {
        return String.valueOf(choices.category(CategoryId.of(candidate.label())));
    }

    /** So many that the number says no more. */
    public boolean more() {
        return count >= Reviews.COUNTED;
    }

    private Set<String> offered() {
        return choices.offeredCategories().stream()
                .map(choice -> choice.id().toString())
                .collect(Collectors.toSet());
    }
}
