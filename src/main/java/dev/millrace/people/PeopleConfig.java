package dev.millrace.people;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The module's settings from outside and its timed jobs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleSettings.class)
class PeopleConfig {

    /** Forgets ended sessions and links that no longer work. */
    @Bean
    RecurringTask<Void> peopleSweep(
            Sessions sessions, Invitations invitations, PasswordResets resets, Customers customers) {
        return Tasks.recurring("people-sweep", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    sessions.sweep();
                    invitations.sweep();
                    resets.sweep();
                    customers.sweep();
                });
    }

    /** Notices who has left, and which shifts have begun. */
    @Bean
    RecurringTask<Void> peopleComeAndGo(Presences presences, Roster roster) {
        return Tasks.recurring("people-come-and-go", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> {
                    presences.sweep();
                    roster.logShifts();
                });
    }
}
