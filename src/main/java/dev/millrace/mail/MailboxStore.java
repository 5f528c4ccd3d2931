package dev.millrace.mail;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.mail.Mailbox.Auth;
import dev.millrace.mail.Server.Security;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mailboxes as rows, and how far each was read. */
@Component
class MailboxStore {

    private static final String COLUMNS = """
            select id, name, address, from_name, imap_host, imap_port, imap_security, imap_user, imap_pin, folder,
                   smtp_host, smtp_port, smtp_security, smtp_user, smtp_pin, auth, enabled, version, created_at
              from mail.mailbox
            """;

    private final JdbcClient db;

    MailboxStore(JdbcClient db) {
        this.db = db;
    }

    /** How far a folder was read. */
    record Position(long uidValidity, long lastUid) {}

    void insert(Mailbox mailbox, byte[] secrets, @Nullable Instant readsFrom) {
        bound(db.sql("""
                insert into mail.mailbox (id, name, address, from_name, imap_host, imap_port, imap_security, imap_user,
                        imap_pin, folder, smtp_host, smtp_port, smtp_security, smtp_user, smtp_pin, auth, secrets,
                        reads_from, enabled, created_at)
                values (:id, :name, :address, :fromName, :imapHost, :imapPort, :imapSecurity, :imapUser,
                        :imapPin, :folder, :smtpHost, :smtpPort, :smtpSecurity, :smtpUser, :smtpPin, :auth, :secrets,
                        :readsFrom, :enabled, :createdAt)
                """), mailbox, secrets)
                .param("readsFrom", at(readsFrom))
                .param("createdAt", mailbox.createdAt().atOffset(UTC))
                .update();
        db.sql("""
                insert into mail.mailbox_health (mailbox_id, side, state, since)
                values (:id, 'RECEIVING', 'CONNECTING', :at), (:id, 'SENDING', 'CONNECTING', :at)
                """)
                .param("id", mailbox.id().value())
                .param("at", mailbox.createdAt().atOffset(UTC))
                .update();
    }

    void update(Mailbox mailbox, byte[] secrets) {
        var changed = bound(db.sql("""
                update mail.mailbox
                   set name = :name, address = :address, from_name = :fromName,
                       imap_host = :imapHost, imap_port = :imapPort, imap_security = :imapSecurity,
                       imap_user = :imapUser, imap_pin = :imapPin, folder = :folder,
                       smtp_host = :smtpHost, smtp_port = :smtpPort, smtp_security = :smtpSecurity,
                       smtp_user = :smtpUser, smtp_pin = :smtpPin,
                       auth = :auth, secrets = :secrets, enabled = :enabled, version = version + 1
                 where id = :id
                   and version = :version
                   and removed_at is null
                """), mailbox, secrets)
                .param("version", mailbox.version())
                .update();
        if (changed == 0) {
            throw new Conflict("The mailbox %s was changed or removed meanwhile".formatted(mailbox.name()));
        }
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec sql, Mailbox mailbox, byte[] secrets) {
        return sql.param("id", mailbox.id().value())
                .param("name", mailbox.name())
                .param("address", mailbox.address())
                .param("fromName", mailbox.fromName())
                .param("imapHost", mailbox.imap().host())
                .param("imapPort", mailbox.imap().port())
                .param("imapSecurity", mailbox.imap().security().name())
                .param("imapUser", mailbox.imap().user())
                .param("imapPin", mailbox.imap().pin())
                .param("folder", mailbox.folder())
                .param("smtpHost", mailbox.smtp().host())
                .param("smtpPort", mailbox.smtp().port())
                .param("smtpSecurity", mailbox.smtp().security().name())
                .param("smtpUser", mailbox.smtp().user())
                .param("smtpPin", mailbox.smtp().pin())
                .param("auth", mailbox.auth().name())
                .param("secrets", secrets)
                .param("enabled", mailbox.enabled());
    }

    void remove(MailboxId id, Instant at) {
        db.sql("""
                update mail.mailbox
                   set removed_at = :at, enabled = false, secrets = null, version = version + 1
                 where id = :id
                """).param("id", id.value()).param("at", at.atOffset(UTC)).update();
    }

    Optional<Mailbox> find(MailboxId id) {
        return db.sql(COLUMNS + " where id = :id and removed_at is null")
                .param("id", id.value())
                .query(MailboxStore::mailbox)
                .optional();
    }

    /** Oldest first. */
    List<Mailbox> all() {
        return db.sql(COLUMNS + " where removed_at is null order by created_at, id")
                .query(MailboxStore::mailbox)
                .list();
    }

    boolean isAddressTaken(String address, MailboxId by) {
        return db.sql("""
                select exists (select 1
                                 from mail.mailbox
                                where lower(address) = lower(:address)
                                  and removed_at is null
                                  and id <> :by)
                """)
                .param("address", address)
                .param("by", by.value())
                .query(Boolean.class)
                .single();
    }

    Optional<byte[]> secrets(MailboxId id) {
        return db.sql("select secrets from mail.mailbox where id = :id and secrets is not null")
                .param("id", id.value())
                .query((row, _) -> row.getBytes("secrets"))
                .optional();
    }

    /** A renewed token does not count as a change: whoever edits the mailbox meanwhile wins. */
    void keepSecrets(MailboxId id, int version, byte[] secrets) {
        db.sql("update mail.mailbox set secrets = :secrets where id = :id and version = :version")
                .param("id", id.value())
                .param("version", version)
                .param("secrets", secrets)
                .update();
    }

    /** Empty when everything in the folder is read. */
    Optional<Instant> readsFrom(MailboxId id) {
        return db.sql("select reads_from from mail.mailbox where id = :id and reads_from is not null")
                .param("id", id.value())
                .query((row, _) -> instant(row, "reads_from"))
                .optional()
                .map(at -> at);
    }

    Optional<Position> position(MailboxId id, String folder) {
        return db.sql("""
                select uid_validity, last_uid
                  from mail.cursor
                 where mailbox_id = :id
                   and folder = :folder
                """)
                .param("id", id.value())
                .param("folder", folder)
                .query((row, _) -> new Position(row.getLong("uid_validity"), row.getLong("last_uid")))
                .optional();
    }

    /** Where reading begins, unless another node has begun already. */
    void begin(MailboxId id, String folder, Position position) {
        db.sql("""
                insert into mail.cursor (mailbox_id, folder, uid_validity, last_uid)
                values (:id, :folder, :validity, :uid)
                    on conflict (mailbox_id, folder) do update
                   set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid
                 where cursor.uid_validity <> excluded.uid_validity
                """)
                .param("id", id.value())
                .param("folder", folder)
                .param("validity", position.uidValidity())
                .param("uid", position.lastUid())
                .update();
    }

    void forgetPositions(MailboxId id) {
        db.sql("delete from mail.cursor where mailbox_id = :id")
                .param("id", id.value())
                .update();
    }

    boolean advance(Arrival arrival) {
        return db.sql("""
                update mail.cursor
                   set last_uid = :uid
                 where mailbox_id = :id
                   and folder = :folder
                   and uid_validity = :validity
                   and last_uid < :uid
                """)
                        .param("id", arrival.mailbox().value())
                        .param("folder", arrival.folder())
                        .param("validity", arrival.uidValidity())
                        .param("uid", arrival.uid())
                        .update()
                == 1;
    }

    private static Mailbox mailbox(ResultSet row, int number) throws SQLException {
        return new Mailbox(
                new MailboxId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("address"),
                row.getString("from_name"),
                server(row, "imap_"),
                row.getString("folder"),
                server(row, "smtp_"),
                Auth.valueOf(row.getString("auth")),
                row.getBoolean("enabled"),
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Server server(ResultSet row, String side) throws SQLException {
        return new Server(
                row.getString(side + "host"),
                row.getInt(side + "port"),
                Security.valueOf(row.getString(side + "security")),
                row.getString(side + "user"),
                row.getString(side + "pin"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(UTC);
    }
}
