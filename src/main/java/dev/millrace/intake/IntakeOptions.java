package dev.millrace.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the mailroom works, {@code millrace.intake.*}.
 *
 * @param workers how many messages this process settles at a time; 0 for a node that only serves pages
 * @param maxMessage a larger message is not taken
 * @param stormMark so many new tickets of one sender in ten minutes are a storm: kept, but no longer acknowledged
 * @param stormLimit so many in an hour are enough: what comes on top waits in the quarantine
 */
@ConfigurationProperties("millrace.intake")
record IntakeOptions(
        @DefaultValue("3") int workers,
        @DefaultValue("40MB") DataSize maxMessage,
        @DefaultValue("20") int stormMark,
        @DefaultValue("100") int stormLimit) {}
