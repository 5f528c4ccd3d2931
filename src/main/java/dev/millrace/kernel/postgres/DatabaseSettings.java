package dev.millrace.kernel.postgres;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the database is.
 *
 * @param url {@code DATABASE_URL}; the embedded server when absent
 * @param beside whether to share the home folder of a desk that runs, as the short commands do
 */
@ConfigurationProperties("millrace.database")
record DatabaseSettings(@Nullable String url, boolean beside) {}
