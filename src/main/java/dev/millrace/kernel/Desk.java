package dev.millrace.kernel;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set from outside, by environment variables {@code MILLRACE_HOME} and so on; everything else is configured in
 * the product and kept in the database.
 *
 * @param home data folder: embedded PostgreSQL, files, master key; {@code ~/.millrace} when absent
 * @param port HTTP port
 * @param bind address to listen on; all interfaces when absent
 * @param url public base URL, used in mails and links; {@code http://localhost:PORT} when absent
 * @param files folder for attachments or {@code s3://bucket/prefix}; {@code HOME/files} when absent
 * @param secret master key of the secrets at rest; made once in {@code HOME/secret} when absent
 */
@ConfigurationProperties("millrace")
public record Desk(
        @Nullable Path home,
        @DefaultValue("8080") int port,
        @Nullable String bind,
        @Nullable URI url,
        @Nullable String files,
        @Nullable String secret) {

    public Desk {
        home = (home == null ? Path.of(System.getProperty("user.home"), ".millrace") : home).toAbsolutePath();
    }

    @Override
    public Path home() {
        return Objects.requireNonNull(home);
    }

    public URI publicUrl() {
        return url != null ? url : URI.create("http://localhost:" + port);
    }

    public Path filesFolder() {
        return files != null && !files.isBlank() ? Path.of(files) : home().resolve("files");
    }
}
