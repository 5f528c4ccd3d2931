import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A fresh desk is told of some tickets what they are about, learns, and then sorts others by itself, each as it came in: with
 * the allowed error that is set when nobody has changed it.
 */
record HeldOut(Path home, Load load) {

    private static final int CLIENTS = 4;

    record Category(String name, String description, String examples) {}

    /**
     * @param sorted of the further tickets, by the desk itself
     * @param right of those
     */
    record Outcome(int tickets, int sorted, int right) {

        double share() {
            return 100.0 * sorted / tickets;
        }

        double precision() {
            return 100.0 * right / sorted;
        }
    }

    Outcome run(List<Category> categories, List<Question> known, List<Question> further)
            throws IOException, InterruptedException, SQLException {
        try (var office = Office.open(home)) {
            for (var category : categories) {
                office.addCategory(category.name(), category.description(), category.examples());
            }
            pour(office, known, true);
            office.await();
            office.learn(known.size());
            var before = office.rows().one("select coalesce(max(number), 0) from tickets.ticket");
            pour(office, further, false);
            office.await();
            return outcome(office, before, further);
        }
    }

    private void pour(Office office, List<Question> questions, boolean labelled) throws InterruptedException {
        load.run(CLIENTS, questions.size(), (_, nth) -> office.program().post(
                "/api/v1/tickets",
                "application/json",
                questions.get(nth).json("customer%d@example.com".formatted(nth), labelled),
                201));
    }

    /** The address says which question it was. */
    private static Outcome outcome(Office office, String before, List<Question> further) throws IOException, SQLException {
        var sorted = 0;
        var right = 0;
        var tickets = office.rows().column("""
                select concat_ws('|', substring(p.email from '[0-9]+'), case when o.accepted then c.name end)
                  from tickets.ticket t
                  join people.person p on p.id = t.requester_id
                  left join learning.prediction o on o.ticket_id = t.id and o.field = 'category'
                  left join tickets.category c on c.id = t.category_id
                 where t.number > %s
                """.formatted(before));
        for (var ticket : tickets) {
            var parts = ticket.split("\\|", 2);
            if (parts.length == 2) {
                sorted++;
                right += further.get(Integer.parseInt(parts[0])).label().equals(parts[1]) ? 1 : 0;
            }
        }
        return new Outcome(tickets.size(), sorted, right);
    }
}
