package dev.millrace.people;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The module's settings from outside and its timed job. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleSettings.class)
class PeopleConfig {

    /** Forgets ended sessions and links that no longer work. */
    @Bean
    RecurringTask<Void> peopleSweep(Sessions sessions, Invitations invitations, PasswordResets resets) {
        return Tasks.recurring("people-sweep", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    sessions.sweep();
                    invitations.sweep();
                    resets.sweep();
                });
    }
}
