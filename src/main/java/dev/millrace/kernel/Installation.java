package dev.millrace.kernel;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is said from outside, by environment or property, because it must be known before there is a database. All else
 * is {@code Settings}.
 *
 * @param home the data folder
 * @param port the HTTP port
 * @param bind the address to listen on; every interface when absent
 * @param databaseUrl an external PostgreSQL; the embedded one when absent
 * @param url the public base address for links in mails
 * @param files where files are kept; in the home folder when absent
 * @param secret the master key; generated into the home folder when absent
 * @param beside whether this process may share the home folder of a running desk, as the short commands do
 */
@ConfigurationProperties(prefix = "millrace", ignoreUnknownFields = true)
public record Installation(
        Path home,
        int port,
        @Nullable String bind,
        @Nullable String databaseUrl,
        String url,
        @Nullable String files,
        @Nullable String secret,
        boolean beside) {

    public Installation {
        home = home.toAbsolutePath().normalize();
        databaseUrl = blankToNull(databaseUrl);
        files = blankToNull(files);
        secret = blankToNull(secret);
        if (databaseUrl != null && secret == null) {
            throw new IllegalArgumentException(
                    "MILLRACE_SECRET is required with DATABASE_URL: the key must not live on one node only");
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
