package dev.millrace.routing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What routing does by the clock, on one node. */
@Configuration(proxyBeanMethods = false)
class RoutingJobs {

    @Bean
    RecurringTask<Void> automations(TimedRules rules) {
        return Tasks.recurring("routing-automations", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> rules.run());
    }
}
