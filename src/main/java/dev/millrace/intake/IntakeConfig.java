package dev.millrace.intake;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The module's settings from outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeOptions.class)
class IntakeConfig {}
