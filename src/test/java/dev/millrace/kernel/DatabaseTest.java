package dev.millrace.kernel;

import dev.millrace.kernel.postgres.TestPostgres;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Gives a Spring test a real PostgreSQL of its own: a clone of the migrated template, one for each application context.
 * With it come a home folder in {@code target/}, a master key, and a {@link TestClock} in place of the real one.
 *
 * <p>Put it beside what boots the application. A module and what it may use:
 *
 * <pre>{@code
 * @DatabaseTest
 * @ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
 * @Transactional                       // rolls back; leave it out where a commit must be seen, and use fresh names
 * class TicketsTest {
 * }</pre>
 *
 * <p>Or the whole desk: {@code @DatabaseTest @SpringBootTest}, with {@code @AutoConfigureMockMvc} for pages.
 *
 * <p>Spring keeps a context for all tests that ask for the same one, and the rows with it: a test that commits must not
 * count on an empty table.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = DatabaseTest.FreshDatabase.class)
@Import(TestClock.class)
@ExtendWith(TestClock.BackToNow.class)
public @interface DatabaseTest {

    /** Points the application at a new clone before it starts. */
    class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "millrace.database.url=" + TestPostgres.cloneUrl(context),
                            "millrace.home=target/test-home",
                            "millrace.secret=the master key that every test shares",
                            "millrace.people.password-cost=10",
                            "spring.datasource.hikari.maximum-pool-size=6",
                            "spring.datasource.hikari.minimum-idle=0")
                    .applyTo(context);
        }
    }
}
