package dev.millrace.kernel.postgres;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The one PostgreSQL behind the desk. The pool depends on it and so closes before it. */
sealed interface Database extends JdbcConnectionDetails, AutoCloseable {

    @Override
    void close();

    /** Somebody else's server, named by {@code DATABASE_URL}. */
    record External(DatabaseUrl url) implements Database {

        @Override
        public @Nullable String getUsername() {
            return url.user();
        }

        @Override
        public @Nullable String getPassword() {
            return url.password();
        }

        @Override
        public String getJdbcUrl() {
            return url.jdbc();
        }

        @Override
        public void close() {}
    }

    /** The server in the home folder. */
    record Embedded(EmbeddedPostgres postgres) implements Database {

        @Override
        public String getUsername() {
            return postgres.user();
        }

        @Override
        public String getPassword() {
            return postgres.password();
        }

        @Override
        public String getJdbcUrl() {
            return postgres.url();
        }

        @Override
        public void close() {
            postgres.close();
        }
    }
}
