package dev.millrace.notices;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.millrace.mail.OutboxEvent;
import dev.millrace.mail.spi.Posted;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends newsletters a batch at a time, 150 mails a minute, and writes down what became of each. */
@Configuration(proxyBeanMethods = false)
class NewsletterMails {

    private static final Duration PACE = Duration.ofSeconds(10);

    @Bean
    RecurringTask<Void> newsletterPost(Newsletter newsletter) {
        return Tasks.recurring("newsletter-post", FixedDelay.of(PACE)).execute((_, _) -> newsletter.postSome());
    }

    @Bean
    Posted newsletterOutcome(Newsletter newsletter) {
        return event -> {
            switch (event) {
                case OutboxEvent.Sent sent ->
                    newsletter.settle(sent.about(), sent.refused().isEmpty() ? "sent" : "failed");
                case OutboxEvent.Failed failed -> newsletter.settle(failed.about(), "failed");
                case OutboxEvent.Retrying _ -> {
                    // it is on its way still
                }
            }
        };
    }
}
