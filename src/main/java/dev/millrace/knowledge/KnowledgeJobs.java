package dev.millrace.knowledge;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about articles from time to time, on one node. */
@Configuration(proxyBeanMethods = false)
class KnowledgeJobs {

    /** One import, whose id is the instance's. */
    static final TaskDescriptor<Void> IMPORT = TaskDescriptor.of("knowledge-import");

    /** Often enough that a day does not begin without it; who is told is told once for each day it became due. */
    @Bean
    RecurringTask<Void> knowledgeReviews(DueReviews reviews) {
        return Tasks.recurring("knowledge-reviews", FixedDelay.of(Duration.ofHours(3)))
                .execute((_, _) -> reviews.announce());
    }

    /** What nobody wrote about for a week is known by the hour. */
    @Bean
    RecurringTask<Void> knowledgeDeflections(Deflections deflections) {
        return Tasks.recurring("knowledge-deflections", FixedDelay.of(Duration.ofMinutes(20)))
                .execute((_, _) -> deflections.settle());
    }

    /** Once a day is soon enough for what took weeks to grow. */
    @Bean
    RecurringTask<Void> knowledgeGaps(Gaps gaps) {
        return Tasks.recurring("knowledge-gaps", FixedDelay.of(Duration.ofHours(24)))
                .execute((_, _) -> gaps.look());
    }

    /** Taken up again after a crash; what was imported by then stays and is passed by. */
    @Bean
    OneTimeTask<Void> knowledgeImport(Imports imports) {
        return Tasks.oneTime(IMPORT).execute((instance, _) -> imports.run(UUID.fromString(instance.getId())));
    }
}
