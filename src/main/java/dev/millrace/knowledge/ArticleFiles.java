package dev.millrace.knowledge;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.StoredFile;
import dev.millrace.people.PersonId;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The files of articles. Who may read the article may read them. */
@Component
public class ArticleFiles {

    public static final int LARGEST = 50 << 20;

    private final JdbcClient db;
    private final FileStore files;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ArticleFiles(JdbcClient db, FileStore files, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.transaction = transaction;
        this.db = db;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    public ArticleFile add(ArticleId article, String name, String type, byte[] content, PersonId by) {
        if (content.length == 0 || content.length > LARGEST) {
            throw new Invalid("file", content.length == 0 ? "This file is empty." : "A file has at most 50 MB.");
        }
        var plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+", "");
        var kept = plain.isEmpty() ? "file" : plain.substring(Math.max(0, plain.length() - 100));
        // The store may be far away: no transaction waits for it.
        var file = new ArticleFile(Ids.next(), article, kept, type, files.put(content));
        transaction.executeWithoutResult(_ -> add(file, by));
        return file;
    }

    private void add(ArticleFile file, PersonId by) {
        db.sql("""
                insert into knowledge.file (id, article_id, name, type, size, sha256, added_by, added_at)
                values (:id, :article, :name, :type, :size, :sha256, :by, :at)
                """)
                .param("id", file.id())
                .param("article", file.article().value())
                .param("name", file.name())
                .param("type", file.type())
                .param("size", file.stored().size())
                .param("sha256", file.stored().sha256())
                .param("by", by.value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(by.value(), "article.file_added", file.name(), null, file.path());
    }

    /** Oldest first. */
    public List<ArticleFile> of(ArticleId article) {
        return db.sql("select * from knowledge.file where article_id = :article order by added_at")
                .param("article", article.value())
                .query(ArticleFiles::file)
                .list();
    }

    /** @throws NotFound also when the visitor may not read its article */
    public ArticleFile find(UUID id, Visitor visitor) {
        return db.sql("""
                select f.*
                  from knowledge.file f
                  join knowledge.article a on a.id = f.article_id
                 where f.id = :id
                   and (:staff or exists (select from knowledge.published p where p.article_id = a.id))
                   and """ + " " + HelpCentre.READABLE)
                .param("id", id)
                .params(HelpCentre.params(visitor))
                .query(ArticleFiles::file)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such file."));
    }

    public InputStream open(ArticleFile file) {
        return files.open(file.stored().sha256());
    }

    private static ArticleFile file(ResultSet row, int nth) throws SQLException {
        return new ArticleFile(
                row.getObject("id", UUID.class),
                new ArticleId(row.getObject("article_id", UUID.class)),
                row.getString("name"),
                row.getString("type"),
                new StoredFile(row.getString("sha256"), row.getLong("size")));
    }
}
