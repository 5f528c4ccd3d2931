package dev.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;

@DatabaseTest
@ApplicationModuleTest(extraIncludes = "people")
class TestClockTest {

    private final Clock injected;
    private final TestClock clock;
    private final JdbcClient db;

    @Autowired
    TestClockTest(Clock injected, TestClock clock, JdbcClient db) {
        this.injected = injected;
        this.clock = clock;
        this.db = db;
    }

    @Test
    void movesTheClockThatTheApplicationReads() {
        clock.set(Instant.parse("2026-03-01T09:00:00Z"));
        clock.advance(Duration.ofDays(3));

        assertThat(injected.instant()).isEqualTo("2026-03-04T09:00:00Z");
    }

    @Test
    void eachContextHasAMigratedDatabase() {
        assertThat(db.sql("select count(*) from public.migration where success")
                        .query(Long.class)
                        .single())
                .isPositive();
    }
}
