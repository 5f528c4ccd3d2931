package dev.millrace.knowledge;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Desk;
import dev.millrace.tickets.MessageId;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down which articles our answers lead to. */
@Component
@Transactional
public class LinksSent {

    private final JdbcClient db;
    private final Clock clock;
    private final Pattern link;

    LinksSent(JdbcClient db, Desk desk, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.link = Pattern.compile(
                Pattern.quote(desk.publicUrl().toString().replaceAll("/+$", "")) + "/help/articles/(\\d{1,18})(?!\\d)");
    }

    /** @param text of an answer that one of us sends */
    public void sent(MessageId message, String text) {
        var numbers = link.matcher(text)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .distinct()
                .toArray(Long[]::new);
        if (numbers.length > 0) {
            db.sql("""
                    insert into knowledge.link_sent (article_id, message_id, at)
                    select id, :message, :at
                      from knowledge.article
                     where number = any(:numbers)
                        on conflict do nothing
                    """)
                    .param("message", message.value())
                    .param("at", clock.instant().atOffset(UTC))
                    .param("numbers", numbers)
                    .update();
        }
    }
}
