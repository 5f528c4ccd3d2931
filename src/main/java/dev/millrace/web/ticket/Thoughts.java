package dev.millrace.web.ticket;

import dev.millrace.learning.Learned;
import dev.millrace.learning.Predictions.Prediction;
import dev.millrace.tickets.Choices.Choice;
import dev.millrace.tickets.Choices.Given;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the desk thought of a ticket when it opened. */
public record Thoughts(Map<Learned, Prediction> predictions) {

    /** About the field of this name, if it is one that is learned. */
    public @Nullable Prediction of(String field) {
        return Arrays.stream(Learned.values())
                .filter(each -> each.word().equals(field))
                .findFirst()
                .map(predictions::get)
                .orElse(null);
    }

    /** What the likeliest category is called; empty when there is none, or nobody can choose it any more. */
    public String category(Given choices) {
        var thought = predictions.get(Learned.CATEGORY);
        return thought == null
                ? ""
                : choices.offeredCategories().stream()
                        .filter(choice ->
                                choice.id().toString().equals(thought.best().label()))
                        .map(Choice::name)
                        .findFirst()
                        .orElse("");
    }
}
