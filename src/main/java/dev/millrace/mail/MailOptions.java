package dev.millrace.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this process deals with mail servers, {@code millrace.mail.*}.
 *
 * @param run whether this process fetches and sends at all; a node that only serves pages says false
 * @param maxMessage larger messages are not fetched; their headers go to the quarantine
 * @param connectTimeout how long a server may take to accept a connection
 * @param readTimeout how long a server may be silent when it is its turn
 * @param look how often a mailbox is looked at although its server announced nothing
 * @param nodeSilence after how long without a sign of life a node's work is taken over
 */
@ConfigurationProperties("millrace.mail")
public record MailOptions(
        @DefaultValue("true") boolean run,
        @DefaultValue("40MB") DataSize maxMessage,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("30s") Duration look,
        @DefaultValue("20s") Duration nodeSilence) {}
