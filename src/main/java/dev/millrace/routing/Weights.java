package dev.millrace.routing;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Settings;
import dev.millrace.tickets.Priority;

/** How many units of somebody's capacity an open ticket takes. */
public record Weights(int immediate, int high, int moderate, int low) {

    public static final Settings.Key<Weights> KEY =
            new Settings.Key<>("assignment.weights", Weights.class, new Weights(3, 2, 1, 1));

    private static final int MOST = 20;

    public Weights {
        must("immediate", immediate);
        must("high", high);
        must("moderate", moderate);
        must("low", low);
    }

    public int of(Priority priority) {
        return switch (priority) {
            case IMMEDIATE -> immediate;
            case HIGH -> high;
            case MODERATE -> moderate;
            case LOW -> low;
        };
    }

    private static void must(String field, int weight) {
        if (weight < 1 || weight > MOST) {
            throw new Invalid(field, "A number from 1 to %d.".formatted(MOST));
        }
    }
}
