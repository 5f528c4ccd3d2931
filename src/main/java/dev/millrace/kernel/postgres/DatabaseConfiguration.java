package dev.millrace.kernel.postgres;

import dev.millrace.kernel.CannotStart;
import dev.millrace.kernel.Desk;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says which PostgreSQL the desk works on. The pool's settings are in application.yaml. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    Database database(Desk desk, DatabaseSettings settings) {
        var url = settings.url();
        if (url != null && !url.isBlank()) {
            return external(desk, url);
        }
        return new Database.Embedded(
                settings.beside() ? EmbeddedPostgres.startOrJoin(desk.home()) : EmbeddedPostgres.start(desk.home()));
    }

    /** Another node would make another key and could not open what this one sealed. */
    private static Database external(Desk desk, String url) {
        if (desk.secret() == null || desk.secret().isBlank()) {
            throw new CannotStart(
                    "MILLRACE_SECRET is required with DATABASE_URL: the same long random text on every node.");
        }
        return new Database.External(DatabaseUrl.parse(url));
    }
}
