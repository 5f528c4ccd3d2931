package dev.millrace.mail;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mail's settings from outside, and the one dialler that keeps to them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailOptions.class)
class MailConfig {

    @Bean
    Dialler dialler(MailOptions options) {
        return new Dialler(options.connectTimeout(), options.readTimeout());
    }
}
