package dev.millrace.learning;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.millrace.language.Label;
import dev.millrace.language.LanguageId;
import java.time.Clock;
import java.util.Collection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Learning at somebody's wish, and what there is to learn from. */
@Component
public class Lessons {

    private final Labels labels;
    private final LabelledTickets tickets;
    private final Training training;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Lessons(
            Labels labels,
            LabelledTickets tickets,
            Training training,
            ObjectProvider<Scheduler> scheduler,
            Clock clock) {
        this.labels = labels;
        this.tickets = tickets;
        this.training = training;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Makes the next version soon, in the background, on whichever node is free. Asked twice, it is made once. */
    public void ask(Learned field) {
        scheduler
                .getObject()
                .scheduleIfNotExists(LearningJobs.LESSON.instance(field.word()).scheduledTo(clock.instant()));
    }

    /** Whether there is something that no version has learned yet. */
    public boolean due(Learned field) {
        return training.due(field);
    }

    /** Tickets whose value a person has said. */
    public int count(Learned field) {
        return tickets.count(field, labels.of(field).stream().map(Label::id).toList());
    }

    /** The languages that can be told apart, as their ISO 639-1 codes. */
    public Collection<String> languages() {
        return LanguageId.known();
    }
}
