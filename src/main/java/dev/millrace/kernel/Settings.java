package dev.millrace.kernel;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the owner decides in the product: one row a setting, audited, read from memory, fresh on every node. */
@Component
public class Settings {

    public static final String TOPIC = "settings";

    /** A setting's name, its record and what holds until somebody decides. */
    public record Key<T>(String name, Class<T> type, T fallback) {}

    private final Map<String, Object> known = new ConcurrentHashMap<>();
    private final JdbcClient db;
    private final Audit audit;
    private final Realtime realtime;

    Settings(JdbcClient db, Audit audit, Realtime realtime) {
        this.db = db;
        this.audit = audit;
        this.realtime = realtime;
        realtime.listen(TOPIC, _ -> known.clear());
    }

    public <T> T get(Key<T> key) {
        return key.type().cast(known.computeIfAbsent(key.name(), _ -> read(key)));
    }

    @Transactional
    public <T> void put(Key<T> key, T value, @Nullable UUID by) {
        var before = read(key);
        db.sql("""
                insert into kernel.setting (name, value)
                values (:name, cast(:value as jsonb))
                    on conflict (name) do update set value = excluded.value, version = setting.version + 1
                """).param("name", key.name()).param("value", Json.write(value)).update();
        audit.record(by, "setting.changed", key.name(), before, value);
        realtime.announce(TOPIC, key.name());
    }

    private <T> T read(Key<T> key) {
        return db.sql("select value::text from kernel.setting where name = :name")
                .param("name", key.name())
                .query(String.class)
                .optional()
                .map(json -> Json.read(json, key.type()))
                .orElse(key.fallback());
    }
}
