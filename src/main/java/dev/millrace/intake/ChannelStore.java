package dev.millrace.intake;

import static java.time.ZoneOffset.UTC;

import dev.millrace.people.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Channels as rows. */
@Component
class ChannelStore {

    private final JdbcClient db;

    ChannelStore(JdbcClient db) {
        this.db = db;
    }

    /** Oldest first. */
    List<Channel> all() {
        return db.sql("select * from intake.channel where removed_at is null order by created_at, id")
                .query(ChannelStore::channel)
                .list();
    }

    Optional<Channel> find(ChannelId id) {
        return db.sql("select * from intake.channel where id = :id and removed_at is null")
                .param("id", id.value())
                .query(ChannelStore::channel)
                .optional();
    }

    String name(ChannelId id) {
        return db.sql("select name from intake.channel where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    /** Answers whether it could: nobody else may have the address. */
    boolean insert(Channel channel) {
        return bound(db.sql("""
                insert into intake.channel (id, kind, name, address, team_id, enabled, created_at)
                values (:id, :kind, :name, :address, :team, :enabled, :createdAt)
                    on conflict do nothing
                """), channel)
                        .param("kind", channel.kind().word())
                        .param("createdAt", channel.createdAt().atOffset(UTC))
                        .update()
                == 1;
    }

    void update(Channel channel) {
        bound(db.sql("""
                update intake.channel
                   set name = :name, address = :address, team_id = :team, enabled = :enabled
                 where id = :id
                """), channel).update();
    }

    boolean isAddressTaken(String address, ChannelId by) {
        return db.sql("""
                select exists (select
                                 from intake.channel
                                where address = :address
                                  and removed_at is null
                                  and id <> :by)
                """)
                .param("address", address)
                .param("by", by.value())
                .query(Boolean.class)
                .single();
    }

    void remove(ChannelId id, Instant at) {
        db.sql("update intake.channel set removed_at = :at, enabled = false where id = :id")
                .param("at", at.atOffset(UTC))
                .param("id", id.value())
                .update();
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec sql, Channel channel) {
        var team = channel.team();
        return sql.param("id", channel.id().value())
                .param("name", channel.name())
                .param("address", channel.address())
                .param("team", team == null ? null : team.value())
                .param("enabled", channel.enabled());
    }

    private static Channel channel(ResultSet row, int nth) throws SQLException {
        var team = row.getObject("team_id", UUID.class);
        return new Channel(
                new ChannelId(row.getObject("id", UUID.class)),
                Channel.Kind.of(row.getString("kind")),
                row.getString("name"),
                row.getString("address"),
                team == null ? null : new TeamId(team),
                row.getBoolean("enabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
