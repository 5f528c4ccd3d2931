package dev.millrace.commands;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;

/**
 * As much of a desk as a short command needs: people and the database, and nothing that serves, sends or sorts. Works
 * beside a running desk, on its database, and without one.
 *
 * <p>Not a {@code @Configuration}, or the whole desk would scan it.
 */
@EnableAutoConfiguration
@ComponentScan({"dev.millrace.kernel", "dev.millrace.people"})
final class SmallDesk {

    private static final Map<String, Object> QUIETLY_BESIDE = Map.of(
            "millrace.database.beside", "true",
            "spring.datasource.hikari.minimum-idle", "1",
            "spring.main.log-startup-info", "false");

    static <T> void with(Class<T> frontDoor, Consumer<T> work) {
        try (var desk = new SpringApplicationBuilder(SmallDesk.class)
                .web(WebApplicationType.NONE)
                .properties(QUIETLY_BESIDE)
                .run("--logging.level.dev.millrace=warn")) {
            work.accept(desk.getBean(frontDoor));
        }
    }
}
