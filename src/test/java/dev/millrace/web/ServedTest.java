package dev.millrace.web;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.Cast;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test of the desk on a port, asked by a {@link Visitor} or looked at through a {@link Window}. All such tests share one
 * desk and its rows: use names of your own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({Cast.class, Desk.class})
public @interface ServedTest {}
