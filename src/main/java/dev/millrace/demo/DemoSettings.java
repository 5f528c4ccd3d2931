package dev.millrace.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The demo.
 *
 * @param enabled set by the command {@code demo}
 * @param weeks how far back the company's story goes
 */
@ConfigurationProperties("millrace.demo")
record DemoSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("8") int weeks) {}
