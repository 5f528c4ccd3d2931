package dev.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class KnownSettingsTest {

    private final ApplicationContextRunner desk = new ApplicationContextRunner().withUserConfiguration(Mill.class);

    @Test
    void letsPassWhatAModuleReads() {
        desk.withPropertyValues("millrace.mill.wheel-size=3", "millrace.mill.stones[0]=granite", "other.thing=1")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void namesTheOneThatNobodyReads() {
        desk.withPropertyValues("millrace.mill.wheel-sice=3")
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("millrace.mill.wheel-sice"));
    }

    @Test
    void readsTheEnvironmentsSpelling() {
        withVariable("MILLRACE_MILL_WHEELSIZE")
                .run(context -> assertThat(context).hasNotFailed());
        withVariable("MILLRACE_HOEM")
                .run(context -> assertThat(context.getStartupFailure()).hasMessageContaining("MILLRACE_HOEM"));
    }

    private ApplicationContextRunner withVariable(String name) {
        return desk.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(name, "3"))));
    }

    @ConfigurationProperties("millrace.mill")
    record MillSettings(int wheelSize, List<String> stones) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MillSettings.class)
    @Import(KnownSettings.class)
    static class Mill {}
}
