import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The small company of {@code millrace demo}: its categories, and what its people said of the tickets of their weeks.
 *
 * @param earlier all but the last two weeks
 */
record DemoDesk(List<HeldOut.Category> categories, List<Question> earlier, List<Question> later) {

    private static final String SEPARATOR = "\u001f";
    private static final String TWO_WEEKS_AGO = "(select max(opened_at) - interval '14 days' from tickets.ticket)";

    static DemoDesk of(Path home) throws IOException, InterruptedException, SQLException {
        try (var desk = Desk.demoAt(home)) {
            System.out.printf("demo written: %.0f s%n", desk.start().toMillis() / 1e3);
            var rows = new Rows(desk);
            var categories = new ArrayList<HeldOut.Category>();
            for (var each : rows.column("""
                    select concat_ws(chr(31), name, description, array_to_string(examples, chr(10)), '')
                      from tickets.category
                     where not archived
                    """)) {
                var parts = each.split(SEPARATOR, 4);
                categories.add(new HeldOut.Category(parts[0], parts[1], parts[2]));
            }
            return new DemoDesk(
                    categories, questions(rows, "< %s and c.id is not null"), questions(rows, ">= %s"));
        }
    }

    /** Tickets that somebody has taken, with the category they gave it; what belongs to none has the label of none. */
    private static List<Question> questions(Rows rows, String when) throws IOException, SQLException {
        var questions = new ArrayList<Question>();
        for (var each : rows.column("""
                select concat_ws(chr(31), t.subject, m.body, coalesce(c.name, ''))
                  from tickets.ticket t
                  join tickets.message m on m.id = t.first_message_id
                  left join tickets.category c on c.id = t.category_id
                 where t.assignee_id is not null
                   and t.opened_at %s
                 order by t.opened_at
                """.formatted(when.formatted(TWO_WEEKS_AGO)))) {
            var parts = each.split(SEPARATOR, 3);
            questions.add(new Question(parts[0], parts[1], parts[2]));
        }
        return questions;
    }
}
