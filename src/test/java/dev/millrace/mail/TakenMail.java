package dev.millrace.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.mail.Arrival.Oversize;
import dev.millrace.mail.Arrival.Unreadable;
import dev.millrace.mail.Arrival.Whole;
import dev.millrace.mail.spi.Arrivals;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what arrives as intake does: the row and the cursor in one transaction. */
class TakenMail implements Arrivals {

    record Taken(long uidValidity, long uid, String kind, String text) {

        String subject() {
            return text.lines()
                    .filter(line -> line.startsWith("Subject: "))
                    .findFirst()
                    .map(line -> line.substring(9))
                    .orElse(text);
        }
    }

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Mailboxes mailboxes;

    /** Text whose arrival fails, as if the database were away. */
    final Set<String> failing = ConcurrentHashMap.newKeySet();

    TakenMail(JdbcClient db, TransactionTemplate transaction, Mailboxes mailboxes) {
        this.db = db;
        this.transaction = transaction;
        this.mailboxes = mailboxes;
        db.sql("""
                create table if not exists public.taken (
                    id       bigint generated always as identity,
                    mailbox  uuid,
                    validity bigint,
                    uid      bigint,
                    kind     text,
                    body     text)
                """).update();
    }

    @Override
    public void arrived(Arrival arrival) {
        transaction.executeWithoutResult(_ -> {
            var text = text(arrival);
            if (!mailboxes.advance(arrival)) {
                return;
            }
            db.sql("""
                    insert into public.taken (mailbox, validity, uid, kind, body)
                    values (:mailbox, :validity, :uid, :kind, :body)
                    """)
                    .param("mailbox", arrival.mailbox().value())
                    .param("validity", arrival.uidValidity())
                    .param("uid", arrival.uid())
                    .param("kind", arrival.content().getClass().getSimpleName())
                    .param("body", text)
                    .update();
            if (failing.stream().anyMatch(text::contains)) {
                throw new IllegalStateException("The journal is away");
            }
        });
    }

    private static String text(Arrival arrival) {
        return switch (arrival.content()) {
            case Whole whole -> new String(whole.raw(), UTF_8);
            case Oversize oversize -> new String(oversize.headers(), UTF_8);
            case Unreadable unreadable -> unreadable.why();
        };
    }

    List<String> subjects(Mailbox mailbox) {
        return of(mailbox).stream().map(Taken::subject).toList();
    }

    List<Taken> of(Mailbox mailbox) {
        return db.sql("select mailbox, validity, uid, kind, body from public.taken where mailbox = :id order by id")
                .param("id", mailbox.id().value())
                .query((row, _) -> new Taken(
                        row.getLong("validity"), row.getLong("uid"), row.getString("kind"), row.getString("body")))
                .list();
    }
}
