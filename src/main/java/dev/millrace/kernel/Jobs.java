package dev.millrace.kernel;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Timed jobs, kept in PostgreSQL so that one node does each once. A module adds a job by declaring a {@link Task} bean. */
@Configuration(proxyBeanMethods = false)
class Jobs {

    /** Forgets what has served its time: old throttle windows and idempotency keys. */
    @Bean
    RecurringTask<Void> sweep(Throttle throttle, Idempotency idempotency) {
        return Tasks.recurring("kernel-sweep", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    throttle.sweep();
                    idempotency.sweep();
                });
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Scheduler scheduler(DataSource database, List<Task<?>> jobs) {
        var recurring = jobs.stream()
                .filter(RecurringTask.class::isInstance)
                .map(job -> (RecurringTask<?>) job)
                .toList();
        var others =
                jobs.stream().filter(job -> !(job instanceof RecurringTask)).toList();
        return Scheduler.create(database, others)
                .startTasks(recurring)
                .tableName("kernel.job")
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .threads(4)
                .pollingInterval(Duration.ofSeconds(2))
                // a killed node's job is found dead after four beats and by a look every second one: within 48 s
                .heartbeatInterval(Duration.ofSeconds(8))
                .missedHeartbeatsLimit(4)
                .build();
    }
}
