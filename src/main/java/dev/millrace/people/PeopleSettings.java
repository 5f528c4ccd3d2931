package dev.millrace.people;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How signing in behaves.
 *
 * @param passwordCost bcrypt's work factor: each step up doubles the time of a sign-in and of an attack
 * @param sessionIdle a session nobody used for so long ends
 * @param sessionLongest a session ends after so long however much it is used
 */
@Validated
@ConfigurationProperties("millrace.people")
public record PeopleSettings(
        @DefaultValue("12") @Min(10) @Max(16) int passwordCost,
        @DefaultValue("3d") Duration sessionIdle,
        @DefaultValue("30d") Duration sessionLongest) {}
