package dev.millrace.replies;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done with templates from time to time, on one node. */
@Configuration(proxyBeanMethods = false)
class TemplateJobs {

    @Bean
    RecurringTask<Void> templateReminders(Templates templates) {
        return Tasks.recurring("replies-template-reminders", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> templates.remind());
    }

    /** Four times a day is soon enough for what took weeks to grow. */
    @Bean
    RecurringTask<Void> templateMining(Mining mining) {
        return Tasks.recurring("replies-mining", FixedDelay.of(Duration.ofHours(6)))
                .execute((_, _) -> mining.look());
    }
}
