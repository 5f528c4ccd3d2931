package dev.millrace.routing;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.millrace.learning.Considerate;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What routing does by the clock, on one node. */
@Configuration(proxyBeanMethods = false)
class RoutingJobs {

    /** Runs the replay whose id is the instance's. */
    static final TaskDescriptor<Void> REPLAY = TaskDescriptor.of("routing-replay");

    private static final Duration STALE = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> automations(TimedRules rules) {
        return Tasks.recurring("routing-automations", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> rules.run());
    }

    @Bean
    OneTimeTask<Void> routingReplay(Replays replays) {
        return Tasks.oneTime(REPLAY)
                .execute((instance, _) ->
                        Considerate.run("replay", _ -> replays.run(UUID.fromString(instance.getId()))));
    }

    /** Ranks anew what nothing has happened to for an hour: a customer may have become more valuable meanwhile. */
    @Bean
    RecurringTask<Void> routingRerank(RankingRows rows, Clock clock) {
        return Tasks.recurring("routing-rerank", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> rows.addStale(clock.instant().minus(STALE)));
    }
}
