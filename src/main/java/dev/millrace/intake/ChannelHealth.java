package dev.millrace.intake;

import static java.time.ZoneOffset.UTC;

import dev.millrace.mail.MailboxHealth;
import dev.millrace.mail.MailboxHealth.Side;
import dev.millrace.mail.MailboxId;
import dev.millrace.mail.Mailboxes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The channels as their page shows them: is mail coming in, is it going out, and when did something last arrive. */
@Component
public class ChannelHealth {

    /** One channel. {@code receiving} and {@code sending} are null where no mailbox stands behind it. */
    public record Row(
            Channel channel,
            @Nullable MailboxHealth receiving,
            @Nullable MailboxHealth sending,
            long arrivedSince,
            long quarantined,
            @Nullable Instant lastArrival) {

        public boolean isFailing() {
            return isFailing(receiving) || isFailing(sending);
        }

        private static boolean isFailing(@Nullable MailboxHealth side) {
            return side != null && side.state() == MailboxHealth.State.FAILING;
        }
    }

    private record Traffic(
            long since, long quarantined, @Nullable Instant last) {}

    private static final Traffic NONE = new Traffic(0, 0, null);

    private final Channels channels;
    private final Mailboxes mailboxes;
    private final JdbcClient db;

    ChannelHealth(Channels channels, Mailboxes mailboxes, JdbcClient db) {
        this.channels = channels;
        this.mailboxes = mailboxes;
        this.db = db;
    }

    /** @param since from when on arrivals are counted, usually midnight */
    @Transactional(readOnly = true)
    public List<Row> all(Instant since) {
        var traffic = traffic(since);
        var sides = new HashMap<MailboxId, Map<Side, MailboxHealth>>();
        mailboxes
                .health()
                .forEach(health -> sides.computeIfAbsent(health.mailbox(), _ -> new HashMap<>())
                        .put(health.side(), health));
        return channels.all().stream()
                .map(channel -> {
                    var health = sides.getOrDefault(channel.id().mailbox(), Map.of());
                    var seen = traffic.getOrDefault(channel.id(), NONE);
                    return new Row(
                            channel,
                            health.get(Side.RECEIVING),
                            health.get(Side.SENDING),
                            seen.since(),
                            seen.quarantined(),
                            seen.last());
                })
                .toList();
    }

    private Map<ChannelId, Traffic> traffic(Instant since) {
        var traffic = new HashMap<ChannelId, Traffic>();
        db.sql("""
                select c.id,
                       (select count(*)
                          from intake.delivery d
                         where d.channel_id = c.id
                           and d.received_at >= :since) as since,
                       (select count(*)
                          from intake.delivery d
                         where d.channel_id = c.id
                           and d.state = 'quarantined') as quarantined,
                       (select max(d.received_at)
                          from intake.delivery d
                         where d.channel_id = c.id) as last
                  from intake.channel c
                 where c.removed_at is null
                """).param("since", since.atOffset(UTC)).query(row -> {
            traffic.put(
                    new ChannelId(row.getObject("id", UUID.class)),
                    new Traffic(row.getLong("since"), row.getLong("quarantined"), last(row)));
        });
        return traffic;
    }

    private static @Nullable Instant last(ResultSet row) throws SQLException {
        var last = row.getObject("last", OffsetDateTime.class);
        return last == null ? null : last.toInstant();
    }
}
