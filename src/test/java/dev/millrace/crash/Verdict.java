package dev.millrace.crash;

import dev.millrace.GreenMailPostOffice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the mail, read from the desk's rows and folders and from the customers' inbox.
 *
 * @param waiting still on its way: look again
 * @param lost accepted, and in no ticket
 * @param doubled a message more than once
 * @param torn conversations in more than one ticket
 * @param withoutFile messages whose file is not in the store as it was sent
 * @param unanswered customers who got no acknowledgement
 * @param answeredTwice customers who got more than one, and the desk does not know why
 * @param uncertain acknowledgements sent again after a crash at the moment ADR 0006 names
 */
record Verdict(
        int mails,
        long waiting,
        int lost,
        int doubled,
        int torn,
        int withoutFile,
        int unanswered,
        int answeredTwice,
        int uncertain) {

    static final String HEAD = """
            | what died | mails | lost | doubled | torn apart | without file | not told | told twice \
            | sent again as ADR 0006 says | back after |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private static final String WAITING = """
            select (select count(*) from intake.delivery where state in ('received', 'quarantined'))
                 + (select count(*) from mail.outgoing where state in ('QUEUED', 'SENDING', 'FAILED'))
                 + (select count(*) from tickets.unsorted)
            """;

    private static final String MESSAGES = """
            select m.mail_message_id, m.ticket_id, a.sha256
              from tickets.message m
              left join tickets.attachment a on a.message_id = m.id
             where m.direction = 'in'
               and m.mail_message_id is not null
            """;

    private static final String UNCERTAIN = """
            select recipients[1]
              from mail.outgoing
             where uncertain > 0
            """;

    static Verdict of(List<Mail> mails, DeskProcess desk, GreenMailPostOffice post) throws SQLException, IOException {
        try (var database = desk.connect()) {
            var conversations = new HashMap<String, String>();
            mails.forEach(mail -> conversations.put(mail.id(), mail.conversation()));
            var seen = new HashMap<String, Integer>();
            var tickets = new HashMap<String, Set<String>>();
            var withoutFile = 0;
            try (var statement = database.createStatement();
                    var rows = statement.executeQuery(MESSAGES)) {
                while (rows.next()) {
                    var id = rows.getString("mail_message_id");
                    var conversation = conversations.get(id);
                    if (conversation != null) {
                        seen.merge(id, 1, Integer::sum);
                        tickets.computeIfAbsent(conversation, _ -> new HashSet<>())
                                .add(rows.getString("ticket_id"));
                        withoutFile += isStored(desk.files(), rows.getString("sha256")) ? 0 : 1;
                    }
                }
            }
            var answers = answers(post);
            var uncertain = new HashSet<>(column(database, UNCERTAIN));
            var customers = tickets.keySet();
            return new Verdict(
                    mails.size(),
                    Long.parseLong(column(database, WAITING).getFirst()),
                    (int) conversations.keySet().stream()
                            .filter(id -> !seen.containsKey(id))
                            .count(),
                    seen.values().stream().mapToInt(times -> times - 1).sum(),
                    (int) tickets.values().stream()
                            .filter(those -> those.size() > 1)
                            .count(),
                    withoutFile,
                    (int) customers.stream()
                            .filter(one -> !answers.containsKey(one))
                            .count(),
                    (int) customers.stream()
                            .filter(one -> answers.getOrDefault(one, 0) > 1 && !uncertain.contains(one))
                            .count(),
                    (int) customers.stream().filter(uncertain::contains).count());
        }
    }

    boolean isSettled() {
        return waiting == 0 && lost == 0 && unanswered == 0;
    }

    boolean isWhole() {
        return isSettled() && doubled == 0 && torn == 0 && withoutFile == 0 && answeredTwice == 0;
    }

    /** A row of the table below {@link #HEAD}. */
    String line(String died, Duration back) {
        return "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %s |%n"
                .formatted(
                        died,
                        mails,
                        lost,
                        doubled,
                        torn,
                        withoutFile,
                        unanswered,
                        answeredTwice,
                        uncertain,
                        back.isZero() ? "" : "%.1f s".formatted(back.toMillis() / 1000.0));
    }

    private static Map<String, Integer> answers(GreenMailPostOffice post) {
        var answers = new HashMap<String, Integer>();
        post.taken().forEach(address -> answers.merge(address, 1, Integer::sum));
        return answers;
    }

    /** Its name is its content's hash, so that a torn file shows. */
    private static boolean isStored(Path files, String sha) throws IOException {
        var file =
                files.resolve(sha.substring(0, 2)).resolve(sha.substring(2, 4)).resolve(sha);
        return Files.exists(file) && Mail.sha256(Files.readAllBytes(file)).equals(sha);
    }

    private static List<String> column(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
