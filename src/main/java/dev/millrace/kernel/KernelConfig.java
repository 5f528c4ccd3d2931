package dev.millrace.kernel;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The desk's clock and its settings from outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Desk.class)
class KernelConfig {

    /** Tests and the demo put a clock in its place that can be moved. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
