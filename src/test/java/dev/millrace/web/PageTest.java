package dev.millrace.web;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.people.Cast;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/** A test of pages: the whole desk on a database of its own, asked through {@link Browser}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@SpringBootTest
@AutoConfigureMockMvc
@Import({Cast.class, Browser.class, Desk.class, Statements.class})
public @interface PageTest {}
