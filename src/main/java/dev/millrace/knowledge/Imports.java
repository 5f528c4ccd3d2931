package dev.millrace.knowledge;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Bundle.Text;
import dev.millrace.knowledge.ImportReport.Fate;
import dev.millrace.knowledge.ImportReport.Import;
import dev.millrace.knowledge.ImportReport.Line;
import dev.millrace.knowledge.ImportReport.State;
import dev.millrace.people.Agents;
import dev.millrace.people.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings articles along from elsewhere. First it says what would become what; then a job does it, text by text, and goes on where it
 * was when the desk is started again. The same text a second time changes the draft it became, and never makes another.
 */
@Component
public class Imports {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);

    private final JdbcClient db;
    private final FileStore files;
    private final Importer importer;
    private final Settings settings;
    private final Agents agents;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Imports(
            JdbcClient db,
            FileStore files,
            Importer importer,
            Settings settings,
            Agents agents,
            TransactionTemplate transaction,
            ObjectProvider<Scheduler> scheduler,
            Clock clock) {
        this.db = db;
        this.files = files;
        this.importer = importer;
        this.settings = settings;
        this.agents = agents;
        this.transaction = transaction;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Reads a file and says what would become of it; nothing is changed yet. */
    public Import look(String name, byte[] content, PersonId by) {
        var bundle = ImportReader.read(name, content);
        var stored = files.put(content);
        var report = importer.foresee(bundle);
        var id = Ids.next();
        db.sql("""
                insert into knowledge.import (id, name, sha256, state, total, report, started_by, started_at)
                values (:id, :name, :sha256, 'looked', :total, cast(:report as jsonb), :by, :at)
                """)
                .param("id", id)
                .param("name", name.length() > 200 ? name.substring(name.length() - 200) : name)
                .param("sha256", stored.sha256())
                .param("total", bundle.texts().size())
                .param("report", Json.write(report))
                .param("by", by.value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return find(id);
    }

    public Import find(UUID id) {
        return db.sql("select * from knowledge.import where id = :id")
                .param("id", id)
                .query((row, _) -> new Import(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getBoolean("publish"),
                        row.getInt("done"),
                        row.getInt("total"),
                        Json.read(row.getString("report"), ImportReport.class)))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such import."));
    }

    /** Newest first. */
    public List<Import> recent() {
        return db
                .sql("select id from knowledge.import where state <> 'looked' order by started_at desc limit 10")
                .query((row, _) -> row.getObject("id", UUID.class))
                .list()
                .stream()
                .map(this::find)
                .toList();
    }

    /** @param publish what could be read where it comes from, as far as its importer may */
    public void start(UUID id, boolean publish) {
        transaction.executeWithoutResult(_ -> {
            var started = db.sql(
                            "update knowledge.import set state = 'waiting', publish = :publish where id = :id and state = 'looked'")
                    .param("id", id)
                    .param("publish", publish)
                    .update();
            if (started == 0) {
                find(id);
                throw new Conflict("This import was started already.");
            }
        });
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        KnowledgeJobs.IMPORT.instance(id.toString()).scheduledTo(clock.instant()));
    }

    /** Each text in a transaction of its own: what is done stays done. */
    void run(UUID id) {
        var started = db.sql(
                        "select name, sha256, publish, started_by from knowledge.import where id = :id and state = 'waiting'")
                .param("id", id)
                .query((row, _) -> new Started(
                        row.getString("name"),
                        row.getString("sha256"),
                        row.getBoolean("publish"),
                        new PersonId(row.getObject("started_by", UUID.class))))
                .optional();
        if (started.isEmpty()) {
            return;
        }
        try {
            run(id, started.get());
        } catch (Refusal refusal) {
            finish(id, State.FAILED, find(id).report());
            log.warn("An import of articles was refused: {}", refusal.getMessage());
        }
    }

    private record Started(String name, String sha256, boolean publish, PersonId by) {}

    private void run(UUID id, Started started) {
        var bundle = ImportReader.read(started.name(), content(started.sha256()));
        var spoken = settings.get(HelpLanguages.KEY);
        var by = agents.signedIn(started.by()).orElseThrow(() -> new Conflict("Who started it has left."));
        var numbers = new Numbers();
        var placed = new ArrayList<Line>();
        for (var text : bundle.texts()) {
            placed.add(refusing(text, () -> importer.place(text, spoken, by.id(), numbers)));
        }
        var lines = new ArrayList<Line>();
        for (var text : bundle.texts()) {
            var place = placed.get(lines.size());
            lines.add(
                    place.fate() == Fate.REFUSED
                            ? place
                            : refusing(
                                    text, () -> importer.take(text, bundle, spoken, started.publish(), by, numbers)));
            db.sql("update knowledge.import set done = :done where id = :id")
                    .param("done", lines.size())
                    .param("id", id)
                    .update();
        }
        var problems = new ArrayList<>(Importer.problems(bundle));
        problems.addAll(numbers.problems());
        finish(id, State.DONE, new ImportReport(lines, problems));
    }

    private interface Step {
        Line take();
    }

    /** One text that is refused does not keep the others back. */
    private static Line refusing(Text text, Step step) {
        try {
            return step.take();
        } catch (Refusal refusal) {
            return new Line(
                    text.file(),
                    text.line(),
                    text.title(),
                    text.language(),
                    "",
                    Fate.REFUSED,
                    null,
                    String.valueOf(refusal.getMessage()));
        }
    }

    private void finish(UUID id, State state, ImportReport report) {
        db.sql("update knowledge.import set state = :state, report = cast(:report as jsonb) where id = :id")
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("report", Json.write(report))
                .param("id", id)
                .update();
    }

    private byte[] content(String sha256) {
        try (var in = files.open(sha256)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
