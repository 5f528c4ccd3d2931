package dev.millrace.learning;

import dev.millrace.kernel.Json;
import dev.millrace.language.Sign;
import dev.millrace.learning.Reader.Heard;
import dev.millrace.tickets.TicketId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** What sounds urgent in tickets, as it is kept: of the first message, and of the latest that was heard since. */
@Component
public class Signs {

    private static final TypeReference<List<Sign>> SIGNS = new TypeReference<>() {};

    private final JdbcClient db;

    Signs(JdbcClient db) {
        this.db = db;
    }

    /** As they stand in {@code learning.understanding}; none where nobody has read the ticket. */
    public static List<Sign> read(@Nullable String json) {
        return json == null ? List.of() : Json.mapper().readValue(json, SIGNS);
    }

    /** What was heard now holds; where it says nothing of the kind, what was read before does. */
    public void add(Map<TicketId, Heard> heard) {
        var telling = heard.entrySet().stream()
                .filter(each -> !each.getValue().signs().isEmpty())
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .toList();
        if (telling.isEmpty()) {
            return;
        }
        db.sql("""
                update learning.understanding u
                   set signs = heard.signs
                  from unnest(:tickets, cast(:signs as jsonb[])) as heard (ticket_id, signs)
                 where u.ticket_id = heard.ticket_id
                """)
                .param(
                        "tickets",
                        telling.stream().map(each -> each.getKey().value()).toArray(UUID[]::new))
                .param(
                        "signs",
                        telling.stream()
                                .map(each -> Json.write(each.getValue().signs()))
                                .toArray(String[]::new))
                .update();
    }
}
