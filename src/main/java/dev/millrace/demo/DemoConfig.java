package dev.millrace.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The clock that can be moved exists in the demo only. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DemoSettings.class)
class DemoConfig {

    @Bean
    @Primary
    @ConditionalOnBooleanProperty("millrace.demo.enabled")
    StoryClock storyClock() {
        return new StoryClock();
    }
}
