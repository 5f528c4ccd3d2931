package dev.millrace.mail;

import static dev.millrace.mail.MailboxStore.instant;
import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Json;
import dev.millrace.mail.Outgoing.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Outgoing mails as rows: queued, claimed by a node, marked before their data is sent, settled. */
@Component
class OutgoingStore {

    private static final String COLUMNS = """
            o.id, o.mailbox_id, o.about, o.message_id, o.envelope_from, o.recipients, o.waiting, o.refused, o.state,
            o.attempts, o.queued_at, o.next_attempt_at, o.give_up_at, o.uncertain, o.last_error, o.sent_at
            """;

    private final JdbcClient db;
    private final Clock clock;

    OutgoingStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A mail this node has in hand.
     *
     * @param waiting the recipients it has not been delivered to or refused for
     * @param perhapsSent an attempt broke off after its data was on the way
     */
    record Claimed(Outgoing mail, String envelopeFrom, List<String> waiting, Instant giveUpAt, boolean perhapsSent) {}

    void insert(UUID id, Mailbox mailbox, UUID about, String messageId, List<String> recipients, byte[] mime) {
        var now = clock.instant();
        db.sql("""
                insert into mail.outgoing (id, mailbox_id, about, message_id, envelope_from, recipients, waiting, mime,
                        state, queued_at, next_attempt_at, give_up_at)
                values (:id, :mailbox, :about, :messageId, :from, :recipients, :recipients, :mime,
                        'QUEUED', :now, :now, :giveUpAt)
                """)
                .param("id", id)
                .param("mailbox", mailbox.id().value())
                .param("about", about)
                .param("messageId", messageId)
                .param("from", mailbox.address())
                .param("recipients", recipients.toArray(String[]::new))
                .param("mime", mime)
                .param("now", now.atOffset(UTC))
                .param("giveUpAt", now.plus(Backoff.GIVE_UP).atOffset(UTC))
                .update();
    }

    /** A mailbox that has something to send, and the version of its settings. */
    record Due(MailboxId mailbox, int version) {}

    List<Due> mailboxesWithDueMail() {
        return db.sql("""
                select m.id, m.version
                  from mail.mailbox m
                 where m.enabled
                   and m.removed_at is null
                   and exists (select 1
                                 from mail.outgoing o
                                where o.mailbox_id = m.id
                                  and o.state = 'QUEUED'
                                  and o.next_attempt_at <= :now)
                """)
                .param("now", clock.instant().atOffset(UTC))
                .query((row, _) -> new Due(new MailboxId(row.getObject("id", UUID.class)), row.getInt("version")))
                .list();
    }

    /** Nodes ask at the same time and each gets others. */
    List<Claimed> claim(MailboxId mailbox, UUID node, int limit) {
        return db
                .sql("""
                with due as (
                    select id
                      from mail.outgoing
                     where mailbox_id = :mailbox
                       and state = 'QUEUED'
                       and next_attempt_at <= :now
                     order by next_attempt_at, id
                     limit :limit
                       for update skip locked)
                update mail.outgoing o
                   set state = 'SENDING', claimed_at = :now, claimed_by = :node
                  from due
                 where o.id = due.id
                returning %s
                """.formatted(COLUMNS))
                .param("mailbox", mailbox.value())
                .param("now", clock.instant().atOffset(UTC))
                .param("limit", limit)
                .param("node", node)
                .query(OutgoingStore::claimed)
                .list()
                .stream()
                .sorted(Comparator.comparing(claimed -> claimed.mail().id()))
                .toList();
    }

    Optional<byte[]> mime(UUID id) {
        return db.sql("select mime from mail.outgoing where id = :id and mime is not null")
                .param("id", id)
                .query((row, _) -> row.getBytes("mime"))
                .optional();
    }

    /** Committed just before the data leaves. False when the mail is no longer in this node's hand: then nothing may leave. */
    boolean markData(UUID id, UUID node) {
        return mine(db.sql("""
                update mail.outgoing
                   set data_at = :now
                 where id = :id
                   and state = 'SENDING'
                   and claimed_by = :node
                """), id, node)
                        .param("now", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    boolean settled(
            Claimed claimed,
            UUID node,
            State state,
            Map<String, String> refused,
            @Nullable String error,
            boolean told) {
        return mine(db.sql("""
                update mail.outgoing
                   set state = :state, refused = cast(:refused as jsonb), last_error = :error, told = :told,
                       waiting = '{}', data_at = null, claimed_at = null, claimed_by = null,
                       attempts = attempts + 1,
                       sent_at = case when :state = 'SENT' then cast(:now as timestamptz) end
                 where id = :id
                   and state = 'SENDING'
                   and claimed_by = :node
                """), claimed.mail().id(), node)
                        .param("state", state.name())
                        .param("refused", Json.write(refused))
                        .param("error", error)
                        .param("told", told)
                        .param("now", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    boolean queuedAgain(Claimed claimed, UUID node, Later later, boolean told) {
        return mine(db.sql("""
                update mail.outgoing
                   set state = 'QUEUED', waiting = :waiting, refused = cast(:refused as jsonb), last_error = :error,
                       attempts = attempts + :attempts, next_attempt_at = :next, told = :told,
                       uncertain = uncertain + :uncertain, claimed_at = null, claimed_by = null,
                       data_at = null
                 where id = :id
                   and state = 'SENDING'
                   and claimed_by = :node
                """), claimed.mail().id(), node)
                        .param("waiting", later.waiting().toArray(String[]::new))
                        .param("refused", Json.write(later.refused()))
                        .param("error", later.why())
                        .param("attempts", later.counts() ? 1 : 0)
                        .param("uncertain", later.perhapsSent() ? 1 : 0)
                        .param("next", later.at().atOffset(UTC))
                        .param("told", told)
                        .update()
                == 1;
    }

    /**
     * Why and when a mail is tried again.
     *
     * @param counts false when no server was asked to take this mail
     * @param perhapsSent its data was on the way when the connection broke
     */
    record Later(
            List<String> waiting,
            Map<String, String> refused,
            String why,
            Instant at,
            boolean counts,
            boolean perhapsSent) {}

    /** What dead nodes had in hand. Where the data was on the way already, the mail may arrive twice: ADR 0006. */
    int takeOver(UUID node, Duration silence) {
        return db.sql("""
                update mail.outgoing o
                   set state = 'QUEUED', claimed_at = null, claimed_by = null, next_attempt_at = :now,
                       uncertain = uncertain + case when data_at is null then 0 else 1 end,
                       data_at = null
                 where state = 'SENDING'
                   and claimed_by <> :node
                   and not exists (select 1
                                     from mail.node n
                                    where n.id = o.claimed_by
                                      and n.seen_at > now() - make_interval(secs => :silence))
                """)
                .param("now", clock.instant().atOffset(UTC))
                .param("node", node)
                .param("silence", silence.toMillis() / 1000.0)
                .update();
    }

    List<UUID> untold() {
        return db.sql("select id from mail.outgoing where not told order by id limit 100")
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Locked, so that one node tells. */
    Optional<Outgoing> lockUntold(UUID id) {
        return db.sql("select " + COLUMNS + " from mail.outgoing o where id = :id and not told for update skip locked")
                .param("id", id)
                .query(OutgoingStore::outgoing)
                .optional();
    }

    void told(UUID id) {
        db.sql("update mail.outgoing set told = true where id = :id")
                .param("id", id)
                .update();
    }

    boolean retry(UUID id) {
        var now = clock.instant();
        return db.sql("""
                update mail.outgoing
                   set state = 'QUEUED', attempts = 0, next_attempt_at = :now, give_up_at = :giveUpAt, told = true,
                       waiting = recipients, refused = '{}'
                 where id = :id
                   and state in ('FAILED', 'CANCELLED')
                   and mime is not null
                """)
                        .param("now", now.atOffset(UTC))
                        .param("giveUpAt", now.plus(Backoff.GIVE_UP).atOffset(UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean cancel(UUID id) {
        return db.sql("update mail.outgoing set state = 'CANCELLED' where id = :id and state = 'QUEUED'")
                        .param("id", id)
                        .update()
                == 1;
    }

    void failAll(MailboxId mailbox, String why) {
        db.sql("""
                update mail.outgoing
                   set state = 'FAILED', last_error = :why, told = false
                 where mailbox_id = :mailbox
                   and state = 'QUEUED'
                """).param("why", why).param("mailbox", mailbox.value()).update();
    }

    /** Sent bodies are kept for a week, to be looked at; the ticket has the text and the files anyway. */
    void forgetBodies() {
        db.sql("""
                update mail.outgoing
                   set mime = null
                 where state = 'SENT'
                   and mime is not null
                   and sent_at < :weekAgo
                """)
                .param("weekAgo", clock.instant().minus(Duration.ofDays(7)).atOffset(UTC))
                .update();
    }

    Optional<Outgoing> find(UUID id) {
        return db.sql("select " + COLUMNS + " from mail.outgoing o where id = :id")
                .param("id", id)
                .query(OutgoingStore::outgoing)
                .optional();
    }

    List<Outgoing> about(UUID about) {
        return db.sql("select " + COLUMNS + " from mail.outgoing o where about = :about order by id")
                .param("about", about)
                .query(OutgoingStore::outgoing)
                .list();
    }

    List<Outgoing> failed(UUID before, int limit) {
        return db.sql("select " + COLUMNS + """
                  from mail.outgoing o
                 where state = 'FAILED'
                   and id < :before
                 order by id desc
                 limit :limit
                """)
                .param("before", before)
                .param("limit", limit)
                .query(OutgoingStore::outgoing)
                .list();
    }

    private static JdbcClient.StatementSpec mine(JdbcClient.StatementSpec sql, UUID id, UUID node) {
        return sql.param("id", id).param("node", node);
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        return new Claimed(
                outgoing(row, number),
                row.getString("envelope_from"),
                strings(row, "waiting"),
                row.getObject("give_up_at", OffsetDateTime.class).toInstant(),
                row.getInt("uncertain") > 0);
    }

    private static Outgoing outgoing(ResultSet row, int number) throws SQLException {
        return new Outgoing(
                row.getObject("id", UUID.class),
                new MailboxId(row.getObject("mailbox_id", UUID.class)),
                row.getObject("about", UUID.class),
                row.getString("message_id"),
                strings(row, "recipients"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                row.getObject("next_attempt_at", OffsetDateTime.class).toInstant(),
                row.getString("last_error"),
                instant(row, "sent_at"),
                reasons(row.getString("refused")),
                row.getInt("uncertain"));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Map<String, String> reasons(String json) {
        var reasons = new LinkedHashMap<String, String>();
        Json.tree(json)
                .properties()
                .forEach(one -> reasons.put(one.getKey(), one.getValue().asString()));
        return reasons;
    }
}
