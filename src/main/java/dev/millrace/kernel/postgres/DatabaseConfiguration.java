package dev.millrace.kernel.postgres;

import dev.millrace.kernel.Installation;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says which PostgreSQL the desk works on. The pool's settings are in application.yaml. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Database database(Installation installation) {
        var external = installation.databaseUrl();
        if (external != null) {
            return new Database.External(DatabaseUrl.parse(external));
        }
        return new Database.Embedded(
                installation.beside()
                        ? EmbeddedPostgres.startOrJoin(installation.home())
                        : EmbeddedPostgres.start(installation.home()));
    }
}
