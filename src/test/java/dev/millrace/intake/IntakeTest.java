package dev.millrace.intake;

import dev.millrace.kernel.DatabaseTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestPropertySource;

/** The intake module and all it stands on, on a real database; nothing is settled but what the test has settled. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES, verifyAutomatically = false)
@TestPropertySource(
        properties = {"millrace.intake.workers=0", "millrace.mail.run=false", "millrace.people.password-cost=10"})
@Import(Postroom.class)
@interface IntakeTest {}
