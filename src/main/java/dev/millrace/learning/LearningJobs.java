package dev.millrace.learning;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.millrace.learning.LearningEvent.AccuracyFell;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done from time to time, on one node: learning when there is something to learn, and tidying the list to review. */
@Configuration(proxyBeanMethods = false)
class LearningJobs {

    /** Learns about the field whose word is the instance's id, whether there is much to learn or not. */
    static final TaskDescriptor<Void> LESSON = TaskDescriptor.of("learning-lesson");

    /** As far back as the page of accuracy looks by itself. */
    private static final Duration LOOKING_BACK = Duration.ofDays(90);

    @Bean
    RecurringTask<Void> learningTraining(Training training) {
        return Tasks.recurring("learning-training", FixedDelay.of(Duration.ofSeconds(30)))
                .execute((_, _) -> {
                    for (var field : Learned.values()) {
                        if (training.due(field)) {
                            learn(training, field);
                        }
                    }
                });
    }

    @Bean
    OneTimeTask<Void> learningLesson(Training training) {
        return Tasks.oneTime(LESSON).execute((instance, _) -> learn(training, Learned.of(instance.getId())));
    }

    private static void learn(Training training, Learned field) {
        Considerate.run("learning-" + field.word(), progress -> training.train(field, progress));
    }

    /** Looks whether the desk has become worse than it was, and says so. */
    @Bean
    RecurringTask<Void> learningDrift(Accuracy accuracy, ApplicationEventPublisher events, Clock clock) {
        return Tasks.recurring("learning-drift", FixedDelay.of(Duration.ofHours(6)))
                .execute((_, _) -> {
                    for (var field : Learned.values()) {
                        var drift = accuracy.of(field, LOOKING_BACK).drift();
                        if (drift.worse()) {
                            events.publishEvent(new AccuracyFell(
                                    field,
                                    drift.earlier().value(),
                                    drift.recently().value(),
                                    clock.instant()));
                        }
                    }
                });
    }

    @Bean
    RecurringTask<Void> learningReviewSweep(Reviews reviews) {
        return Tasks.recurring("learning-review-sweep", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> reviews.sweep());
    }
}
