package dev.millrace.kernel.postgres;

import dev.millrace.kernel.CannotStart;
import dev.millrace.kernel.Desk;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
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

    /** On a large desk they may take longer than the minute after which any other statement is given up. */
    @Bean
    FlywayConfigurationCustomizer patienceWithMigrations() {
        return flyway -> flyway.callbacks(new BaseCallback() {

            @Override
            public boolean supports(Event event, Context context) {
                return event == Event.BEFORE_EACH_MIGRATE;
            }

            @Override
            public void handle(Event event, Context context) {
                try {
                    context.getConnection().setNetworkTimeout(Runnable::run, 0);
                } catch (SQLException e) {
                    throw new FlywayException(e);
                }
            }
        });
    }

    @Bean
    FlywayMigrationStrategy migration(Desk desk) {
        return flyway -> {
            try {
                flyway.migrate();
            } catch (FlywayValidateException e) {
                throw new CannotStart("""
                        This database was made by another build of Millrace, which cannot be taken over; nothing was changed. \
                        Start that build, or this one with a new MILLRACE_HOME (it is %s) or DATABASE_URL.""".formatted(desk.home()));
            }
        };
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
