package dev.millrace.mail;

import dev.millrace.kernel.DatabaseTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestPropertySource;

/** The mail module on a real database with short patience, an in-between for what arrives and a witness of what is sent. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
// people only because DatabaseTest sets one of their settings, and a boot refuses settings that no module reads
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES, extraIncludes = "people", verifyAutomatically = false)
@TestPropertySource(
        properties = {
            "millrace.mail.look=400ms",
            "millrace.mail.connect-timeout=1500ms",
            "millrace.mail.read-timeout=1500ms",
            "millrace.mail.node-silence=2s",
            "millrace.mail.max-message=1MB"
        })
@Import({TakenMail.class, Witness.class})
@interface MailTest {}
